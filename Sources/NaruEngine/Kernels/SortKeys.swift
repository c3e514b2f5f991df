import NaruSyntax

/// Numbers that order rows as their values do; absent values come last, in
/// both directions.
struct SortKeys {
    let texts: TextPool

    func keys(_ vector: Vector, isText: Bool, descending: Bool) -> [Int64] {
        var keys = ranks(vector.inFirstLanguage, isText: isText)
        if descending { for row in keys.indices { keys[row] = ~keys[row] } }
        guard let valid = vector.inFirstLanguage.valid else { return keys }
        // Absent rows take the last key; where a value has it, keys give way
        // to their places, which leave it free.
        if keys.indices.contains(where: { keys[$0] == .max && valid[$0] }) {
            keys = ranked(keys.count) { keys[$0] < keys[$1] }
        }
        for row in keys.indices where !valid[row] { keys[row] = .max }
        return keys
    }

    private func ranks(_ vector: Vector, isText: Bool) -> [Int64] {
        switch vector.payload {
        case .bool(let bits): (0..<bits.count).map { bits[$0] ? 1 : 0 }
        case .int(let values): values
        case .float(let values): values.map(SortKeys.rank)
        case .code(let codes): isText ? textRanks(codes) : codes.map(Int64.init)
        case .date(let dates): dates.first.indices.map { SortKeys.pair(dates.first[$0], dates.last[$0]) }
        case .days(let first, let last): first.indices.map { SortKeys.pair(first[$0], last[$0]) }
        case .decimal(let values): ranked(values.count) { values[$0] < values[$1] }
        case .duration(let values): durationRanks(values)
        case .period(let start, let end):
            ranked(start.first.count) { row, other in
                let left = (start.first[row], start.last[row], end.first[row], end.last[row])
                return left < (start.first[other], start.last[other], end.first[other], end.last[other])
            }
        case .quantity(let quantities): ranked(quantities.amount.count) { isLess(quantities, $0, $1) }
        default: [Int64](repeating: 0, count: vector.count)
        }
    }

    private func isLess(_ quantities: QuantityColumn, _ left: Int, _ right: Int) -> Bool {
        if quantities.unit[left] != quantities.unit[right] {
            return texts.isLess(quantities.unit[left], quantities.unit[right])
        }
        if quantities.amount[left] != quantities.amount[right] {
            return quantities.amount[left] < quantities.amount[right]
        }
        return quantities.upper[left] < quantities.upper[right]
    }

    private func textRanks(_ codes: [Int32]) -> [Int64] {
        if texts.areOrdered(codes) { return codes.map(Int64.init) }
        return ranked(codes.count) { texts.isLess(codes[$0], codes[$1]) }
    }

    /// By the least length, then the greatest.
    private func durationRanks(_ values: [Duration]) -> [Int64] {
        let lengths = values.map { $0.difference(to: Duration()) }
        return ranked(values.count) { lengths[$0] < lengths[$1] }
    }

    /// Dense ranks by a strict order; equal values share a rank.
    private func ranked(_ count: Int, _ isLess: (Int, Int) -> Bool) -> [Int64] {
        let order = Array(0..<count).sorted(by: isLess)
        var ranks = [Int64](repeating: 0, count: count)
        for place in order.indices.dropFirst() {
            let isNew = isLess(order[place - 1], order[place])
            ranks[order[place]] = ranks[order[place - 1]] + (isNew ? 1 : 0)
        }
        return ranks
    }

    private static func rank(_ value: Double) -> Int64 {
        let bits = Int64(bitPattern: (value == 0 ? 0 : value).bitPattern)
        return bits >= 0 ? bits : bits ^ .max
    }

    private static func pair(_ high: Int32, _ low: Int32) -> Int64 {
        Int64(high) << 32 | Int64(UInt32(bitPattern: low ^ .min))
    }

    /// The rows in the order of the keys, first key first; ties keep their order.
    /// Long sorts ask the checkpoint now and then.
    static func order(
        _ keys: [[Int64]], count: Int, _ checkpoint: () throws(EngineError) -> Void
    ) throws(EngineError) -> [Int32] {
        var rows = Array(Int32(0)..<Int32(count))
        guard let first = keys.first else { return rows }
        var comparisons = 0
        func isBefore(_ left: Int32, _ right: Int32) throws(EngineError) -> Bool {
            comparisons &+= 1
            if comparisons & 0xF_FFFF == 0 { try checkpoint() }
            let a = first[Int(left)]
            let b = first[Int(right)]
            if a != b { return a < b }
            for key in keys.dropFirst() where key[Int(left)] != key[Int(right)] {
                return key[Int(left)] < key[Int(right)]
            }
            return left < right
        }
        do {
            try rows.sort { left, right in try isBefore(left, right) }
        } catch let error as EngineError {
            throw error
        } catch {
            throw .cancelled
        }
        return rows
    }
}
