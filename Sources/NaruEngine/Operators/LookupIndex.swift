/// Pairs of probes and rows, both ascending.
struct RowPairs {
    var left: [Int32] = []
    var right: [Int32] = []
}

/// The keys of some rows as words that are equal where the keys are.
struct LookupKeys: Sendable {
    /// For each key a word for each row.
    fileprivate let columns: [[UInt64]]
    /// The rows that have all keys; nil where all have.
    fileprivate let isKeyed: Bitmap?
    let count: Int

    /// Keys are codes or integers; of values that are all absent the kind says nothing.
    init(_ keys: [Vector]) throws(EngineError) {
        columns = try keys.map { key throws(EngineError) in
            switch key.payload {
            case .code(let codes): return codes.map { UInt64(UInt32(bitPattern: $0)) }
            case .int(let values): return values.map { UInt64(bitPattern: $0) }
            case _ where key.presence.isEmpty: return [UInt64](repeating: 0, count: key.count)
            default: throw .internal("keys that have no words")
            }
        }
        isKeyed = Bitmap.all(keys.compactMap(\.valid))
        count = keys.first?.count ?? 0
    }

    fileprivate func isKeyed(_ row: Int) -> Bool { isKeyed?[row] ?? true }
}

/// Rows by their keys, for probes of the same types.
///
/// Rows lie in buckets. Where there is one key and its values are close together,
/// each value has a bucket of its own; otherwise the keys' hash decides.
struct LookupIndex: Sendable {
    private enum Buckets: Sendable {
        /// One for each value from the first on.
        case values(first: Int64)
        /// The words of all keys, column by column, tell rows of one bucket apart.
        case hashes(words: [[UInt64]], mask: Int)
    }

    private let buckets: Buckets
    /// The rows that have all keys, by bucket, ascending in each.
    let rows: [Int32]
    private let starts: [Int32]
    /// Rows of which some key is absent.
    private var withoutKey: [Int32] = []
    private let count: Int

    init(_ keys: LookupKeys) {
        let (words, isKeyed) = (keys.columns, keys.isKeyed)
        count = keys.count
        if let isKeyed { withoutKey = (~isKeyed).indices }
        if words.count == 1, let (least, span) = LookupIndex.span(words[0], isKeyed) {
            buckets = .values(first: least)
            (rows, starts) = LookupIndex.sorted(count, buckets: span, isKeyed) { row in
                Int(Int64(bitPattern: words[0][row]) &- least)
            }
        } else {
            var size = 16
            while size < keys.count { size *= 2 }
            let mask = size - 1
            buckets = .hashes(words: words, mask: mask)
            (rows, starts) = LookupIndex.sorted(count, buckets: size, isKeyed) { LookupIndex.hash(words, $0) & mask }
        }
    }

    var byteCount: Int {
        let words = if case .hashes(let words, _) = buckets { words.count * count * 8 } else { 0 }
        return (rows.count + starts.count + withoutKey.count) * 4 + words
    }

    /// The least value and how many lie from it to the greatest, if that is not
    /// much more than there are rows.
    private static func span(_ words: [UInt64], _ isKeyed: Bitmap?) -> (least: Int64, count: Int)? {
        var (least, greatest) = (Int64.max, Int64.min)
        for row in words.indices where isKeyed?[row] ?? true {
            let value = Int64(bitPattern: words[row])
            least = min(least, value)
            greatest = max(greatest, value)
        }
        guard least <= greatest else { return (0, 0) }
        let (distance, overflows) = greatest.subtractingReportingOverflow(least)
        return overflows || distance >= 4 * words.count + 64 ? nil : (least, Int(distance) + 1)
    }

    /// The keyed rows by bucket, and where each bucket begins.
    @inline(__always)
    private static func sorted(
        _ count: Int, buckets: Int, _ isKeyed: Bitmap?, _ bucket: (Int) -> Int
    ) -> (rows: [Int32], starts: [Int32]) {
        var starts = [Int32](repeating: 0, count: buckets + 1)
        for row in 0..<count where isKeyed?[row] ?? true { starts[bucket(row) + 1] += 1 }
        for bucket in 0..<buckets { starts[bucket + 1] += starts[bucket] }
        var next = starts
        var rows = [Int32](repeating: 0, count: Int(starts[buckets]))
        next.withUnsafeMutableBufferPointer { next in
            rows.withUnsafeMutableBufferPointer { rows in
                for row in 0..<count where isKeyed?[row] ?? true {
                    let bucket = bucket(row)
                    rows[Int(next[bucket])] = Int32(truncatingIfNeeded: row)
                    next[bucket] &+= 1
                }
            }
        }
        return (rows, starts)
    }

