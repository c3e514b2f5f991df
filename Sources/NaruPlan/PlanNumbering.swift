import NaruSemantics
import NaruSyntax

/// Numbers the operators, lookups and shared values of a finished plan, so that
/// a run keeps its figures and its tables by number. What is the same in two
/// places of a plan has one number.
struct PlanNumbering {
    private var operators = 0
    private var lookups: [PlanLookup: Int] = [:]
    private var shared: [TypedExpression: Int] = [:]

    mutating func number(_ plan: Plan) -> Plan {
        let isPlain = plan.survey.contents.isDisjoint(with: [.subplans, .shared])
        return plan.with(root: number(plan.root, isPlain: isPlain), views: plan.views.map { $0.mapping { number($0) } })
    }

    mutating func number(_ expression: TypedExpression) -> TypedExpression { numbering(expression) ?? expression }

    /// nil where there is nothing to number.
    private mutating func numbering(_ expression: TypedExpression) -> TypedExpression? {
        if let plan = expression.plan {
            return TypedExpression(.subplan(Subplan(number(plan))), expression.type, at: expression.span)
        }
        let inner = expression.rewritingChildren { child, _ in numbering(child) }
        guard case .shared(let value, _) = (inner ?? expression).kind else { return inner }
        let key = expression.unplacedIfQuiet
        let place = shared[key] ?? shared.count
        shared[key] = place
        return TypedExpression(.shared(value, place: place), expression.type, at: expression.span)
    }

    /// A plain one has nothing to number in its expressions.
    private mutating func number(_ node: PlanNode, isPlain: Bool) -> PlanNode {
        let input = node.input.map { number($0, isPlain: isPlain) }
        var operation =
            isPlain && node.operation.sides.isEmpty
            ? nil : node.operation.rewriting(plans: { number($0) }) { expression, _ in numbering(expression) }
        if case .lookup(let original) = node.operation, case .lookup(var lookup) = operation ?? node.operation {
            let key = original.unplacedIfQuiet
            lookup.place = lookups[key] ?? lookups.count
            lookups[key] = lookup.place
            operation = .lookup(lookup)
        }
        defer { operators += 1 }
        return PlanNode(
            operation ?? node.operation, over: input, slots: node.slots, stages: node.stages, place: operators,
            estimate: node.estimate, width: node.width)
    }
}

/// What does the same wherever it is written.
extension TypedExpression {
    /// Without its places in the program, so that two are equal where they do the
    /// same.
    var unplaced: TypedExpression {
        if let plan { return TypedExpression(.subplan(Subplan(plan.unplaced)), type, at: Span(0, 0)) }
        var copy = mappingChildren { child, _ in child.unplaced }
        copy.span = Span(0, 0)
        return copy
    }

    /// The same where it may not warn: warnings tell the place.
    var unplacedIfQuiet: TypedExpression { isQuietThroughout ? unplaced : self }
}

extension PlanLookup {
    var unplacedIfQuiet: PlanLookup {
        guard rows.isQuietThroughout, keys.allSatisfy({ $0.key.isQuietThroughout }) else { return self }
        return PlanLookup(
            rows: rows.unplaced, keys: keys.map { Key(key: $0.key.unplaced, probe: $0.probe.unplaced) }, place: place)
    }
}

extension Plan {
    /// The plan as it would be from anywhere. Where its stages stand is not told
    /// apart: what they do is.
    fileprivate var unplaced: Plan {
        let root = root.mapping { node in
            node.doing(node.operation.mapping(plans: \.unplaced) { expression, _ in expression.unplaced })
        }
        return Plan(
            root: root, views: views.map { $0.mapping(\.unplaced) }, row: row,
            spans: [Span](repeating: Span(0, 0), count: spans.count), traits: traits, survey: survey)
    }
}
