package import NaruSemantics

extension TypedExpression {
    /// Whether it neither warns nor fails, so that it does not show for how
    /// many values it is evaluated. A nested query takes too long to be asked
    /// more often than it has to be, whether it is quiet or not.
    package var isQuiet: Bool { isQuiet(withQueries: false) }

    /// The same of what is not evaluated for more values than before, so that
    /// nested queries may be in it.
    var isQuietThroughout: Bool { isQuiet(withQueries: true) }

    private func isQuiet(withQueries: Bool) -> Bool {
        switch kind {
        case .literal, .parameter, .today, .slot: true
        case .shared(let value, _): value.isQuiet(withQueries: withQueries)
        case .property(let base, let property): property != .amount && base.isQuiet(withQueries: withQueries)
        case .field, .recordField, .record, .list, .filter, .map, .apply, .quantified, .contains, .compare, .not, .and,
            .or, .conditional, .coalesce, .set, .range, .typeTest, .narrow, .widen, .aggregate(.count, _, _, false):
            !hasChild { child, _ in !child.isQuiet(withQueries: withQueries) }
        case .subplan: withQueries && plan?.isQuietThroughout == true
        case .entities, .call, .aggregate, .arithmetic, .negate, .nested, .reached, .nodeMeasure, .window,
            .groupRows,
            .invalid:
            false
        }
    }

    /// Whether it is one value, written out or given to the program, that is
    /// the same for every row.
    package var isConstant: Bool {
        switch kind {
        case .literal, .parameter, .today, .shared: type.cardinality != .many
        case .widen(let base, _): base.isConstant
        default: false
        }
    }
}

extension Plan {
    /// Whether all that it evaluates is quiet.
    var isQuiet: Bool {
        nodes.allSatisfy { node in
            switch node.operation {
            case .scan, .elements, .filter, .project, .extend, .limit, .offset: node.operation.isQuiet
            default: false
            }
        }
    }

    /// The same with the nested queries in it.
    var isQuietThroughout: Bool {
        nodes.allSatisfy { node in
            switch node.operation {
            case .scan, .semiJoin: true
            case .lookup(let lookup): lookup.rows.isQuietThroughout && node.operation.isQuietThroughout
            case .elements, .records, .filter, .project, .extend, .expand, .limit, .offset, .distinct:
                node.operation.isQuietThroughout
            case .paths, .reach, .network, .window, .join, .group, .sort, .top, .set, .withSources, .why: false
            }
        }
    }
}

extension PlanOperation {
    var isQuiet: Bool { ownExpressions.allSatisfy(\.isQuiet) }
    var isQuietThroughout: Bool { ownExpressions.allSatisfy(\.isQuietThroughout) }
}

extension TypedExpression {
    /// The items of a list literal, each of the list's type; nil for another set.
    package var listedItems: [TypedExpression]? {
        switch kind {
        case .list(let items): return items
        case .widen(let base, let type):
            return base.listedItems?.map {
                TypedExpression(.widen($0, to: type), ValueType(type, $0.type.cardinality), at: $0.span)
            }
        default: return nil
        }
    }

    /// Whether it is written out, and so never absent.
    package var isWrittenOut: Bool {
        switch kind {
        case .literal: true
        case .widen(let base, _): base.isWrittenOut
        default: false
        }
    }
}

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