    @inline(__always)
    private static func hash(_ words: [[UInt64]], _ row: Int) -> Int {
        var mixed: UInt64 = 0
        for column in words {
            mixed = (mixed ^ column[row]) &* 0x9E37_79B9_7F4A_7C15
            mixed ^= mixed >> 29
        }
        return Int(truncatingIfNeeded: (mixed &* 0xC2B2_AE3D_27D4_EB4F) >> 20)
    }

    /// The rows that have the keys of some probes, for as many probes as have
    /// the wanted number of pairs together. With `isWide` also the pairs of
    /// which a key is absent, for which nobody knows.
    func matches(
        _ probes: LookupKeys, from begin: Int = 0, isWide: Bool, atLeast wanted: Int = .max
    ) -> (pairs: RowPairs, end: Int) {
        let isKnown = withoutKey.isEmpty && probes.isKeyed == nil
        if case .values(let first) = buckets, !isWide || isKnown {
            return matches(probes, first, from: begin, atLeast: wanted)
        }
        var pairs = RowPairs()
        var probe = begin
        while probe < probes.count, pairs.left.count < wanted {
            let first = pairs.right.count
            if probes.isKeyed(probe) {
                append(probes.columns, probe, to: &pairs.right)
                if isWide, !withoutKey.isEmpty {
                    pairs.right += withoutKey
                    pairs.right[first...].sort()
                }
            } else if isWide {
                pairs.right += 0..<Int32(count)
            }
            pairs.left += repeatElement(Int32(probe), count: pairs.right.count - first)
            probe += 1
        }
        return (pairs, probe)
    }

    /// Of each probe the places in `rows` of all that may have its keys.
    func places(of probes: LookupKeys) -> [Range<Int32>] {
        (0..<probes.count).map { probe in
            guard probes.isKeyed(probe) else { return 0..<0 }
            let places = bucket(probes.columns, probe)
            return Int32(places.lowerBound)..<Int32(places.upperBound)
        }
    }

    private func bucket(_ keys: [[UInt64]], _ probe: Int) -> Range<Int> {
        switch buckets {
        case .values(let first): return bucket(of: Int64(bitPattern: keys[0][probe]), first)
        case .hashes(_, let mask):
            let bucket = LookupIndex.hash(keys, probe) & mask
            return Int(starts[bucket])..<Int(starts[bucket + 1])
        }
    }

    /// The rows of a probe's value.
    @inline(__always)
    private func bucket(of value: Int64, _ first: Int64) -> Range<Int> {
        let (bucket, overflows) = value.subtractingReportingOverflow(first)
        guard !overflows, bucket >= 0, bucket < starts.count - 1 else { return 0..<0 }
        return Int(starts[Int(bucket)])..<Int(starts[Int(bucket) + 1])
    }

    /// Where each value has a bucket, it is known beforehand how many pairs there are.
    private func matches(
        _ probes: LookupKeys, _ first: Int64, from begin: Int, atLeast wanted: Int
    ) -> (pairs: RowPairs, end: Int) {
        let keys = probes.columns[0]
        func found(_ probe: Int) -> Range<Int> {
            probes.isKeyed(probe) ? bucket(of: Int64(bitPattern: keys[probe]), first) : 0..<0
        }
        var (total, end) = (0, begin)
        while end < keys.count, total < wanted {
            total += found(end).count
            end += 1
        }
        var pairs = RowPairs()
        pairs.left = [Int32](unsafeUninitializedCapacity: total) { left, size in
            for probe in begin..<end {
                for _ in found(probe) {
                    left[size] = Int32(truncatingIfNeeded: probe)
                    size += 1
                }
            }
        }
        pairs.right = [Int32](unsafeUninitializedCapacity: total) { right, size in
            for probe in begin..<end {
                for place in found(probe) {
                    right[size] = rows[place]
                    size += 1
                }
            }
        }
        return (pairs, end)
    }

    private func append(_ keys: [[UInt64]], _ probe: Int, to found: inout [Int32]) {
        let bucket = bucket(keys, probe)
        switch buckets {
        case .values: found += rows[bucket]
        case .hashes(let words, _):
            for place in bucket {
                let row = Int(rows[place])
                if words.indices.allSatisfy({ words[$0][row] == keys[$0][probe] }) { found.append(rows[place]) }
            }
        }
    }
}

extension Bitmap {
    /// The bits that all bitmaps have; nil without any.
    fileprivate static func all(_ bits: [Bitmap]) -> Bitmap? {
        guard let first = bits.first else { return nil }
        return bits.dropFirst().reduce(first) { $0 & $1 }
    }
}
