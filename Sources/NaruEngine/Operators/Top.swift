import NaruPlan
import NaruSemantics

/// The first rows of a sort.
final class Top: StateOperator {
    private var state: TopState
    private let none: TopState

    init(_ scope: Scope, _ keys: [TypedSortKey], limit: Int, stages: ClosedRange<Int>) {
        none = TopState(keys, limit: limit, scope)
        state = none
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool { false }

    override func push(_ batch: Batch) throws(EngineError) {
        try state.add(batch, scope)
        try holdState()
    }

    override var emptyState: any RowState { none }

    override func take(_ later: any RowState) throws(EngineError) {
        guard let later = later as? TopState else { throw .internal("a state that is none of first rows") }
        try state.merge(later, scope)
        try holdState()
    }

    private func holdState() throws(EngineError) {
        if state.byteCount < hold.bytes { hold.giveBack() }
        try hold.add(state.byteCount - hold.bytes)
    }

    override func finish() throws(EngineError) {
        state.warn(scope)
        if stages.count > 1 {
            // As written it is a sort, from which some rows are taken.
            scope.counts?.rows(state.seen, outOf: stages.lowerBound)
            scope.counts?.rows(state.seen, into: stages.upperBound)
        }
        try hold.add(hold.bytes)
        let first = try state.finish(scope)
        state = none
        if let first { try emitInPieces(first) }
        hold.giveBack()
        try next?.finish()
    }
}

/// It keeps as many rows as are wanted, and some more until it has reason to
/// look which of them can't be among the first. Rows that sort alike stay in the
/// order in which they came, so the states of parts of the rows, merged in the
/// order of the parts, keep the same rows as that of all rows.
private struct TopState: RowState, @unchecked Sendable {
    // Rows that rest on evidence, whose graph belongs to one thread, are sorted.
    private let keys: [TypedSortKey]
    private let limit: Int
    private let none: RowStore
    /// Behind the slots of the rows stand their sort keys.
    private var rows: RowStore
    private(set) var byteCount = 0
    private(set) var seen = 0
    /// When so many rows are kept, those that come too late go.
    private var most: Int
    /// The sort keys of the last row that counts; without it all rows do.
    private var last: [Vector]?
    private var units: [UnitWatch]

    init(_ keys: [TypedSortKey], limit: Int, _ scope: Scope) {
        self.keys = keys
        self.limit = limit
        none = RowStore(scope)
        rows = none
        most = TopState.most(after: limit)
        units = keys.map { _ in UnitWatch() }
    }

    private static func most(after count: Int) -> Int { count < .max / 4 ? 2 * count + 4 * Batch.size : .max }

    mutating func add(_ batch: Batch, _ scope: Scope) throws(EngineError) {
        seen += batch.count
        var batch = batch
        var values = try scope.evaluator.evaluateAll(keys.map(\.value), batch.frame(in: scope.outer))
        for index in keys.indices { units[index].add(values[index], within: batch.outer) }
        if let last {
            let kept = rows(of: batch, values, before: last, scope)
            if kept.count < batch.count {
                batch = batch.selecting(kept)
                values = values.map { $0.gather(kept) }
            }
        }
        guard batch.count > 0 else { return }
        batch = batch.compacted()
        batch.slots += values
        try keep(batch, scope)
    }

    /// Adds the rows that another state kept of those that follow.
    mutating func merge(_ later: TopState, _ scope: Scope) throws(EngineError) {
        seen += later.seen
        for index in keys.indices { units[index].add(later.units[index]) }
        if later.rows.count > 0 { try keep(later.rows.batch(), scope) }
    }

    private mutating func keep(_ batch: Batch, _ scope: Scope) throws(EngineError) {
        byteCount += batch.byteCount
        rows.append(batch)
        if rows.count > most { try leaveLate(scope) }
    }

    /// Those that sort before a row, and those that are there only possibly.
    private func rows(of batch: Batch, _ values: [Vector], before last: [Vector], _ scope: Scope) -> [Int32] {
        let orders = keys.indices.map { index in
            var both = VectorBuilder(like: last[index])
            both.append(last[index])
            both.append(values[index])
            return keys[index].order(both.finish(), descending: keys[index].isDescending, scope)
        }
        let open = batch.open
        let bits = orders.count == 1 ? Self.less(orders[0], batch.count) : Self.less(orders, batch.count)
        return (open.map { $0 | bits } ?? bits).indices
    }

    /// Which keys are less than the one that stands before them.
    private static func less(_ order: [Int64], _ count: Int) -> Bitmap {
        order.withUnsafeBufferPointer { order in
            let last = order[0]
            return Bitmap(count: count) { (row: Int) -> Bool in order[row &+ 1] < last }
        }
    }

    private static func less(_ orders: [[Int64]], _ count: Int) -> Bitmap {
        Bitmap(count: count) { (row: Int) -> Bool in
            for order in orders where order[row + 1] != order[0] { return order[row + 1] < order[0] }
            return false
        }
    }

    private mutating func leaveLate(_ scope: Scope) throws(EngineError) {
        let first = try firstRows(scope).compacted()
        rows = none
        rows.append(first)
        most = TopState.most(after: first.count)
        byteCount = first.byteCount
        guard !scope.isNested else { return }
        let certain = first.open.map { (~$0).indices } ?? Array(Int32(0)..<Int32(first.count))
        if certain.count == limit, let row = certain.last {
            last = first.slots.suffix(keys.count).map { $0.gather([row]) }
        }
    }

    /// The first of the rows that are kept, in order.
    private func firstRows(_ scope: Scope) throws(EngineError) -> Batch {
        let all = rows.batch()
        let order = try scope.order(Array(all.slots.suffix(keys.count)), by: keys, of: all)
        if all.outerRows == nil, all.open == nil { return all.reordered(Array(order.prefix(limit))) }
        var window = RowWindow(skipped: 0, taken: limit)
        return window.limit(all.reordered(order))
    }

    func warn(_ scope: Scope) {
        for (index, key) in keys.enumerated() where !keys[..<index].contains(where: \.isByUnit) {
            scope.context.warn(.severalUnits, of: key.value, count: units[index].foreign)
        }
    }

    /// The first rows without their sort keys; nil where there are none.
    func finish(_ scope: Scope) throws(EngineError) -> Batch? {
        guard rows.count > 0 else { return nil }
        var first = try firstRows(scope).compacted()
        first.slots.removeLast(keys.count)
        return first
    }
}
