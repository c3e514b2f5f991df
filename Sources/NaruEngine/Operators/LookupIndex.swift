/// Pairs of probes and rows, both ascending.
struct RowPairs {
    var left: [Int32] = []
    var right: [Int32] = []
}

/// Rows by their keys, for probes of the same types.
struct LookupIndex: Sendable {
    /// The keys of the rows, column by column.
    private let words: [[UInt64]]
    /// The rows that have all keys, by the bucket of their keys' hash, ascending
    /// in each.
    private var rows: [Int32] = []
    private var starts: [Int32]
    private let mask: Int
    /// Rows of which some key is absent.
    private var withoutKey: [Int32] = []
    private let count: Int

    /// nil without keys, or where one is of a kind that has no words.
    init?(_ keys: [Vector]) {
        guard let first = keys.first, let words = keys.identityWords else { return nil }
        self.words = words
        count = first.count
        var size = 16
        while size < first.count { size *= 2 }
        mask = size - 1
        starts = [Int32](repeating: 0, count: size + 1)
        let buckets = (0..<first.count).map { row -> Int32 in
            guard keys.allSatisfy({ $0.isPresent(row) }) else { return -1 }
            return Int32(LookupIndex.hash(words, row) & mask)
        }
        for bucket in buckets where bucket >= 0 { starts[Int(bucket) + 1] += 1 }
        for bucket in 0..<size { starts[bucket + 1] += starts[bucket] }
        var next = starts
        rows = [Int32](repeating: 0, count: Int(starts[size]))
        for (row, bucket) in buckets.enumerated() {
            guard bucket >= 0 else {
                withoutKey.append(Int32(row))
                continue
            }
            rows[Int(next[Int(bucket)])] = Int32(row)
            next[Int(bucket)] += 1
        }
    }

    var byteCount: Int { (rows.count + starts.count + withoutKey.count) * 4 + words.count * count * 8 }

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
    /// which a key is absent, for which nobody knows. nil where the probes are
    /// of a kind that has no words.
    func matches(
        _ probes: [Vector], from begin: Int = 0, isWide: Bool, atLeast wanted: Int = .max
    ) -> (pairs: RowPairs, end: Int)? {
        guard let keys = probes.identityWords, let probeCount = probes.first?.count else { return nil }
        var pairs = RowPairs()
        var probe = begin
        while probe < probeCount, pairs.left.count < wanted {
            let first = pairs.right.count
            if probes.allSatisfy({ $0.isPresent(probe) }) {
                append(keys, probe, to: &pairs.right)
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

    @inline(__always)
    private func append(_ keys: [[UInt64]], _ probe: Int, to found: inout [Int32]) {
        let bucket = LookupIndex.hash(keys, probe) & mask
        for place in Int(starts[bucket])..<Int(starts[bucket + 1]) {
            let row = Int(rows[place])
            if words.indices.allSatisfy({ words[$0][row] == keys[$0][probe] }) { found.append(rows[place]) }
        }
    }
}

extension [Vector] {
    /// For each vector words that are equal where its values are; nil where one
    /// is neither of codes nor of integers.
    fileprivate var identityWords: [[UInt64]]? {
        var words: [[UInt64]] = []
        for vector in self {
            switch vector.payload {
            case .code(let codes): words.append(codes.map { UInt64(UInt32(bitPattern: $0)) })
            case .int(let values): words.append(values.map { UInt64(bitPattern: $0) })
            default: return nil
            }
        }
        return words
    }
}
