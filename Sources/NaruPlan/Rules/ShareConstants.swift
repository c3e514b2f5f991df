import NaruSemantics

/// What looks at whole sets and no row changes is found once in a run.
struct ShareConstants: Rule {
    let name = "share-constants"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence else { return plan }
        return plan.with(
            root: plan.root.mapping { node in
                node.operation.rewriting { expression, _ in sharing(expression) }.map(node.doing) ?? node
            })
    }

    /// nil where nothing is shared.
    private func sharing(_ expression: TypedExpression) -> TypedExpression? {
        if case .shared = expression.kind { return nil }
        if expression.isWorthSharing, !expression.reads(outside: 0) {
            return TypedExpression(.shared(expression, place: -1), expression.type, at: expression.span)
        }
        // A nested plan has been gone through when it was made.
        if case .subplan = expression.kind { return nil }
        return expression.rewritingChildren { child, _ in sharing(child) }
    }
}

extension TypedExpression {
    /// Whether it looks at a whole set, so that doing it once a row would hurt.
    package var isWorthSharing: Bool {
        switch kind {
        case .aggregate, .quantified, .nested, .subplan, .reached, .nodeMeasure, .set, .filter, .map: true
        default: false
        }
    }
}
