import NaruSemantics
import NaruSyntax

/// Puts vectors of one payload kind end to end. It keeps them as they come and
/// copies each value once, into columns of the whole length.
struct VectorBuilder {
    private let like: Payload
    private var parts: [Vector] = []
    private(set) var count = 0

    init(like vector: Vector) { like = vector.payload.defaults(0) }

    mutating func append(_ vector: Vector) {
        guard vector.count > 0 else { return }
        count += vector.count
        parts.append(vector)
    }

    mutating func appendAbsent(_ rows: Int) {
        if rows > 0 { append(.absent(count: rows, like: Vector(count: 0, payload: like))) }
    }

    func finish() -> Vector { Vector.concatenate(parts, like: like) }
}

extension Vector {
    /// `count` absent values of the payload of another vector; lists are empty.
    static func absent(count: Int, like other: Vector) -> Vector {
        let payload = other.payload.defaults(count)
        if case .list = payload { return Vector(count: count, payload: payload) }
        return Vector(count: count, valid: Bitmap(repeating: false, count: count), payload: payload)
    }

    static func concatenate(_ vectors: [Vector]) -> Vector? {
        vectors.first.map { concatenate(vectors, like: $0.payload) }
    }

    /// What has another payload than `like` keeps only whether it is there.
    fileprivate static func concatenate(_ parts: [Vector], like: Payload) -> Vector {
        if parts.count == 1, parts[0].payload.hasShape(of: like) { return parts[0] }
        let count = parts.reduce(0) { $0 + $1.count }
        var possible: [(start: Int, members: PossibleMembers)] = []
        var start = 0
        for part in parts {
            if let members = part.possible { possible.append((start, members)) }
            start += part.count
        }
        return Vector(
            count: count, valid: validity(of: parts, count),
            payload: like.concatenating(
                parts.map { $0.payload.isSameKind(as: like) ? $0.payload : like.defaults($0.count) }, count)
        ).with(possible: .concatenate(possible, count: count))
    }

    private static func validity(of parts: [Vector], _ count: Int) -> Bitmap? {
        guard parts.contains(where: { $0.valid != nil }) else { return nil }
        var bits = Bitmap(repeating: false, count: 0)
        for part in parts {
            if let valid = part.valid { bits.append(valid) } else { bits.append(repeating: true, count: part.count) }
        }
        return bits
    }
}

extension Payload {
    /// Whether single values of a type are kept in this form.
    func holds(_ type: Type) -> Bool {
        let isOneText = if case (.localizedText, .code) = (type, self) { true } else { false }
        return isOneText || isSameKind(as: .empty(of: type, languages: 0))
    }

    fileprivate func isSameKind(as other: Payload) -> Bool {
        switch (self, other) {
        case (.bool, .bool), (.int, .int), (.float, .float), (.decimal, .decimal), (.code, .code), (.date, .date),
            (.period, .period), (.days, .days), (.duration, .duration), (.geo, .geo), (.quantity, .quantity),
            (.numbers, .numbers), (.list, .list), (.record, .record), (.localized, .localized):
            true
        default: false
        }
    }

    /// Whether also what it is made of is of the same kinds.
    fileprivate func hasShape(of other: Payload) -> Bool {
        func match(_ left: [Vector], _ right: [Vector]) -> Bool {
            left.count == right.count && zip(left, right).allSatisfy { $0.payload.hasShape(of: $1.payload) }
        }
        switch (self, other) {
        case (.list(let left), .list(let right)): return match([left.child], [right.child])
        case (.record(let left), .record(let right)), (.localized(let left), .localized(let right)):
            return match(left, right)
        case (.numbers(let low, let high), .numbers(let otherLow, let otherHigh)):
            return match([low, high], [otherLow, otherHigh])
        default: return isSameKind(as: other)
        }
    }

    /// The same kind of payload with `count` values that mean nothing.
    fileprivate func defaults(_ count: Int) -> Payload {
        func zeros<T>(_ zero: T) -> [T] { [T](repeating: zero, count: count) }
        func absent(_ vector: Vector) -> Vector { .absent(count: count, like: vector) }
        switch self {
        case .bool: return .bool(Bitmap(repeating: false, count: count))
        case .int: return .int(zeros(0))
        case .float: return .float(zeros(0))
        case .decimal: return .decimal(zeros(.zero))
        case .code: return .code(zeros(0))
        case .date: return .date(.defaults(count))
        case .period: return .period(start: .defaults(count), end: .defaults(count))
        case .days: return .days(first: zeros(0), last: zeros(0))
        case .duration: return .duration(zeros(Duration()))
        case .geo: return .geo(latitude: zeros(0), longitude: zeros(0))
        case .quantity:
            return .quantity(
                QuantityColumn(amount: zeros(.zero), upper: zeros(.zero), unit: zeros(0), qualifier: zeros(0)))
        case .numbers(let lower, let upper): return .numbers(lower: absent(lower), upper: absent(upper))
        case .list(let list):
            let child = Vector(count: 0, payload: list.child.payload.defaults(0))
            return .list(ListColumn(offsets: [Int32](repeating: 0, count: count + 1), child: child))
        case .record(let fields): return .record(fields.map(absent))
        case .localized(let texts): return .localized(texts.map(absent))
        }
    }

