package import NaruSemantics

extension TypedExpression {
    /// Whether it gives things by their names alone: those of a row, a literal,
    /// a parameter or a whole set, and not by links that lead to them.
    package var namesEntities: Bool {
        guard type.type.isEntity else { return false }
        switch kind {
        case .slot, .literal, .parameter, .entities: return true
        case .narrow(let operand, _), .widen(let operand, _): return operand.namesEntities
        case .list(let items): return items.allSatisfy(\.namesEntities)
        default: return false
        }
    }

    /// Whether it asks what a value rests on, at any depth.
    package var asksEvidence: Bool {
        switch kind {
        case .call(.evidence, let arguments), .call(.sources, let arguments), .call(.quotes, let arguments):
            // What is recorded of an entity does not depend on the query.
            return !arguments[0].namesEntities || arguments[0].asksEvidence
        case .nested(let query) where query.asksEvidence: return true
        case .subplan(let plan): return plan.query.asksEvidence
        default: return hasChild { child, _ in child.asksEvidence }
        }
    }
}

extension TypedQuery {
    package var asksEvidence: Bool {
        let asks = stages.contains { stage in
            switch stage.kind {
            case .why, .withSources: true
            case .join(let right, _, _), .set(_, let right, _): right.asksEvidence
            default: false
            }
        }
        if asks { return true }
        var found = false
        forEachExpression { expression, _ in found = found || expression.asksEvidence }
        return found
    }
}
