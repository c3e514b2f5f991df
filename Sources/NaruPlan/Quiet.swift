package import NaruSemantics

extension TypedExpression {
    /// Whether it neither warns nor fails, so that it does not show for how
    /// many values it is evaluated.
    package var isQuiet: Bool {
        switch kind {
        case .literal, .parameter, .today, .slot: true
        case .shared(let value, _): value.isQuiet
        case .property(let base, let property): property != .amount && base.isQuiet
        case .field, .recordField, .record, .list, .filter, .map, .apply, .quantified, .contains, .compare, .not, .and,
            .or, .conditional, .coalesce, .set, .range, .typeTest, .narrow, .widen, .aggregate(.count, _, _, false):
            !hasChild { child, _ in !child.isQuiet }
        case .entities, .call, .aggregate, .arithmetic, .negate, .nested, .subplan, .reached, .nodeMeasure, .window,
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
}

extension PlanOperation {
    var isQuiet: Bool {
        var isQuiet = true
        forEachExpression { expression, _ in isQuiet = isQuiet && expression.isQuiet }
        return isQuiet
    }
}
