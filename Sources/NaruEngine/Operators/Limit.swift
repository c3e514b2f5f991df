/// `take n` and `skip n`, counted anew for each outer row.
final class Limit: Operator {
    private let stopsEarly: Bool
    private let skip: Int
    private var window: RowWindow
    /// What the skipped rows of the current outer row rest on.
    private var skipped: EvidenceID = 0
    private var seen = 0
    private var currentOuter: Int32 = -1

    init(_ scope: Scope, skip: Int, take: Int, stages: ClosedRange<Int>) {
        self.skip = skip
        window = RowWindow(skipped: skip, taken: take)
        // The counts of a query describe it as written, over all its rows.
        stopsEarly = scope.counts == nil && !scope.isNested
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool {
        stopsEarly && (window.isPassed || (next?.isSatisfied ?? false))
    }

    override func push(_ batch: Batch) throws(EngineError) { try emit(window.limit(resting(batch))) }

    /// What is taken rests on its place; what comes after skipped rows, on those
    /// too.
    private func resting(_ batch: Batch) -> Batch {
        guard let graph = scope.tracer?.graph else { return batch }
        var result = batch.compacted()
        guard let lineage = result.lineage else { return batch }
        let own = graph.join(lineage.rows, lineage.order)
        for (row, outer) in result.outer.enumerated() {
            if outer != currentOuter { (currentOuter, seen, skipped) = (outer, 0, 0) }
            guard !result.isOpen(row) else { continue }
            result.lineage?.rows[row] = graph.join(own[row], skipped)
            if seen < skip { skipped = graph.join(skipped, own[row]) }
            seen += 1
        }
        return result
    }
}

/// Which rows lie behind the first `skipped` and among the next `taken` ones,
/// for each outer row. The rows that are certainly there are counted without
/// the others. A possible row stays possible: with the unknown value that makes
/// it so it may stand anywhere in the order.
struct RowWindow {
    private let skipped: Int
    private let taken: Int
    private var currentOuter: Int32 = -1
    /// Rows seen of the current outer row that are certainly there, and all.
    private var certain = 0
    private var all = 0

    init(skipped: Int, taken: Int) {
        self.skipped = skipped
        self.taken = taken
    }

    /// Whether no later row of the same outer row is certainly kept.
    var isPassed: Bool { certain - skipped >= taken }

    mutating func limit(_ batch: Batch) -> Batch {
        var kept: [Int32] = []
        var pushed = Bitmap(repeating: false, count: batch.count)
        for (row, outer) in batch.outer.enumerated() {
            if outer != currentOuter { (currentOuter, certain, all) = (outer, 0, 0) }
            all += 1
            guard !batch.isOpen(row) else {
                kept.append(Int32(row))
                continue
            }
            if certain >= skipped, !isPassed {
                kept.append(Int32(row))
            } else if certain < skipped, all > skipped {
                // Possible rows before it may be what is skipped.
                kept.append(Int32(row))
                pushed[row] = true
            }
            certain += 1
        }
        return batch.opening(pushed).selecting(kept)
    }
}
