/// The static type of one value.
package indirect enum Type: Hashable, Sendable {
    case bool, int, decimal, float, text
    /// A text in several languages at once (`name`, `title`).
    case localizedText
    case date, period, duration, geo, quantity
    /// A set of days: a date literal coarser than a day, or a range of dates.
    case days
    /// A range of numbers, `3..4`.
    case numbers
    case enumeration(EnumerationID)
    /// An entity of one of these types, none a subtype of another, ascending.
    case entity([TypeID])
    case record([RecordField])
    /// The type of an expression that has been reported as wrong; fits anywhere.
    case unknown
}

package struct RecordField: Hashable, Sendable {
    package var name: String
    package var type: ValueType

    package init(name: String, type: ValueType) {
        self.name = name
        self.type = type
    }
}

package enum Cardinality: Hashable, Sendable { case one, optional, many }

/// The static type and cardinality of an expression.
package struct ValueType: Hashable, Sendable {
    package var type: Type
    package var cardinality: Cardinality
    /// Of a text that is one of a few fixed words, which ones; no part of what
    /// types are compared by.
    package var vocabulary: Vocabulary?

    package init(_ type: Type, _ cardinality: Cardinality = .one, vocabulary: Vocabulary? = nil) {
        self.type = type
        self.cardinality = cardinality
        self.vocabulary = vocabulary
    }

    package static func == (left: ValueType, right: ValueType) -> Bool {
        left.type == right.type && left.cardinality == right.cardinality
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(cardinality)
    }
}

/// The fixed words of which a text is one, such as the precision of a date.
///
/// To a query they are texts like others; people read them in their language.
package enum Vocabulary: Hashable, Sendable {
    case precision, qualifier, unit, basis, flag
}

extension Type {
    package var isNumber: Bool {
        switch self {
        case .int, .decimal, .float: true
        case .bool, .text, .localizedText, .date, .period, .duration, .geo, .quantity, .days, .numbers, .enumeration,
            .entity, .record, .unknown:
            false
        }
    }

    package var isText: Bool { self == .text || self == .localizedText }

    package var isRecord: Bool {
        if case .record = self { true } else { false }
    }

    package var isEntity: Bool {
        if case .entity = self { true } else { false }
    }

    package var isUnknown: Bool { self == .unknown }

    package var entityTypes: [TypeID]? {
        if case .entity(let types) = self { types } else { nil }
    }

    package var recordFields: [RecordField]? {
        if case .record(let fields) = self { fields } else { nil }
    }

    /// Whether values of the type have an order for `sort`, `min` and `<`.
    var isOrdered: Bool {
        switch self {
        case .int, .decimal, .float, .text, .localizedText, .date, .period, .duration, .quantity, .enumeration,
            .bool, .unknown:
            true
        case .geo, .days, .numbers, .entity, .record: false
        }
    }

    /// The narrowest number type that holds values of both.
    func commonNumber(with other: Type) -> Type? {
        guard isNumber, other.isNumber else { return nil }
        if self == .float || other == .float { return .float }
        return self == .decimal || other == .decimal ? .decimal : .int
    }
}

extension Cardinality {
    /// Of a value read from each of these values.
    package func combined(with other: Cardinality) -> Cardinality {
        if self == .many || other == .many { return .many }
        return self == .optional || other == .optional ? .optional : .one
    }

    /// Of what is left when elements may be filtered away.
    var filtered: Cardinality { self == .many ? .many : .optional }
}

extension ValueType {
    static let unknown = ValueType(.unknown)

    var isMany: Bool { cardinality == .many }

    func with(_ cardinality: Cardinality) -> ValueType {
        ValueType(type, cardinality, vocabulary: vocabulary)
    }
}

extension Schema {
    /// A static type as a user would write or read it: `city`, `list of text`.
    package func describe(_ type: Type) -> String {
        switch type {
        case .bool: "bool"
        case .int: "int"
        case .decimal: "decimal"
        case .float: "float"
        case .text: "text"
        case .localizedText: "text"
        case .date: "date"
        case .period: "period"
        case .duration: "duration"
        case .geo: "geo"
        case .quantity: "quantity"
        case .days: "days"
        case .numbers: "numbers"
        case .enumeration(let id): self[id].name
        case .entity(let types): types.map { self[$0].name }.joined(separator: " | ")
        case .record(let fields): "{" + fields.map(\.name).joined(separator: ", ") + "}"
        case .unknown: "?"
        }
    }

    /// The type with its cardinality in the notation of parameters: `city*`.
    package func describe(_ type: ValueType) -> String {
        switch type.cardinality {
        case .one: describe(type.type)
        case .optional: describe(type.type) + "?"
        case .many: describe(type.type) + "*"
        }
    }

    /// What may follow "has many …" or "is a …" in a message.
    package func describeValues(_ type: ValueType) -> String {
        guard type.isMany else { return describe(type.type) }
        return (type.type.isEntity ? "set of " : "list of ") + describe(type.type)
    }

    /// The sets of the dataset, but the set of everything.
    var listedSets: [ListedName] { declaredTypes.dropFirst().map { ListedName($0.plural, aliases: $0.aliases) } }

    var listedTypes: [ListedName] { declaredTypes.map { ListedName($0.name, aliases: $0.aliases) } }
}
