import NaruSemantics
import NaruSyntax

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
