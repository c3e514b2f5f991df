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
        var next: Int32 = 0
        var first: [Int32] = []
        for (row, id) in numbering.ids.enumerated() where id == next {
            first.append(Int32(row))
            next += 1
        }
        var result = batch
        if projects { result.slots = values }
        try emitInPieces(result.reordered(first))
    }
}
