extension Type {
    package var isNumber: Bool {
        switch self {
        case .int, .decimal, .float: true
        default: false
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
