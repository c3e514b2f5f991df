import NaruSemantics
import NaruSyntax

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

/// Rows of two queries meet in one set only where their columns are of one
/// type; where they are not yet, a projection before the operator widens them.
enum SetLowering {
    static func lower(
        _ operation: SetOperator, left: RowType, over input: PlanNode, right: Plan, rightSlots: [Int],
        stage: TypedStage, place: Int
    ) -> PlanNode {
        let types = stage.row.slots.map(\.type)
        func set(over input: PlanNode, _ right: Plan, leftSlots: [Int], rightSlots: [Int]) -> PlanNode {
            PlanNode(
                .set(operation, right, leftSlots: leftSlots, rightSlots: rightSlots), over: input,
                slots: stage.row.slots, stages: place...place)
        }
        guard widens(left, left.comparedSlots, to: types) || widens(right.row, rightSlots, to: types) else {
            return set(over: input, right, leftSlots: left.comparedSlots, rightSlots: rightSlots)
        }
        func widened(_ node: PlanNode, _ row: RowType, _ slots: [Int], stages: ClosedRange<Int>) -> PlanNode {
            PlanNode(
                .project(columns(row, slots, to: types, at: stage.span)), over: node, slots: stage.row.slots,
                stages: stages)
        }
        let last = right.spans.count - 1
        let other = widened(right.root, right.row, rightSlots, stages: last...last)
        let slots = Array(types.indices)
        return set(
            over: widened(input, left, left.comparedSlots, stages: place...place),
            right.with(root: other, row: stage.row), leftSlots: slots, rightSlots: slots)
    }

    private static func widens(_ row: RowType, _ slots: [Int], to types: [Type]) -> Bool {
        zip(slots, types).contains { isWidened(row.slots[$0].type, to: $1) }
    }

    /// Entities of any type are kept in the same way, and so are records here.
    private static func isWidened(_ own: Type, to type: Type) -> Bool {
        own != type && !own.isEntity && !own.isRecord && !own.isUnknown && !type.isUnknown
    }

    private static func columns(_ row: RowType, _ slots: [Int], to types: [Type], at span: Span) -> [TypedExpression] {
        zip(slots, types).map { slot, type in
            let own = row.slots[slot]
            let value = TypedExpression(.slot(frame: 0, slot), own, at: span)
            guard isWidened(own.type, to: type) else { return value }
            return TypedExpression(.widen(value, to: type), ValueType(type, own.cardinality), at: span)
        }
    }
}

/// Puts the windows of `select` and `add` into an operator of their own before it.
enum WindowLowering {
    static func select(
        _ columns: [NamedExpression], over input: PlanNode, _ stage: TypedStage, _ place: Int
    ) -> PlanNode {
        let (values, input) = taken(columns, over: input, place)
        return PlanNode(.project(values), over: input, slots: stage.row.slots, stages: place...place)
    }

    static func add(_ columns: [NamedExpression], over input: PlanNode, _ stage: TypedStage, _ place: Int) -> PlanNode {
        let (values, windows) = taken(columns, over: input, place)
        guard case .window = windows.operation else {
            return PlanNode(.extend(values), over: input, slots: stage.row.slots, stages: place...place)
        }
        // The windows' slots are no part of the row.
        let kept = input.slots.slots(at: stage.span)
        return PlanNode(.project(kept + values), over: windows, slots: stage.row.slots, stages: place...place)
    }

    /// The columns without windows, over an input that computes them; the input
    /// as it is where there are none.
    private static func taken(
        _ columns: [NamedExpression], over input: PlanNode, _ place: Int
    ) -> (values: [TypedExpression], input: PlanNode) {
        var windows: [PlanWindow] = []
        let values = columns.map {
            replaceWindows(in: $0.value, depth: 0, slots: input.slots.count, windows: &windows)
        }
        guard !windows.isEmpty else { return (values, input) }
        let slots = input.slots + windows.map(\.type)
        return (values, PlanNode(.window(windows), over: input, slots: slots, stages: place...place))
    }

    private static func replaceWindows(
        in expression: TypedExpression, depth: Int, slots: Int, windows: inout [PlanWindow]
    ) -> TypedExpression {
        if case .window(let function, let arguments, let direction, let partition, let isRunning) = expression.kind {
            let slot = TypedExpression.Kind.slot(frame: depth, slots + windows.count)
            windows.append(
                PlanWindow(
                    function: function, arguments: arguments, isDescending: direction == .descending,
                    partition: partition, isRunning: isRunning, type: expression.type, span: expression.span))
            return TypedExpression(slot, expression.type, at: expression.span)
        }
        // Windows of a nested query are over its own rows.
        if case .nested = expression.kind { return expression }
        return expression.mappingChildren { child, deeper in
            replaceWindows(in: child, depth: depth + deeper, slots: slots, windows: &windows)
        }
    }
}
