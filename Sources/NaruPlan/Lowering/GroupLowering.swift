import NaruSemantics

/// Splits the columns of `group … into` into what is pooled over the rows of a
/// group and what is computed from keys and pooled values.
enum GroupLowering {
    static func lower(
        keys: [NamedExpression], aggregates: [NamedExpression], across: TypedAcross?, row: RowType
    ) -> PlanGroup {
        var pools: [PlanGroup.Pool] = []
        var outputs: [TypedExpression] = []
        for condition in across?.conditions.map(Optional.some) ?? [nil] {
            let first = pools.count
            for column in aggregates {
                outputs.append(replacePools(in: column.value, depth: 0, keys: keys.count, row: row, pools: &pools))
            }
            guard let condition else { continue }
            for place in first..<pools.count { pools[place].operand = pools[place].operand.only(where: condition) }
        }
        return PlanGroup(
            keys: keys.map(\.value), pools: pools, outputs: outputs, cases: across?.conditions ?? [])
    }

    private static func replacePools(
        in expression: TypedExpression, depth: Int, keys: Int, row: RowType, pools: inout [PlanGroup.Pool]
    ) -> TypedExpression {
        if var pool = pool(of: expression, depth: depth, row: row) {
            pool.arguments = pool.arguments.map {
                replacePools(in: $0, depth: depth, keys: keys, row: row, pools: &pools)
            }
            let slot = TypedExpression.Kind.slot(frame: depth, keys + pools.count)
            pools.append(pool)
            return TypedExpression(slot, expression.type, at: expression.span)
        }
        var result = expression.mappingChildren { child, deeper in
            replacePools(in: child, depth: depth + deeper, keys: keys, row: row, pools: &pools)
        }
        if case .nested(let query) = expression.kind, case .nested(let mapped) = result.kind {
            result.kind = .nested(mapped.withAggregates(of: query))
        }
        return result
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
                aggregate: .list,
                operand: expression.type.type.isRecord
                    ? row.record(at: expression.span) : row.value(at: expression.span),
                arguments: [], type: expression.type, span: expression.span, isRows: true)
        default: nil
        }
    }
}

extension TypedQuery {
    /// `rows` in the `into` of a nested query are rows of its own groups.
    fileprivate func withAggregates(of original: TypedQuery) -> TypedQuery {
        var copy = self
        for index in stages.indices {
            guard case .group(let keys, _, let across) = stages[index].kind,
                case .group(_, let aggregates, _) = original.stages[index].kind
            else { continue }
            copy.stages[index].kind = .group(keys: keys, aggregates: aggregates, across: across)
        }
        return copy
    }
}

extension TypedExpression {
    /// Its values in the rows of one case, none in others.
    fileprivate func only(where condition: TypedExpression) -> TypedExpression {
        TypedExpression(
            .conditional(condition: condition, then: self, otherwise: nil),
            ValueType(type.type, type.cardinality == .many ? .many : .optional), at: span)
    }
}
