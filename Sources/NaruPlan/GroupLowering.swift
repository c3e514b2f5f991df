import NaruSemantics

/// Splits the columns of `group … into` into what is pooled over the rows of a
/// group and what is computed from keys and pooled values.
enum GroupLowering {
    static func lower(keys: [NamedExpression], aggregates: [NamedExpression], row: RowType) -> PlanGroup {
        var pools: [PlanGroup.Pool] = []
        let outputs = aggregates.map { column in
            replacePools(in: column.value, depth: 0, keys: keys.count, row: row, pools: &pools)
        }
        return PlanGroup(keys: keys.map(\.value), pools: pools, outputs: outputs)
    }

    private static func replacePools(
        in expression: TypedExpression, depth: Int, keys: Int, row: RowType, pools: inout [PlanGroup.Pool]
    ) -> TypedExpression {
        if let pool = pool(of: expression, depth: depth, row: row) {
            let slot = TypedExpression.Kind.slot(frame: depth, keys + pools.count)
            pools.append(pool)
            return TypedExpression(slot, expression.type, at: expression.span)
        }
        return expression.mappingChildren { child, deeper in
            replacePools(in: child, depth: depth + deeper, keys: keys, row: row, pools: &pools)
        }
    }

    /// Aggregates of a deeper frame pool the groups of a nested query.
    private static func pool(of expression: TypedExpression, depth: Int, row: RowType) -> PlanGroup.Pool? {
        switch expression.kind {
        case .aggregate(let aggregate, let operand, let arguments, true) where depth == 0:
            PlanGroup.Pool(
                aggregate: aggregate, operand: operand, arguments: arguments, type: expression.type,
                span: expression.span)
        case .groupRows:
            PlanGroup.Pool(
                aggregate: .list, operand: row.value(at: expression.span), arguments: [], type: expression.type,
                span: expression.span)
        default: nil
        }
    }
}
