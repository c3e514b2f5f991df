import NaruSyntax

/// Numbers that order rows as their values do; absent values come last, in
/// both directions.
struct SortKeys {
    let texts: TextPool

    func keys(_ vector: Vector, isText: Bool, descending: Bool) -> [Int64] {
        let vector = vector.inFirstLanguage
        var keys = ranks(vector, isText: isText)
        if descending { for row in keys.indices { keys[row] = ~keys[row] } }
        guard let valid = vector.valid else { return keys }
        // Absent rows take the last key; where a value has it, keys give way
        // to their places, which leave it free.
        if keys.indices.contains(where: { keys[$0] == .max && valid[$0] }) { keys = SortKeys.denseRanks(of: [keys]) }
        for row in keys.indices where !valid[row] { keys[row] = .max }
        return keys
    }

    private func ranks(_ vector: Vector, isText: Bool) -> [Int64] {
        switch vector.payload {
        case .bool(let bits): (0..<bits.count).map { bits[$0] ? 1 : 0 }
        case .int(let values): values
        case .float(let values): values.map(SortKeys.rank)
        case .code(let codes): isText ? textRanks(codes, vector.valid) : codes.map { Int64($0) }
        case .date(let dates): SortKeys.pairs(dates.first, dates.last)
        case .days(let first, let last): SortKeys.pairs(first, last)
        case .decimal(let values): SortKeys.ranks(values)
        case .duration(let values): SortKeys.ranks(values)
        case .period(let start, let end):
            SortKeys.ranks(of: [SortKeys.pairs(start.first, start.last), SortKeys.pairs(end.first, end.last)])
        case .quantity(let quantities):
            SortKeys.ranks(
                of: [
                    textRanks(quantities.unit, vector.valid), SortKeys.ranks(quantities.amount),
                    SortKeys.ranks(quantities.upper),
                ])
        case .geo, .numbers, .list, .record, .localized: [Int64](repeating: 0, count: vector.count)
        }
    }

    /// Of texts that the run made no code says where they sort, so each is
    /// looked at, once.
    private func textRanks(_ codes: [Int32], _ valid: Bitmap?) -> [Int64] {
        if texts.areOrdered(codes) { return codes.map { Int64($0) } }
        if let valid {
            let ranks = textRanks(codes.gather(valid.indices), nil)
            var all = [Int64](repeating: 0, count: codes.count)
            for (place, row) in valid.indices.enumerated() { all[Int(row)] = ranks[place] }
            return all
        }
        let numbering = KeyNumbering([Vector(count: codes.count, payload: .code(codes))], rows: codes.count)
        let names = codes.gather(numbering.first).map { texts[$0] }
        var ranks = [Int64](repeating: 0, count: names.count)
        let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
        for (rank, number) in order.enumerated() { ranks[number] = Int64(rank) }
        return ranks.gather(numbering.ids)
    }

    /// As integers at one scale, where they fit.
    private static func ranks(_ values: [ExactDecimal]) -> [Int64] {
        let scale = values.reduce(0) { max($0, $1.scale) }
        var ranks = [Int64](repeating: 0, count: values.count)
        for (row, value) in values.enumerated() {
            let mantissa = value.mantissa
            guard let scaled = value.scale == scale ? mantissa : mantissa.scaled(by: Int(scale - value.scale)),
                let rank = Int64(exactly: scaled)
            else { return ranked(values.count) { values[$0] < values[$1] } }
            ranks[row] = rank
        }
        return ranks
    }

    /// By the least length, then the greatest.
    private static func ranks(_ values: [Duration]) -> [Int64] {
        let lengths = values.map { $0.difference(to: Duration()) }
        return ranks(of: [lengths.map(\.0), lengths.map(\.1)])
    }

    /// Dense ranks by a strict order; equal values share a rank.
    private static func ranked(_ count: Int, _ isLess: (Int, Int) -> Bool) -> [Int64] {
        let order = Array(0..<count).sorted(by: isLess)
        var ranks = [Int64](repeating: 0, count: count)
        for place in order.indices.dropFirst() {
            let isNew = isLess(order[place - 1], order[place])
            ranks[order[place]] = ranks[order[place - 1]] + (isNew ? 1 : 0)
        }
        return ranks
    }

    /// By several keys, first key first.
    private static func ranks(of keys: [[Int64]]) -> [Int64] {
        let deciding = keys.filter { key in key.contains { $0 != key[0] } }
        if let only = deciding.first, deciding.dropFirst().allSatisfy({ $0 == only }) { return only }
        return denseRanks(of: keys)
    }

    private static func denseRanks(of keys: [[Int64]]) -> [Int64] {
        let count = keys.first?.count ?? 0
        let order = order(keys, count: count) {}
        var ranks = [Int64](repeating: 0, count: count)
        for place in order.indices.dropFirst() {
            let (row, before) = (Int(order[place]), Int(order[place - 1]))
            ranks[row] = ranks[before] + (keys.contains { $0[row] != $0[before] } ? 1 : 0)
        }
        return ranks
    }

    private static func rank(_ value: Double) -> Int64 {
        let bits = Int64(bitPattern: (value == 0 ? 0 : value).bitPattern)
        return bits >= 0 ? bits : bits ^ .max
    }

