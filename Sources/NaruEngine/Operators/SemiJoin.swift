import NaruPlan

/// Of each outer row one row if there are any, of which it tells the source, so
/// that this looks no further. A row that is there only possibly stands for an
/// outer row that has no other.
final class SemiJoin: Operator {
    private let hits: Hits
    private var open: Bitmap

    override init(_ scope: Scope, stages: ClosedRange<Int>) {
        hits = Hits(outer: scope.outer.count)
        open = Bitmap(repeating: false, count: scope.outer.count)
        super.init(scope, stages: stages)
        scope.hits = hits
    }

    /// Evidence wants every row that there is.
    private var keepsAll: Bool { scope.tracer != nil }

    override var isSatisfied: Bool { !keepsAll && hits.areComplete }

    override func push(_ batch: Batch) throws(EngineError) {
        if keepsAll {
            var batch = batch.compacted()
            batch.slots = []
            batch.lineage?.traces = []
            return try emit(batch)
        }
        for (row, outer) in batch.outer.enumerated() {
            if batch.isOpen(row) { open[Int(outer)] = true } else { hits.insert(outer) }
        }
    }

    override func finish() throws(EngineError) {
        if !keepsAll {
            let rows = (hits.found | open).indices
            try emit(
                Batch(
                    slots: [], count: rows.count, outerRows: scope.isNested ? rows : nil,
                    possible: (~hits.found).gather(rows)))
        }
        try super.finish()
    }
}

/// The outer rows of a nested query that certainly have a row.
final class Hits {
    private(set) var found: Bitmap
    private var missing: Int

    init(outer count: Int) {
        found = Bitmap(repeating: false, count: count)
        missing = count
    }

    var areComplete: Bool { missing == 0 }

    func insert(_ outer: Int32) {
        guard !found[Int(outer)] else { return }
        found[Int(outer)] = true
        missing -= 1
    }

    func contains(_ outer: Int32) -> Bool { found[Int(outer)] }
}
