import NaruSemantics

/// A row for each element of a set or list, which becomes a new slot.
final class Expand: Operator {
    private let elements: TypedExpression
    private let isOptional: Bool

    init(_ scope: Scope, _ elements: TypedExpression, isOptional: Bool, stages: ClosedRange<Int>) {
        self.elements = elements
        self.isOptional = isOptional
        super.init(scope, stages: stages)
    }

    override func push(_ batch: Batch) throws(EngineError) {
        let values = try scope.evaluator.evaluate(elements, batch.frame(in: scope.outer)).asList()
        guard case .list(let list) = values.payload else { return }
        var rows = list.rows
        var places = Array(Int32(0)..<Int32(list.child.count))
        let empty = (~values.presence).popCount
        if !isOptional { scope.counts?.dropped(empty, at: stages.lowerBound) }
        if isOptional, empty > 0 { (rows, places) = addingEmpty(list) }
        let batch = batch.compacted()
        var slots = batch.slots.map { $0.gather(rows) }
        slots.append(list.child.gatherOptional(places))
        try emitInPieces(Batch(slots: slots, count: rows.count, outerRows: batch.outerRows.map { $0.gather(rows) }))
    }

    /// A row without elements stays, once.
    private func addingEmpty(_ list: ListColumn) -> (rows: [Int32], places: [Int32]) {
        var rows: [Int32] = []
        var places: [Int32] = []
        for row in 0..<(list.offsets.count - 1) {
            let range = list.offsets[row]..<list.offsets[row + 1]
            rows.append(contentsOf: repeatElement(Int32(row), count: max(range.count, 1)))
            if range.isEmpty { places.append(-1) } else { places.append(contentsOf: range) }
        }
        return (rows, places)
    }
}
