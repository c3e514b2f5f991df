import NaruPlan
import NaruSemantics

/// The first rows of a sort. It keeps as many, and some more until it has
/// reason to look which of them can't be among the first.
final class Top: Operator {
    private let keys: [TypedSortKey]
    private let limit: Int
    /// Behind the slots of the rows stand their sort keys.
    private var rows: RowStore
    private var seen = 0
    /// When so many rows are kept, those that come too late go.
    private var most: Int
    /// The sort keys of the last row that counts; without it all rows do.
    private var last: [Vector]?
    private var units: [UnitWatch]

    init(_ scope: Scope, _ keys: [TypedSortKey], limit: Int, stages: ClosedRange<Int>) {
        self.keys = keys
        self.limit = limit
        rows = RowStore(hasOuter: scope.isNested)
        most = Top.most(after: limit)
        units = keys.map { _ in UnitWatch() }
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool { false }

    override func push(_ batch: Batch) throws(EngineError) {
        seen += batch.count
        var batch = batch
        var values = try scope.evaluator.evaluateAll(keys.map(\.value), batch.frame(in: scope.outer))
        for index in keys.indices { units[index].add(values[index], within: batch.outer) }
        if let last {
            let kept = rows(of: batch, values, before: last)
            if kept.count < batch.count {
                batch = batch.selecting(kept)
                values = values.map { $0.gather(kept) }
            }
        }
        guard batch.count > 0 else { return }
        batch = batch.compacted()
        batch.slots += values
        try hold.add(batch.byteCount)
        rows.append(batch)
        if rows.count > most { try leaveLate() }
    }

    /// Those that sort before a row, and those that are there only possibly.
    private func rows(of batch: Batch, _ values: [Vector], before last: [Vector]) -> [Int32] {
        let orders = keys.indices.map { index in
            var both = VectorBuilder(like: last[index])
            both.append(last[index])
            both.append(values[index])
            return keys[index].order(both.finish(), descending: keys[index].isDescending, scope)
        }
        let open = batch.open
        let bits = Bitmap(count: batch.count) { (row: Int) -> Bool in
            for order in orders where order[row + 1] != order[0] { return order[row + 1] < order[0] }
            return false
        }
        return (open.map { $0 | bits } ?? bits).indices
    }

    private func leaveLate() throws(EngineError) {
        let first = try firstRows().compacted()
        rows = RowStore(hasOuter: scope.isNested)
        rows.append(first)
        most = Top.most(after: first.count)
        hold.giveBack()
        try hold.add(first.byteCount)
        guard !scope.isNested else { return }
        let certain = first.open.map { (~$0).indices } ?? Array(Int32(0)..<Int32(first.count))
        if certain.count == limit, let row = certain.last {
            last = first.slots.suffix(keys.count).map { $0.gather([row]) }
        }
    }

    private static func most(after count: Int) -> Int { count < .max / 4 ? 2 * count + 4 * Batch.size : .max }

    /// The first of the rows that are kept, in order.
    private func firstRows() throws(EngineError) -> Batch {
        let all = rows.batch()
        let order = try scope.order(Array(all.slots.suffix(keys.count)), by: keys, of: all)
        if all.outerRows == nil, all.open == nil { return all.reordered(Array(order.prefix(limit))) }
        var window = RowWindow(skipped: 0, taken: limit)
        return window.limit(all.reordered(order))
    }

    override func finish() throws(EngineError) {
        for (index, key) in keys.enumerated() where !keys[..<index].contains(where: \.isByUnit) {
            scope.context.warn(.severalUnits, of: key.value, count: units[index].foreign)
        }
        if stages.count > 1 {
            // As written it is a sort, from which some rows are taken.
            scope.counts?.rows(seen, outOf: stages.lowerBound)
            scope.counts?.rows(seen, into: stages.upperBound)
        }
        try hold.add(hold.bytes)
        if rows.count > 0 {
            var first = try firstRows().compacted()
            first.slots.removeLast(keys.count)
            try emitInPieces(first)
        }
        rows = RowStore(hasOuter: false)
        hold.giveBack()
        try next?.finish()
    }
}
