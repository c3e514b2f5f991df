import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// For each row the percentile of the values of its partition up to itself.
    /// `rows` say which row each value is of, and ascend.
    func runningPercentile(
        _ call: AggregateCall, _ values: Vector, rows: [Int32], partition: KeyNumbering
    ) throws(EngineError) -> Vector {
        let shares = try shares(of: call, partition.ids.count)
        func neighbours(by keys: [Int64]) throws(EngineError) -> [Neighbours?] {
            try context.willGrow(to: rows.count, bytes: 3 * MemoryLayout<Int32>.size)
            var order = try RunningOrder(keys, rows: rows, partition, context)
            return order.neighbours(at: shares, rows: rows, partition)
        }
        let found = try neighbours(by: SortKeys(texts: texts).keys(values, isText: false, descending: false))
        guard case .quantity(let quantities) = values.payload else { return try interpolate(values, found) }
        let bounds = rows.indices.map { quantities.bounds($0) }
        let (lows, highs) = (bounds.map(\.0), bounds.map(\.1))
        let (least, greatest) = (try neighbours(by: lows.ranks), try neighbours(by: highs.ranks))
        let areMixed = areMixed(quantities.unit, rows: rows, partition)
        return quantityPercentiles(found, quantities, call) { row in
            guard let low = least[row], let high = greatest[row] else { return (areMixed[row], nil) }
            return (
                areMixed[row],
                (
                    lows[low.below].interpolated(to: lows[low.above], share: low.share),
                    highs[high.below].interpolated(to: highs[high.above], share: high.share)
                )
            )
        }
    }

    /// Whether the values up to each row are in several units.
    private func areMixed(_ units: [Int32], rows: [Int32], _ partition: KeyNumbering) -> [Bool] {
        let pools = Pools(running: rows, partition: partition.ids, partitions: partition.count)
        let states = pools.states((unit: Int32(-1), isMixed: false)) { state, place in
            if state.unit < 0 { state.unit = units[place] }
            state.isMixed = state.isMixed || units[place] != state.unit
        }
        return states.map(\.isMixed)
    }
}

extension [QuantityBound] {
    /// Numbers in the same order.
    fileprivate var ranks: [Int64] {
        var ranks = [Int64](repeating: 0, count: count)
        for (rank, place) in indices.sorted(by: { self[$0] < self[$1] }).enumerated() { ranks[place] = Int64(rank) }
        return ranks
    }
}

/// The values of each partition that have come so far, in their order: a tree of
/// counts (Fenwick) over the places that they have in the order of all of them.
private struct RunningOrder {
    /// Values by partition and key, where each one stands among them, and where the
    /// partitions start.
    private let order: [Int32]
    private let ranks: [Int32]
    private let starts: [Int32]
    private var counts: [Int32]

    init(_ keys: [Int64], rows: [Int32], _ partition: KeyNumbering, _ context: RunContext) throws(EngineError) {
        let parts = partition.ids.gather(rows)
        order = try SortKeys.order(
            [parts.map { Int64($0) }, keys], count: rows.count, threads: context.threads(sorting: rows.count),
            context.checkpoint)
        var ranks = [Int32](repeating: 0, count: rows.count)
        for (rank, place) in order.enumerated() { ranks[Int(place)] = Int32(rank) }
        self.ranks = ranks
        starts = Vector.offsets(of: parts, count: partition.count)
        counts = [Int32](repeating: 0, count: rows.count)
    }

    /// Between which two values each row's percentile lies.
    mutating func neighbours(at shares: [ExactDecimal?], rows: [Int32], _ partition: KeyNumbering)
        -> [Evaluator.Neighbours?]
    {
        var sizes = [Int](repeating: 0, count: partition.count)
        var next = 0
        return partition.ids.enumerated().map { row, part in
            let part = Int(part)
            while next < rows.count, rows[next] == row {
                add(next, to: part)
                sizes[part] += 1
                next += 1
            }
            guard let position = shares[row].flatMap({ Evaluator.Position($0, of: sizes[part]) }) else { return nil }
            return Evaluator.Neighbours(
                below: place(position.below, of: part), above: place(position.above, of: part), share: position.share)
        }
    }

    private mutating func add(_ place: Int, to part: Int) {
        let (start, end) = (Int(starts[part]), Int(starts[part + 1]))
        var node = Int(ranks[place]) - start + 1
        while node <= end - start {
            counts[start + node - 1] += 1
            node += node & -node
        }
    }

    /// The value that stands at a place of the order of those that have come.
    private func place(_ wanted: Int, of part: Int) -> Int {
        let (start, count) = (Int(starts[part]), Int(starts[part + 1] - starts[part]))
        var (passed, left) = (0, wanted)
        var step = count == 0 ? 0 : 1 << (Int.bitWidth - 1 - count.leadingZeroBitCount)
        while step > 0 {
            if passed + step <= count, Int(counts[start + passed + step - 1]) <= left {
                passed += step
                left -= Int(counts[start + passed - 1])
            }
            step /= 2
        }
        return Int(order[start + passed])
    }
}
