import NaruSyntax

extension Vector {
    /// About how much memory its values take.
    var byteCount: Int { (valid == nil ? 0 : count / 8) + payload.byteCount + (possible?.byteCount ?? 0) }
}

extension Payload {
    var byteCount: Int {
        switch self {
        case .bool(let bits): bits.count / 8
        case .int(let values): values.count * 8
        case .float(let values): values.count * 8
        case .decimal(let values): values.count * MemoryLayout<ExactDecimal>.stride
        case .code(let codes): codes.count * 4
        case .date(let dates): dates.byteCount
        case .period(let start, let end): start.byteCount + end.byteCount
        case .days(let first, _): first.count * 8
        case .duration(let values): values.count * MemoryLayout<Duration>.stride
        case .geo(let latitude, _): latitude.count * 16
        case .quantity(let quantities):
            quantities.unit.count * (2 * MemoryLayout<ExactDecimal>.stride + 5)
        case .numbers(let lower, let upper): lower.byteCount + upper.byteCount
        case .list(let list): list.offsets.count * 4 + list.child.byteCount
        case .record(let fields): fields.reduce(0) { $0 + $1.byteCount }
        case .localized(let texts): texts.reduce(0) { $0 + $1.byteCount }
        }
    }
}

extension DateColumn {
    fileprivate var byteCount: Int { first.count * 9 }
}

extension Batch {
    /// About how much memory its rows would take if they were kept.
    var byteCount: Int {
        let whole = slots.reduce(outerRows.map { $0.count * 4 } ?? 0) { $0 + $1.byteCount }
        guard let selection, let all = slots.first?.count, all > 0 else { return whole }
        return Int(Double(whole) * Double(selection.count) / Double(all))
    }
}
