package import NaruEngine
import NaruSyntax

/// One value of a result, or of a parameter.
///
/// What a value is follows from its column's type; each reading below gives
/// nil for a value of another type, and for an absent one.
///
///     let value = row["signed"]
///     value.date            // 2023-10-31
///     value.isAbsent        // false
///     value.description     // "2023-10-31"
public struct Value: Hashable, Sendable, CustomStringConvertible {
    package let stored: NaruEngine.Value

    package init(stored: NaruEngine.Value) { self.stored = stored }

    /// There is no value.
    public static let absent = Value(stored: .absent)

    /// Whether there is no value.
    ///
    ///     row["none"].isAbsent    // true
    public var isAbsent: Bool { stored == .absent }

    /// Of a `bool`.
    ///
    ///     row["open"].bool    // true
    public var bool: Bool? { if case .bool(let value) = stored { value } else { nil } }

    /// Of an `int`.
    ///
    ///     row["n"].int    // 3
    public var int: Int? { if case .int(let value) = stored { Int(exactly: value) } else { nil } }

    /// Of any number, the nearest float; never NaN or infinite.
    ///
    ///     row["near"].double    // 1000.0
    public var double: Double? {
        switch stored {
        case .int(let value): Double(value)
        case .decimal(let value): value.double
        case .float(let value): value
        default: nil
        }
    }

    /// Of a `text`; of a text in several languages the session's, else the dataset's
    /// first of them;
    /// of an enum the name of its case.
    ///
    ///     row["kind"].text    // "port"
    public var text: String? {
        switch stored {
        case .text(let text): text
        case .localized(let texts): texts.first?.text
        case .enumeration(let name, _, _): name
        default: nil
        }
    }

    /// Of a text in several languages the one in a language such as `ko`.
    ///
    ///     row["name"].text(in: "en")    // "Siheung"
    public func text(in language: String) -> String? {
        guard case .localized(let texts) = stored else { return nil }
        return texts.first { $0.language == language }?.text
    }

    /// Of a `date`.
    ///
    ///     row["signed"].date    // 2023-10-31
    public var date: PartialDate? { if case .date(let date) = stored { PartialDate(stored: date) } else { nil } }

    /// Of a `period`.
    ///
    ///     row["term"].period    // 2024-05-13/2024-05-19
    public var period: Period? {
        guard case .period(let start, let end) = stored else { return nil }
        return Period(start: PartialDate(stored: start), end: PartialDate(stored: end))
    }

    /// Of a `duration`.
    ///
    ///     row["length"].calendarDuration    // 2 years
    public var calendarDuration: CalendarDuration? {
        if case .duration(let duration) = stored { CalendarDuration(duration) } else { nil }
    }

    /// Of a `geo`.
    ///
    ///     row["location"].coordinate?.latitude    // 37.3801
    public var coordinate: Coordinate? {
        guard case .geo(let latitude, let longitude) = stored else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    /// Of a `quantity`.
    ///
    ///     row["budget"].quantity    // about 100000000000 KRW
    public var quantity: Quantity? { if case .quantity(let value) = stored { Quantity(stored: value) } else { nil } }

    /// Of an entity.
    ///
    ///     row["city"].entity?.id    // "siheung"
    public var entity: Entity? { if case .entity(let value) = stored { Entity(stored: value) } else { nil } }

    /// Of a set or list, its elements in order.
    ///
    ///     row["tags"].list?.count    // 2
    public var list: [Value]? { if case .list(let items) = stored { items.map(Value.init(stored:)) } else { nil } }

    /// Of a record.
    ///
    ///     row["place"].record?["n"].int    // 3
    public var record: Row? {
        guard case .record(let fields) = stored else { return nil }
        return Row(columns: fields.map(\.name), stored: fields.map(\.value))
    }

    /// The text that `text(x)` gives: numbers without grouping, dates as
    /// recorded, entities by their label, nothing for an absent value.
    public var description: String { stored.plainText }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self.init(value) }
    /// A number.
    public init(integerLiteral value: Int) { self.init(value) }
    /// A number; as a parameter it must be finite.
    public init(floatLiteral value: Double) { self.init(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self.init(value) }
    /// A set or list.
    public init(arrayLiteral elements: Value...) { self.init(elements) }
    /// An absent value.
    public init(nilLiteral: ()) { self = .absent }

    /// A text. As a parameter of another type than text it is read as it would
    /// be written in a program: a date, a quantity, the name of an entity.
    ///
    ///     Value("2023-10").text    // "2023-10"
    public init(_ text: String) { stored = .text(text) }

    /// A whole number.
    ///
    ///     Value(7).int    // 7
    public init(_ number: Int) { stored = .int(Int64(number)) }

    /// As a parameter it must be finite.
    ///
    ///     Value(0.5).double    // 0.5
    public init(_ number: Double) { stored = .float(number) }

    /// True or false.
    ///
    ///     Value(true).bool    // true
    public init(_ truth: Bool) { stored = .bool(truth) }

    /// A date.
    ///
    ///     PartialDate("2023-10").map { Value($0).description }    // "2023-10"
    public init(_ date: PartialDate) { stored = .date(date.stored) }

    /// A period.
    ///
    ///     row["term"].period.map { Value($0).description }    // "2024-05-13/2024-05-19"
    public init(_ period: Period) { stored = .period(period.start.stored, period.end.stored) }

    /// A place on the earth.
    ///
    ///     Value(Coordinate(latitude: 37.5, longitude: 127)).description    // "37.5 127"
    public init(_ place: Coordinate) { stored = .geo(latitude: place.latitude, longitude: place.longitude) }

    /// An amount with its unit.
    ///
    ///     Value(quantity).description    // "about 100000000000 KRW"
    public init(_ quantity: Quantity) { stored = .quantity(quantity.stored) }

    /// A record of the dataset; as a parameter it is found by its id.
    ///
    ///     Value(city).entity?.id    // "siheung"
    public init(_ entity: Entity) { stored = .entity(entity.stored) }

    /// A set or list.
    ///
    ///     Value([1, 2]).list?.count    // 2
    public init(_ items: [Value]) { stored = .list(items.map(\.stored)) }
}
