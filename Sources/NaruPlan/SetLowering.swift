import NaruSemantics
import NaruSyntax

/// Rows of two queries meet in one set only where their columns are of one
/// type; where they are not yet, a projection before the operator widens them.
enum SetLowering {
    static func lower(
        _ operation: SetOperator, left: RowType, right: Plan, rightSlots: [Int], stage: TypedStage, place: Int
    ) -> [PlanStep] {
        let types = stage.row.slots.map(\.type)
        let places = place...place
        guard widens(left, left.comparedSlots, to: types) || widens(right.row, rightSlots, to: types) else {
            let kind = PlanStep.Kind.set(operation, right, leftSlots: left.comparedSlots, rightSlots: rightSlots)
            return [PlanStep(kind, stages: places)]
        }
        let last = right.spans.count - 1
        var widened = right
        widened.steps.append(
            PlanStep(.project(columns(right.row, rightSlots, to: types, at: stage.span)), stages: last...last))
        widened.row = stage.row
        let slots = Array(types.indices)
        return [
            PlanStep(.project(columns(left, left.comparedSlots, to: types, at: stage.span)), stages: places),
            PlanStep(.set(operation, widened, leftSlots: slots, rightSlots: slots), stages: places),
        ]
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
