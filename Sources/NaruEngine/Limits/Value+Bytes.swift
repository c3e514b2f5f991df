extension [Value] {
    /// About how much memory a row takes.
    var byteCount: Int { reduce(32) { $0 + $1.byteCount } }
}

extension Value {
    fileprivate var byteCount: Int { MemoryLayout<Value>.stride + heldBytes }

    /// What it holds elsewhere; short texts are held in place.
    private var heldBytes: Int {
        switch self {
        case .text(let text): text.utf8.count < 16 ? 0 : 32 + text.utf8.count
        case .localized(let texts): texts.reduce(64) { $0 + 32 + $1.text.utf8.count }
        case .entity(let entity): 96 + entity.id.utf8.count + entity.label.byteCount
        case .list(let values): values.reduce(32) { $0 + $1.byteCount }
        case .record(let fields): fields.reduce(32) { $0 + 16 + $1.value.byteCount }
        case .absent, .bool, .int, .float: 0
        case .decimal, .date, .period, .days, .numbers, .duration, .geo, .quantity, .enumeration: 64
        }
    }
}
