import NaruEngine
import NaruSemantics
import NaruSyntax

/// A Swift type that one value of a column is read into.
protocol ColumnScalar {
    /// Whether columns of a static type can be read into it.
    static func reads(_ type: Type) -> Bool
    /// Stands for a value while only types are compared.
    static var placeholder: Self { get }
    /// Nil where the value does not fit.
    init?(column value: Value)
}

extension Bool: ColumnScalar {
    static func reads(_ type: Type) -> Bool { type == .bool }
    static var placeholder: Bool { false }
    init?(column value: Value) {
        guard let bool = value.bool else { return nil }
        self = bool
    }
}

extension String: ColumnScalar {
    static func reads(_ type: Type) -> Bool {
        if case .enumeration = type { true } else { type == .text || type == .localizedText }
    }
    static var placeholder: String { "" }
    init?(column value: Value) {
        guard let text = value.text else { return nil }
        self = text
    }
}

extension FixedWidthInteger {
    static func reads(_ type: Type) -> Bool { type == .int }
    static var placeholder: Self { 0 }
    init?(column value: Value) {
        guard case .int(let number) = value.stored else { return nil }
        self.init(exactly: number)
    }
}

extension Int: ColumnScalar {}
extension Int8: ColumnScalar {}
extension Int16: ColumnScalar {}
extension Int32: ColumnScalar {}
extension Int64: ColumnScalar {}
extension UInt: ColumnScalar {}
extension UInt8: ColumnScalar {}
extension UInt16: ColumnScalar {}
extension UInt32: ColumnScalar {}
extension UInt64: ColumnScalar {}

extension BinaryFloatingPoint {
    static func reads(_ type: Type) -> Bool { [.int, .decimal, .float].contains(type) }
    static var placeholder: Self { 0 }
    init?(column value: Value) {
        guard let number = value.double else { return nil }
        self.init(number)
        guard isFinite else { return nil }
    }
}

extension Double: ColumnScalar {}
extension Float: ColumnScalar {}

/// The values that only Naru knows can stand in a `Decodable` type. They are
/// decoded from rows of a result; another decoder has nothing of the kind.
extension ColumnScalar where Self: Decodable {
    static func decoded(from decoder: any Decoder) throws -> Self {
        guard let rows = decoder as? RowDecoder else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(Self.self) is decoded from the rows of a Naru result only"))
        }
        return try rows.place.scalar(Self.self)
    }
}

extension PartialDate: ColumnScalar, Codable {
    static func reads(_ type: Type) -> Bool { type == .date }
    static var placeholder: PartialDate { PartialDate(stored: .init(day: 0)) }
    init?(column value: Value) {
        guard let date = value.date else { return nil }
        self = date
    }

    /// From a row, or from its text in EDTF.
    public init(from decoder: any Decoder) throws {
        if let rows = decoder as? RowDecoder {
            self = try rows.place.scalar(PartialDate.self)
            return
        }
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = PartialDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no date in EDTF"))
        }
        self = date
    }

    /// As its text in EDTF.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Period: ColumnScalar, Decodable {
    static func reads(_ type: Type) -> Bool { type == .period }
    static var placeholder: Period { Period(start: .placeholder, end: .placeholder) }
    init?(column value: Value) {
        guard let period = value.period else { return nil }
        self = period
    }
    /// From a row of a result, and from nothing else.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }
}

extension CalendarDuration: ColumnScalar, Decodable {
    static func reads(_ type: Type) -> Bool { type == .duration }
    static var placeholder: CalendarDuration { CalendarDuration(NaruSyntax.Duration()) }
    init?(column value: Value) {
        guard let duration = value.calendarDuration else { return nil }
        self = duration
    }
    /// From a row of a result, and from nothing else.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }
}

extension Coordinate: ColumnScalar, Decodable {
    static func reads(_ type: Type) -> Bool { type == .geo }
    static var placeholder: Coordinate { Coordinate(latitude: 0, longitude: 0) }
    init?(column value: Value) {
        guard let coordinate = value.coordinate else { return nil }
        self = coordinate
    }
    /// From a row of a result, and from nothing else.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }
}

extension Quantity: ColumnScalar, Decodable {
    static func reads(_ type: Type) -> Bool { type == .quantity }
    static var placeholder: Quantity { Quantity(stored: .init(amount: .zero, unit: "")) }
    init?(column value: Value) {
        guard let quantity = value.quantity else { return nil }
        self = quantity
    }
    /// From a row of a result, and from nothing else.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }
}

extension Entity: ColumnScalar, Decodable {
    static func reads(_ type: Type) -> Bool { type.isEntity }
    static var placeholder: Entity { Entity(stored: .init(type: "", id: "", label: .absent)) }
    init?(column value: Value) {
        guard let entity = value.entity else { return nil }
        self = entity
    }
    /// From a row of a result, and from nothing else.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }
}

extension Value: Decodable {
    /// Any value of a row, also an absent one and a list.
    public init(from decoder: any Decoder) throws {
        guard let rows = decoder as? RowDecoder else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "Value is decoded from the rows of a Naru result only"))
        }
        self = Value(stored: rows.place.value ?? .absent)
    }
}
