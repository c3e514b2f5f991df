import NaruSemantics

/// `sum(n) over country so far`: a result for each row, over the rows of its
/// partition up to itself.
extension Evaluator {
    /// `rows` say which row each value is of, and ascend; the call's arguments
    /// have a value for each row.
    func runningAggregate(
        _ call: AggregateCall, _ values: Vector, rows: [Int32], partition: KeyNumbering
    ) throws(EngineError) -> Vector {
        if call.aggregate.isFolded(over: values) {
            let pools = Pools(running: rows, partition: partition.ids, partitions: partition.count)
            return try aggregate(call, values, pools)
        }
        switch call.aggregate {
        case .median, .percentile: return try runningPercentile(call, values, rows: rows, partition: partition)
        case .count, .sum, .min, .max, .avg, .stddev, .first, .last, .only, .list, .concat, .distinct, .pairs:
            return try overBeginnings(call, values, rows, partition)
        }
    }

    /// Each beginning of a partition by itself, some of them at a time: of results
    /// that are as long as that.
    private func overBeginnings(
        _ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ partition: KeyNumbering
    ) throws(EngineError) -> Vector {
        let beginnings = Beginnings(rows: rows, partition)
        var result = VectorBuilder(like: .empty(of: call.resultType, languages: context.languages))
        var elements = 0
        for part in beginnings.portions(ofAtMost: 64 * Batch.size) {
            try context.checkpoint()
            let (places, owners) = beginnings.values(of: part)
            var here = call
            here.arguments = call.arguments.map { $0.gather(part.map { Int32($0) }) }
            let found = try aggregate(here, values.gather(places), rows: owners, count: part.count)
            if case .list(let list) = found.payload {
                elements += list.child.count
                try context.willGrow(to: elements, bytes: list.child.byteCount / max(list.child.count, 1))
            }
            result.append(found)
        }
        return result.finish()
    }
}

extension Aggregate {
    /// Whether a result with one value more follows from the one before.
    fileprivate func isFolded(over values: Vector) -> Bool {
        switch self {
        case .count, .sum, .avg, .first, .last, .only, .stddev: return true
        case .min, .max:
            // Which of two durations is longer can be open, so all have to be looked at.
            if case .duration = values.payload { return false }
            return true
        case .median, .percentile, .list, .concat, .distinct, .pairs: return false
        }
    }
}

/// The values of each partition in order, and how many of them the rows up to
/// each row have.
private struct Beginnings {
    private let partition: [Int32]
    private var places: [[Int32]]
    private var lengths: [Int]

    init(rows: [Int32], _ partition: KeyNumbering) {
        self.partition = partition.ids
        places = [[Int32]](repeating: [], count: partition.count)
        lengths = []
        var place = 0
        for (row, part) in partition.ids.enumerated() {
            while place < rows.count, rows[place] == row {
                places[Int(part)].append(Int32(place))
                place += 1
            }
            lengths.append(places[Int(part)].count)
        }
    }

    /// Rows that follow each other, as many as have so many values together.
    func portions(ofAtMost most: Int) -> [Range<Int>] {
        var portions: [Range<Int>] = []
        var (start, size) = (0, 0)
        for (row, length) in lengths.enumerated() {
            if row > start, size + length > most {
                portions.append(start..<row)
                (start, size) = (row, 0)
            }
            size += length
        }
        if start < lengths.count { portions.append(start..<lengths.count) }
        return portions
    }

    func values(of rows: Range<Int>) -> (places: [Int32], owners: [Int32]) {
        var (found, owners): ([Int32], [Int32]) = ([], [])
        for row in rows {
            found += places[Int(partition[row])].prefix(lengths[row])
            owners += repeatElement(Int32(row - rows.lowerBound), count: lengths[row])
        }
        return (found, owners)
    }
}
