import NaruSemantics
import NaruSyntax

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
