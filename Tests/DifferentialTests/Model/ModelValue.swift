/// A record, by its type and its id.
struct Ref: Hashable, Comparable, Sendable {
    var type: String
    var id: String

    /// Numbers come by their size, then other ids by their characters.
    static func < (left: Ref, right: Ref) -> Bool {
        switch (left.number, right.number) {
        case (let first?, let second?) where first != second: return first < second
        case (_?, nil): return true
        case (nil, _?): return false
        default: return (left.id, left.type) < (right.id, right.type)
        }
    }

    private var number: Int? { id.first == "0" && id.count > 1 ? nil : Int(id) }
}

/// An element, and whether it is certain to be one.
struct Member: Hashable, Sendable {
    var value: ModelValue
    var isCertain = true
}

/// A value of the model; absent is nil.
indirect enum ModelValue: Hashable, Sendable {
    case bool(Bool)
    case int(Int)
    case decimal(Ratio)
    case float(Double)
    case text(String)
    /// A text by language.
    case words([String: String])
    case date(Span)
    /// What a date literal names.
    case days(Span)
    case stretch(Stretch)
    case duration(months: Int, days: Int)
    case amount(Amount)
    /// The case of an enum, by its place.
    case choice(Int)
    case ref(Ref)
    case record([Cell])
    /// `3..4`
    case range(Int?, Int?)
    case many([Member], isSet: Bool)

    struct Cell: Hashable, Sendable {
        var name: String
        var value: ModelValue?
    }

    static func list(_ values: [ModelValue]) -> ModelValue { .many(values.map { Member(value: $0) }, isSet: false) }

    /// A set of entities: each once, in their order.
    static func set(_ members: [Member]) -> ModelValue {
        var certain: [Ref: Bool] = [:]
        for member in members {
            guard case .ref(let ref) = member.value else { continue }
            certain[ref] = certain[ref, default: false] || member.isCertain
        }
        return .many(
            certain.sorted { $0.key < $1.key }.map { Member(value: .ref($0.key), isCertain: $0.value) }, isSet: true)
    }

    /// A value is a set or list of one.
    static func members(_ value: ModelValue?) -> [Member] {
        switch value {
        case nil: []
        case .many(let members, _): members
        case let value?: [Member(value: value)]
        }
    }

    /// Of what has one value at most, that value.
    static func single(_ value: ModelValue?) -> ModelValue? {
        guard case .many(let members, _) = value else { return value }
        return members.first { $0.isCertain }?.value
    }

    static func certain(_ value: ModelValue?) -> [ModelValue] {
        members(value).filter(\.isCertain).map(\.value)
    }

    var ratio: Ratio? {
        switch self {
        case .int(let value): Ratio(value)
        case .decimal(let value): value
        default: nil
        }
    }

    var number: Double? {
        if case .float(let value) = self { return value }
        return ratio?.double
    }
}

/// Order and sameness, both of the recorded value.
enum Recorded {
    /// What sorting, grouping and `distinct` look at: of a text in languages the
    /// first that there is.
    static func text(_ words: [String: String]) -> String? { words["ko"] ?? words["en"] }

    static func isBefore(_ left: ModelValue, _ right: ModelValue) throws -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): return !left && right
        case (.text, .text), (.words, .words), (.text, .words), (.words, .text):
            return isBefore(scalars(left), scalars(right))
        case (.date(let left), .date(let right)): return (left.low, left.high) < (right.low, right.high)
        case (.choice(let left), .choice(let right)): return left < right
        case (.ref(let left), .ref(let right)): return left < right
        case (.duration(let months, let days), .duration(let otherMonths, let otherDays)):
            return (months, days) < (otherMonths, otherDays)
        default:
            if let left = left.ratio, let right = right.ratio { return left < right }
            guard let left = left.number, let right = right.number else { throw BeyondModel("no order") }
            return left < right
        }
    }

    private static func scalars(_ value: ModelValue) -> [UInt32] {
        switch value {
        case .text(let text): text.unicodeScalars.map(\.value)
        case .words(let words): (text(words) ?? "").unicodeScalars.map(\.value)
        default: []
        }
    }

    static func isBefore(_ left: [UInt32], _ right: [UInt32]) -> Bool { left.lexicographicallyPrecedes(right) }

    /// Values that are the same give the same key.
    static func key(_ value: ModelValue?) -> ModelValue? {
        switch value {
        case .words(let words): text(words).map(ModelValue.text)
        case .int(let value): .decimal(Ratio(value))
        case .many(let members, let isSet):
            .many(members.filter(\.isCertain).compactMap { key($0.value).map { Member(value: $0) } }, isSet: isSet)
        default: value
        }
    }

    /// Places in order, absent last.
    static func order(_ keys: [[ModelValue?]], descending: [Bool]) throws -> [Int] {
        try keys.indices.sorted { left, right in
            for (place, isDescending) in descending.enumerated() {
                switch (keys[left][place], keys[right][place]) {
                case (nil, nil): continue
                case (nil, _): return false
                case (_, nil): return true
                case (let one?, let other?):
                    if try isBefore(one, other) { return !isDescending }
                    if try isBefore(other, one) { return isDescending }
                }
            }
            return left < right
        }
    }
}
