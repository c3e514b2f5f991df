/// What can be read of values: the types of fields, and the parts behind a dot.
extension Schema {
    /// The type and cardinality of a stored field.
    func valueType(of field: Field) -> ValueType {
        let type: Type =
            switch field.content {
            case .bool: .bool
            case .int: .int
            case .decimal: .decimal
            case .float: .float
            case .text: field.isLocalized ? .localizedText : .text
            case .date: .date
            case .period: .period
            case .duration: .duration
            case .geo: .geo
            case .quantity: .quantity
            case .enumeration(let id): .enumeration(id)
            case .link(let targets): .entity(union(targets))
            }
        let vocabulary: Vocabulary? = claims?.role(of: field.id) == .flags ? .flag : nil
        if field.isMany || field.isInverse { return ValueType(type, .many, vocabulary: vocabulary) }
        return ValueType(type, field.isRequired || field.defaultValue != nil ? .one : .optional)
    }

    /// A part that plain values have, such as `.year`.
    func part(_ name: String, of type: Type) -> ValuePart? { parts(of: type).first { $0.name == name } }

    /// The parts of plain values, in the order in which messages list them.
    func parts(of type: Type) -> [ValuePart] {
        switch type {
        case .localizedText: languages.map { ValuePart($0, .language($0), ValueType(.text, .optional)) }
        case .date: ValuePart.ofDates
        case .period: ValuePart.ofPeriods
        case .quantity: ValuePart.ofQuantities
        case .geo: ValuePart.ofPlaces
        case .bool, .int, .decimal, .float, .text, .duration, .days, .numbers, .enumeration, .entity, .record,
            .unknown:
            []
        }
    }
}

struct ValuePart: Sendable {
    var name: String
    var property: Property
    var type: ValueType

    init(_ name: String, _ property: Property, _ type: ValueType) {
        self.name = name
        self.property = property
        self.type = type
    }

    static let ofDates = [
        ValuePart("year", .year, ValueType(.int, .optional)),
        ValuePart("quarter", .quarter, ValueType(.int, .optional)),
        ValuePart("month", .month, ValueType(.int, .optional)),
        ValuePart("day", .day, ValueType(.int, .optional)),
        ValuePart("precision", .precision, ValueType(.text, vocabulary: .precision)),
        ValuePart("qualifier", .dateQualifier, ValueType(.text, .optional)),
    ]

    static let ofPeriods = [
        ValuePart("start", .start, ValueType(.date, .optional)),
        ValuePart("end", .end, ValueType(.date, .optional)),
    ]

    static let ofQuantities = [
        ValuePart("amount", .amount, ValueType(.decimal, .optional)),
        ValuePart("unit", .unit, ValueType(.text, vocabulary: .unit)),
        ValuePart("qualifier", .quantityQualifier, ValueType(.text, .optional, vocabulary: .qualifier)),
        ValuePart("low", .low, ValueType(.decimal, .optional)),
        ValuePart("high", .high, ValueType(.decimal, .optional)),
    ]

    static let ofPlaces = [
        ValuePart("latitude", .latitude, ValueType(.float)),
        ValuePart("longitude", .longitude, ValueType(.float)),
    ]
}
