import NaruSemantics

/// The first row for each key.
final class Distinct: Blocking {
    private let keys: [TypedExpression]
    private let projects: Bool

    init(_ scope: Scope, _ keys: [TypedExpression], projects: Bool, stages: ClosedRange<Int>) {
        self.keys = keys
        self.projects = projects
        super.init(scope, stages: stages)
    }

    override func process(_ batch: Batch) throws(EngineError) {
        let values = try scope.evaluator.evaluateAll(keys, batch.frame(in: scope.outer))
        var numbering = KeyNumbering(rows: batch.count)
        numbering.refine(by: Vector(count: batch.count, payload: .code(batch.outer)))
        for value in values { numbering.refine(by: value) }
        var result = batch
        if projects { result.slots = values }
        try emitInPieces(result.reordered(firstRows(numbering, batch)))
    }

    /// The first row of each key, if it can be one that is certainly there.
    private func firstRows(_ numbering: KeyNumbering, _ batch: Batch) -> [Int32] {
        var first = [Int32](repeating: -1, count: numbering.count)
        for (row, id) in numbering.ids.enumerated() {
            let known = first[Int(id)]
            if known < 0 || batch.isOpen(Int(known)) && !batch.isOpen(row) { first[Int(id)] = Int32(row) }
        }
        return batch.open == nil ? first : first.sorted()
    }
}
