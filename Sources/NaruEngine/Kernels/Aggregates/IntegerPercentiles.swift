import NaruSemantics
import NaruSyntax

/// Integers, each with the result that it goes into.
struct OwnedIntegers: Sendable {
    var numbers: [Int64]
    var owners: [Int32]
    /// The results of owners, -1 for those that are left out; nil where owners
    /// are results.
    var places: [Int32]?

    @inline(__always)
    fileprivate func forEach(_ body: (Int, Int64) -> Void) {
        numbers.withUnsafeBufferPointer { numbers in
            owners.withUnsafeBufferPointer { owners in
                guard let places else {
                    for index in 0..<numbers.count { body(Int(owners[index]), numbers[index]) }
                    return
                }
                places.withUnsafeBufferPointer { places in
                    for index in 0..<numbers.count where places[Int(owners[index])] >= 0 {
                        body(Int(places[Int(owners[index])]), numbers[index])
                    }
                }
            }
        }
    }
}

extension Evaluator {
    /// The percentile of the integers of each result. Equal integers are the
    /// same, so nothing but the numbers has to be moved to find it.
    func percentile(_ call: AggregateCall, of parts: [OwnedIntegers], _ count: Int) throws(EngineError) -> Vector {
        try context.checkpoint()
        let shares = try shares(of: call, count)
        let grouped = GroupedIntegers(parts, count, threads: context.threads)
        try context.checkpoint()
        let found = try grouped.map(threads: context.threads, context.checkpoint) { numbers, result -> Double? in
            guard let position = shares[result].flatMap({ Position($0, of: numbers.count) }) else { return nil }
            numbers.select(position.below, in: 0..<numbers.count)
            let below = numbers[position.below]
            // What comes next in order is the least of those behind it.
            let above = position.above > position.below ? numbers[position.above...].min() ?? below : below
            return ExactDecimal(below).interpolated(to: ExactDecimal(above), share: position.share).double
        }
        let valid = Bitmap(count: count) { (row: Int) -> Bool in found[row] != nil }
        return Vector(count: count, valid: valid, payload: .float(found.map { $0 ?? 0 }))
    }
}

/// The integers of each result side by side.
private final class GroupedIntegers: @unchecked Sendable {
    // Threads write places of their own, and none while others read them.
    private let numbers: UnsafeMutableBufferPointer<Int64>
    private let offsets: [Int]

    /// Counts of parts that take more than this are not worth it.
    private static let mostCounts = 1 << 22

    init(_ parts: [OwnedIntegers], _ count: Int, threads: Int) {
        let threads = parts.count * count > Self.mostCounts ? 1 : threads
        var next = threads == 1 ? [Self.counts(of: parts, count)] : Self.countsOfEach(parts, count, threads)
        var offsets = [Int](repeating: 0, count: count + 1)
        var end = 0
        for result in 0..<count {
            for part in next.indices {
                let size = next[part][result]
                next[part][result] = Int32(truncatingIfNeeded: end)
                end += Int(size)
            }
            offsets[result + 1] = end
        }
        self.offsets = offsets
        let numbers = UnsafeMutableBufferPointer<Int64>.allocate(capacity: end)
        self.numbers = numbers
        if threads == 1 {
            for part in parts { Self.move(part, to: numbers, &next[0]) }
        } else {
            nonisolated(unsafe) let target = numbers
            let starts = next
            Parallel.forEach(parts.count, threads: threads) { part in
                var next = starts[part]
                Self.move(parts[part], to: target, &next)
            }
        }
    }

    deinit { numbers.deallocate() }

    private static func counts(of parts: [OwnedIntegers], _ count: Int) -> [Int32] {
        var counts = [Int32](repeating: 0, count: count)
        counts.withUnsafeMutableBufferPointer { counts in
            for part in parts { part.forEach { result, _ in counts[result] &+= 1 } }
        }
        return counts
    }

    private static func countsOfEach(_ parts: [OwnedIntegers], _ count: Int, _ threads: Int) -> [[Int32]] {
        Parallel.map(parts.count, threads: threads) { counts(of: [parts[$0]], count) }
    }

    private static func move(
        _ part: OwnedIntegers, to numbers: UnsafeMutableBufferPointer<Int64>, _ next: inout [Int32]
    ) {
        next.withUnsafeMutableBufferPointer { next in
            part.forEach { result, number in
                numbers.initializeElement(at: Int(next[result]), to: number)
                next[result] &+= 1
            }
        }
    }

    /// What `body` gives for the integers of each result, which it may reorder.
    func map<Value: Sendable>(
        threads: Int, _ checkpoint: @Sendable () throws(EngineError) -> Void,
        _ body: @Sendable (UnsafeMutableBufferPointer<Int64>, Int) -> Value
    ) throws(EngineError) -> [Value] {
        let pieces = pieces(8 * threads)
        let found = try Parallel.map(pieces.count, threads: threads) { piece throws(EngineError) -> [Value] in
            try checkpoint()
            return pieces[piece].map { result in
                let range = offsets[result]..<offsets[result + 1]
                return body(UnsafeMutableBufferPointer(rebasing: numbers[range]), result)
            }
        }
        return Array(found.joined())
    }

    /// Runs of results that have about as many integers.
    private func pieces(_ most: Int) -> [Range<Int>] {
        let count = offsets.count - 1
        let size = max(1 << 14, numbers.count / most)
        var pieces: [Range<Int>] = []
        var start = 0
        for result in 0..<count where offsets[result + 1] - offsets[start] >= size || result == count - 1 {
            pieces.append(start..<result + 1)
            start = result + 1
        }
        return pieces
    }
}
