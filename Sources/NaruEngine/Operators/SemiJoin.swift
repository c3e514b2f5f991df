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

/// Hands out the rows of outer rows, a few of each at first; of those that have no
/// hit yet always more. So one row does for whoever finds a hit at once.
struct HitSearch {
    /// For each outer row the places of its rows that were not handed out yet.
    private var rest: [Range<Int32>]
    /// The outer rows that have no hit, as far as the last round went.
    private var open: [Int32]
    /// How many of them had their rows in this round.
    private var served = 0
    /// How many rows each has in this round.
    private var most = 1

    /// The rows of outer row `i` stand at the places `rows[i]`.
    init(_ rows: [Range<Int32>]) {
        rest = rows
        open = rows.indices.filter { !rows[$0].isEmpty }.map(Int32.init)
    }

    /// Outer rows and the places of their next rows, about so many; nil when
    /// nothing is left to be found.
    mutating func next(_ hits: Hits, about wanted: Int) -> RowPairs? {
        if served == open.count {
            open = open.filter { !hits.contains($0) && !rest[Int($0)].isEmpty }
            (served, most) = (0, min(8 * most, wanted))
        }
        guard !open.isEmpty else { return nil }
        var pairs = RowPairs()
        while served < open.count, pairs.left.count < wanted {
            let outer = open[served]
            let places = rest[Int(outer)]
            let end = places.lowerBound + Int32(min(most, places.count))
            pairs.left += repeatElement(outer, count: Int(end - places.lowerBound))
            pairs.right += places.lowerBound..<end
            rest[Int(outer)] = end..<places.upperBound
            served += 1
        }
        return pairs
    }
}