    /// Payloads of this kind end to end, `count` values in all.
    fileprivate func concatenating(_ parts: [Payload], _ count: Int) -> Payload {
        func joined<T>(_ column: (Payload) -> [T]?) -> [T] {
            var values: [T] = []
            values.reserveCapacity(count)
            for part in parts { if let column = column(part) { values += column } }
            return values
        }
        func joined(_ like: Vector, _ child: (Payload) -> Vector?) -> Vector {
            .concatenate(parts.compactMap(child), like: like.payload)
        }
        switch self {
        case .bool:
            var bits = Bitmap(repeating: false, count: 0)
            for case .bool(let more) in parts { bits.append(more) }
            return .bool(bits)
        case .int: return .int(joined { if case .int(let values) = $0 { values } else { nil } })
        case .float: return .float(joined { if case .float(let values) = $0 { values } else { nil } })
        case .decimal: return .decimal(joined { if case .decimal(let values) = $0 { values } else { nil } })
        case .code: return .code(joined { if case .code(let values) = $0 { values } else { nil } })
        case .date: return .date(dates(of: parts) { if case .date(let dates) = $0 { dates } else { nil } })
        case .period:
            return .period(
                start: dates(of: parts) { if case .period(let start, _) = $0 { start } else { nil } },
                end: dates(of: parts) { if case .period(_, let end) = $0 { end } else { nil } })
        case .days:
            return .days(
                first: joined { if case .days(let first, _) = $0 { first } else { nil } },
                last: joined { if case .days(_, let last) = $0 { last } else { nil } })
        case .duration: return .duration(joined { if case .duration(let values) = $0 { values } else { nil } })
        case .geo:
            return .geo(
                latitude: joined { if case .geo(let latitude, _) = $0 { latitude } else { nil } },
                longitude: joined { if case .geo(_, let longitude) = $0 { longitude } else { nil } })
        case .quantity:
            return .quantity(
                QuantityColumn(
                    amount: joined { $0.quantities?.amount }, upper: joined { $0.quantities?.upper },
                    unit: joined { $0.quantities?.unit }, qualifier: joined { $0.quantities?.qualifier }))
        case .numbers(let lower, let upper):
            return .numbers(
                lower: joined(lower) { if case .numbers(let lower, _) = $0 { lower } else { nil } },
                upper: joined(upper) { if case .numbers(_, let upper) = $0 { upper } else { nil } })
        case .list(let list): return .list(ListColumn.concatenate(parts, like: list.child, count))
        case .record(let fields):
            return .record(
                fields.indices.map { index in
                    joined(fields[index]) { if case .record(let fields) = $0 { fields[index] } else { nil } }
                })
        case .localized(let texts):
            return .localized(
                texts.indices.map { index in
                    joined(texts[index]) { if case .localized(let texts) = $0 { texts[index] } else { nil } }
                })
        }
    }

    private var quantities: QuantityColumn? { if case .quantity(let quantities) = self { quantities } else { nil } }

    private func dates(of parts: [Payload], _ column: (Payload) -> DateColumn?) -> DateColumn {
        let columns = parts.compactMap(column)
        return DateColumn(
            first: columns.flatMap(\.first), last: columns.flatMap(\.last), form: columns.flatMap(\.form))
    }
}

extension ListColumn {
    fileprivate static func concatenate(_ parts: [Payload], like child: Vector, _ count: Int) -> ListColumn {
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(count + 1)
        var base: Int32 = 0
        var children: [Vector] = []
        for case .list(let list) in parts {
            for offset in list.offsets.dropFirst() { offsets.append(base + offset) }
            base = offsets[offsets.count - 1]
            children.append(list.child)
        }
        return ListColumn(offsets: offsets, child: .concatenate(children, like: child.payload))
    }
}

extension DateColumn {
    fileprivate static func defaults(_ count: Int) -> DateColumn {
        let days = [Int32](repeating: 0, count: count)
        return DateColumn(first: days, last: days, form: [UInt8](repeating: 0, count: count))
    }
}
