import NaruSemantics
import NaruSyntax

/// Puts the windows of `select` and `add` into a step of their own before it.
enum WindowLowering {
    static func lower(
        _ columns: [NamedExpression], row: RowType, stage: Int, into kind: ([TypedExpression]) -> PlanStep.Kind
    ) -> [PlanStep] {
        var windows: [PlanWindow] = []
        let values = columns.map { replaceWindows(in: $0.value, depth: 0, slots: row.slots.count, windows: &windows) }
        guard !windows.isEmpty else { return [PlanStep(kind(values), stages: stage...stage)] }
        var steps = [PlanStep(.window(windows), stages: stage...stage), PlanStep(kind(values), stages: stage...stage)]
        // `add` appends after the window slots, which are no part of the row.
        if case .extend = steps[1].kind {
            let kept = row.slots.indices.map { slot in
                TypedExpression(.slot(frame: 0, slot), row.slots[slot], at: columns[0].value.span)
            }
            steps[1].kind = .project(kept + values)
        }
        return steps
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
