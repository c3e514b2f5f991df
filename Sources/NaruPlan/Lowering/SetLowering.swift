import NaruSemantics
import NaruSyntax

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