    private static func pairs(_ high: [Int32], _ low: [Int32]) -> [Int64] {
        high.withUnsafeBufferPointer { high in
            low.withUnsafeBufferPointer { low in
                [Int64](unsafeUninitializedCapacity: min(high.count, low.count)) { pairs, size in
                    size = pairs.count
                    for row in 0..<size {
                        pairs[row] = Int64(high[row]) << 32 | Int64(UInt32(bitPattern: low[row] ^ .min))
                    }
                }
            }
        }
    }
}

extension SortKeys {
    /// The rows in the order of the keys, first key first; ties keep their order.
    /// Several threads sort parts that differ in the first key.
    static func order<Failure: Error>(
        _ keys: [[Int64]], count: Int, threads: Int = 1, _ checkpoint: @Sendable () throws(Failure) -> Void
    ) throws(Failure) -> [Int32] {
        let rows = Array(Int32(0)..<Int32(count))
        guard !areSorted(keys, count: count) else { return rows }
        guard threads > 1, let parts = KeyParts(keys, count: count) else {
            return try sorted(rows, by: keys, checkpoint)
        }
        let sorted = try Parallel.map(parts.count, threads: threads) { part throws(Failure) in
            try Self.sorted(parts[part], by: keys, checkpoint)
        }
        return Array(sorted.joined())
    }

    private static func sorted<Failure: Error>(
        _ rows: [Int32], by keys: [[Int64]], _ checkpoint: () throws(Failure) -> Void
    ) throws(Failure) -> [Int32] {
        var rows = rows
        // Each sort is stable, so the first key has the last word.
        for key in keys.reversed() {
            try checkpoint()
            sort(&rows, by: key)
        }
        return rows
    }

    private static func areSorted(_ keys: [[Int64]], count: Int) -> Bool {
        guard let first = keys.first, count > 1 else { return true }
        for row in 1..<count where first[row - 1] >= first[row] {
            if first[row - 1] > first[row] { return false }
            for key in keys.dropFirst() where key[row - 1] != key[row] {
                if key[row - 1] > key[row] { return false }
                break
            }
        }
        return true
    }

    private struct Entry {
        var key: UInt64
        var row: Int32
    }

    /// Few rows by comparing them, many digit by digit.
    private static func sort(_ rows: inout [Int32], by key: [Int64]) {
        var (least, greatest) = (Int64.max, Int64.min)
        for row in rows { (least, greatest) = (min(least, key[Int(row)]), max(greatest, key[Int(row)])) }
        guard least < greatest else { return }
        var entries = rows.map { Entry(key: UInt64(bitPattern: key[Int($0)] &- least), row: $0) }
        if rows.count < 128 {
            entries = entries.enumerated().sorted {
                $0.element.key != $1.element.key ? $0.element.key < $1.element.key : $0.offset < $1.offset
            }.map(\.element)
        } else {
            sortDigits(&entries, upTo: UInt64(bitPattern: greatest &- least))
        }
        for place in rows.indices { rows[place] = entries[place].row }
    }

    /// By the last byte of the keys, then by the one before it, and so on.
    private static func sortDigits(_ entries: inout [Entry], upTo greatest: UInt64) {
        var other = entries
        var shift: UInt64 = 0
        while shift < 64, greatest >> shift > 0 {
            var starts = [Int](repeating: 0, count: 257)
            // Unsafe, since sorts of millions of rows are these two loops: each
            // entry has its own place among as many.
            entries.withUnsafeBufferPointer { source in
                for entry in source { starts[Int(entry.key >> shift & 0xFF) + 1] += 1 }
                for digit in 0..<256 { starts[digit + 1] += starts[digit] }
                other.withUnsafeMutableBufferPointer { target in
                    starts.withUnsafeMutableBufferPointer { starts in
                        for entry in source {
                            let digit = Int(truncatingIfNeeded: entry.key >> shift & 0xFF)
                            target[starts[digit]] = entry
                            starts[digit] &+= 1
                        }
                    }
                }
            }
            swap(&entries, &other)
            shift += 8
        }
    }
}

/// Rows by the highest bits in which their first keys differ; each part sorts
/// before the next one, and has its rows in their order. Absent values, whose
/// key is far from all others, are the last part.
private struct KeyParts {
    private let rows: [Int32]
    private let ends: [Int]
    private static let absent = 256

    /// nil where no two values have different first keys.
    init?(_ keys: [[Int64]], count: Int) {
        guard let key = keys.first else { return nil }
        var (least, greatest) = (Int64.max, Int64.min)
        for value in key where value != .max { (least, greatest) = (min(least, value), max(greatest, value)) }
        guard least < greatest else { return nil }
        let width = UInt64(bitPattern: greatest &- least)
        let shift = UInt64(max(0, 56 - width.leadingZeroBitCount))
        func part(of value: Int64) -> Int {
            value == .max ? KeyParts.absent : Int(UInt64(bitPattern: value &- least) >> shift)
        }
        var starts = [Int](repeating: 0, count: KeyParts.absent + 2)
        for value in key { starts[part(of: value) + 1] += 1 }
        for part in 0...KeyParts.absent { starts[part + 1] += starts[part] }
        ends = Array(starts.dropFirst())
        rows = [Int32](unsafeUninitializedCapacity: count) { rows, size in
            for row in 0..<count {
                let part = part(of: key[row])
                rows[starts[part]] = Int32(truncatingIfNeeded: row)
                starts[part] += 1
            }
            size = count
        }
    }

    var count: Int { ends.count }

    subscript(part: Int) -> [Int32] { Array(rows[(part == 0 ? 0 : ends[part - 1])..<ends[part]]) }
}
