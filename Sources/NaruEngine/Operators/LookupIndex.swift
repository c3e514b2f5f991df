/// Rows by their key, for probes of the same type.
struct LookupIndex {
    private var rows: [UInt64: [Int32]] = [:]
    private var withoutKey: [Int32] = []
    private let count: Int

    init?(_ keys: Vector) {
        guard let words = keys.identityWords else { return nil }
        count = keys.count
        for (row, word) in words.enumerated() {
            if keys.isPresent(row) { rows[word, default: []].append(Int32(row)) } else { withoutKey.append(Int32(row)) }
        }
    }

    /// For each probe the rows with the same key.
    func find(_ probes: Vector) -> (rows: [Int32], owners: [Int32])? {
        guard let words = probes.identityWords else { return nil }
        var found: [Int32] = []
        var owners: [Int32] = []
        for (owner, word) in words.enumerated() where probes.isPresent(owner) {
            guard let matches = rows[word] else { continue }
            found += matches
            owners += repeatElement(Int32(owner), count: matches.count)
        }
        return (found, owners)
    }

    /// Pairs of probes and rows, in order, whose keys are the same or of which
    /// one is absent; from one probe on, for as many probes as have the wanted
    /// number of pairs together.
    func candidates(_ probes: Vector, from begin: Int = 0, atLeast wanted: Int = .max)
        -> (pairs: (left: [Int32], right: [Int32]), end: Int)?
    {
        guard let words = probes.identityWords else { return nil }
        var left: [Int32] = []
        var right: [Int32] = []
        var probe = begin
        while probe < words.count, left.count < wanted {
            let word = words[probe]
            let start = right.count
            if probes.isPresent(probe) {
                right += rows[word] ?? []
                if !withoutKey.isEmpty {
                    right += withoutKey
                    right[start...].sort()
                }
            } else {
                right += 0..<Int32(count)
            }
            left += repeatElement(Int32(probe), count: right.count - start)
            probe += 1
        }
        return ((left, right), probe)
    }
}

extension Vector {
    /// Words that are equal where the values are, for codes and integers.
    fileprivate var identityWords: [UInt64]? {
        switch payload {
        case .code(let codes): codes.map { UInt64(UInt32(bitPattern: $0)) }
        case .int(let values): values.map { UInt64(bitPattern: $0) }
        default: nil
        }
    }
}
