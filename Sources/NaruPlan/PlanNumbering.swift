import NaruSemantics

/// Numbers the operators, lookups and shared values of a finished plan, so that
/// a run keeps its figures and its tables by number. What is the same in two
/// places of a plan has one number.
struct PlanNumbering {
    private var operators = 0
    private var lookups: [PlanLookup: Int] = [:]
    private var shared: [TypedExpression: Int] = [:]

    mutating func number(_ plan: Plan) -> Plan {
        plan.with(root: number(plan.root), views: plan.views.map { $0.mapping { number($0) } })
    }

    mutating func number(_ expression: TypedExpression) -> TypedExpression {
        if let plan = expression.plan {
            return TypedExpression(.subplan(Subplan(number(plan))), expression.type, at: expression.span)
        }
        let inner = expression.mappingChildren { child, _ in number(child) }
        guard case .shared(let value, _) = inner.kind else { return inner }
        let place = shared[expression] ?? shared.count
        shared[expression] = place
        return TypedExpression(.shared(value, place: place), inner.type, at: inner.span)
    }

    private mutating func number(_ node: PlanNode) -> PlanNode {
        var copy = node
        copy.input = node.input.map { number($0) }
        copy.operation = node.operation.mapping(plans: { number($0) }) { expression, _ in number(expression) }
        if case .lookup(let original) = node.operation, case .lookup(var lookup) = copy.operation {
            lookup.place = lookups[original] ?? lookups.count
            lookups[original] = lookup.place
            copy.operation = .lookup(lookup)
        }
        copy.place = operators
        operators += 1
        return copy
    }
}

extension Plan {
    func numbered() -> Plan {
        var numbering = PlanNumbering()
        return numbering.number(self)
    }
}
