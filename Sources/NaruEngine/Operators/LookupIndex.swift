/// Rows by their key, for probes of the same type.
struct LookupIndex {
    private var rows: [UInt64: [Int32]] = [:]

    init?(_ keys: Vector) {
        guard let words = keys.identityWords else { return nil }
        for (row, word) in words.enumerated() where keys.isPresent(row) { rows[word, default: []].append(Int32(row)) }
    }

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
