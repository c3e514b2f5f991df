import NaruSyntax

extension TypedExpression {
    /// The same expression, with its places said to be in another text where
    /// they are not already.
    func placed(inText number: Int) -> TypedExpression {
        var copy = mappingChildren { child, _ in child.placed(inText: number) }
        if copy.span.text == 0 { copy.span.text = number }
        if case .nested(let query) = copy.kind { copy.kind = .nested(query.placingStages(inText: number)) }
        return copy
    }
}

extension TypedQuery {
    func placed(inText number: Int) -> TypedQuery {
        mappingExpressions { expression, _ in expression.placed(inText: number) }.placingStages(inText: number)
    }

    /// Only the places of the query and its stages, not of expressions.
    fileprivate func placingStages(inText number: Int) -> TypedQuery {
        var copy = self
        if copy.span.text == 0 { copy.span.text = number }
        for index in copy.stages.indices {
            if copy.stages[index].span.text == 0 { copy.stages[index].span.text = number }
            switch copy.stages[index].kind {
            case .join(let right, let condition, let optional):
                copy.stages[index].kind = .join(
                    right.placingStages(inText: number), on: condition, optional: optional)
            case .set(let operation, let right, let slots):
                copy.stages[index].kind = .set(operation, right.placingStages(inText: number), rightSlots: slots)
            case .filter, .select, .add, .drop, .expand, .group, .sort, .take, .skip, .top, .distinct, .withSources,
                .why:
                break
            }
        }
        return copy
    }
}

extension CheckedDefinition {
    func placed(inText number: Int) -> CheckedDefinition {
        var copy = self
        copy.value = value.placed(inText: number)
        if let query {
            let placed = query.typed(at: value.span).placed(inText: number)
            copy.query?.source = placed.source
            copy.query?.stages = placed.stages
        }
        return copy
    }
}
