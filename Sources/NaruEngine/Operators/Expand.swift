import NaruSemantics

/// A row for each element of a set or list, which becomes a new slot.
final class Expand: RowOperator {
    private let elements: TypedExpression
    private let isOptional: Bool

    init(_ scope: Scope, _ elements: TypedExpression, isOptional: Bool, stages: ClosedRange<Int>) {
        self.elements = elements
        self.isOptional = isOptional
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let evaluator = scope.evaluator
        let values = try evaluator.evaluate(elements, batch.frame(in: scope.outer)).asList()
        let (members, open) =
            scope.keepsPossible ? evaluator.allMembers(of: values, elements.type.type) : (values, nil)
        guard case .list(let list) = members.payload else { return }
        let empty = ~values.presence
        if !isOptional {
            scope.counts?.dropped(batch.open.map { (empty & ~$0).popCount } ?? empty.popCount, at: stages.lowerBound)
        }
        var rows = list.rows
        var places = Array(Int32(0)..<Int32(list.child.count))
        if isOptional, !empty.isEmpty { (rows, places) = adding(empty, to: list) }
        let compact = batch.compacted()
        var slots = compact.slots.map { $0.gather(rows) }
        slots.append(list.child.gatherOptional(places))
        let expanded = Batch(
            slots: slots, count: rows.count, outerRows: compact.outerRows.map { $0.gather(rows) },
            possible: compact.open?.gather(rows))
        guard let open else { return try expanded.inPieces(emit) }
        let isOpen = Bitmap(count: places.count) { (row: Int) in places[row] >= 0 && open[Int(places[row])] }
        try expanded.opening(isOpen).inPieces(emit)
    }

    /// A row without a certain element stays, once, in front of possible ones.
    private func adding(_ empty: Bitmap, to list: ListColumn) -> (rows: [Int32], places: [Int32]) {
        var rows: [Int32] = []
        var places: [Int32] = []
        for row in 0..<(list.offsets.count - 1) {
            let range = list.offsets[row]..<list.offsets[row + 1]
            if empty[row] {
                rows.append(Int32(row))
                places.append(-1)
            }
            rows.append(contentsOf: repeatElement(Int32(row), count: range.count))
            places.append(contentsOf: range)
        }
        return (rows, places)
    }
}
