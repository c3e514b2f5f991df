import NaruSemantics

/// A nested query whose rows are only counted or added up gives those that are
/// certainly there: nobody looks at the possible ones.
struct CertainRows: Rule {
    let name = "certain-rows"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose == .rows, plan.survey.contents.contains(.subplans) else { return plan }
        return plan.with(
            root: plan.root.mapping { node in
                node.operation.rewriting { expression, _ in rewritten(expression) }.map(node.doing) ?? node
            })
    }

    /// nil where there is no such query.
    private func rewritten(_ expression: TypedExpression) -> TypedExpression? {
        // A nested plan has been gone through when it was made.
        if case .subplan = expression.kind { return nil }
        guard case .aggregate(let aggregate, let operand, let arguments, let poolsGroup) = expression.kind,
            !aggregate.givesElements, let certain = certain(operand)
        else { return expression.rewritingChildren { child, _ in rewritten(child) } }
        return TypedExpression(
            .aggregate(
                aggregate, certain, arguments: arguments.map { rewritten($0) ?? $0 }, poolsGroup: poolsGroup),
            expression.type, at: expression.span)
    }

    /// The same set without what it has only possibly.
    private func certain(_ set: TypedExpression) -> TypedExpression? {
        switch set.kind {
        case .subplan:
            guard let plan = set.plan, plan.mayHavePossible, plan.traits.keepsPossible else { return nil }
            return TypedExpression(.subplan(Subplan(plan.withoutPossible)), set.type, at: set.span)
        case .field, .property, .recordField, .narrow, .widen:
            return set.rewritingChildren { child, _ in certain(child) }
        default: return nil
        }
    }
}

extension Plan {
    fileprivate var withoutPossible: Plan {
        var traits = traits
        traits.keepsPossible = false
        return Plan(root: root, views: views, row: row, spans: spans, traits: traits, survey: survey)
    }
}
