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

    mutating func number(_ expression: TypedExpression) -> TypedExpression { numbering(expression) ?? expression }

    /// nil where there is nothing to number.
    private mutating func numbering(_ expression: TypedExpression) -> TypedExpression? {
        if let plan = expression.plan {
            return TypedExpression(.subplan(Subplan(number(plan))), expression.type, at: expression.span)
        }
        let inner = expression.rewritingChildren { child, _ in numbering(child) }
        guard case .shared(let value, _) = (inner ?? expression).kind else { return inner }
        let place = shared[expression] ?? shared.count
        shared[expression] = place
        return TypedExpression(.shared(value, place: place), expression.type, at: expression.span)
    }

    private mutating func number(_ node: PlanNode) -> PlanNode {
        let input = node.input.map { number($0) }
        var operation = node.operation.rewriting(plans: { number($0) }) { expression, _ in numbering(expression) }
        if case .lookup(let original) = node.operation, case .lookup(var lookup) = operation ?? node.operation {
            lookup.place = lookups[original] ?? lookups.count
            lookups[original] = lookup.place
            operation = .lookup(lookup)
        }
        defer { operators += 1 }
        return PlanNode(
            operation ?? node.operation, over: input, slots: node.slots, stages: node.stages, place: operators,
            estimate: node.estimate, width: node.width)
    }
}
