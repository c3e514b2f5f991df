public import Foundation
package import NaruEngine
import NaruSyntax

/// One value of a result, or of a parameter.
///
/// What a value is follows from its column's type; each reading below gives
/// nil for a value of another type, and for an absent one.
///
///     let value = result[0]["signed"]
///     value.date            // a PartialDate
///     value.isAbsent        // false
///     value.description     // "2023-10-31"
public struct Value: Hashable, Sendable, CustomStringConvertible {
    package let stored: NaruEngine.Value

    package init(stored: NaruEngine.Value) { self.stored = stored }

    /// There is no value.
    public static let absent = Value(stored: .absent)

    /// Whether there is no value.
    public var isAbsent: Bool { stored == .absent }

    /// Of a `bool`.
    public var bool: Bool? { if case .bool(let value) = stored { value } else { nil } }

    /// Of an `int`.
    public var int: Int? { if case .int(let value) = stored { Int(exactly: value) } else { nil } }

    /// Of an `int` or a `decimal`, exact.
    public var decimal: Decimal? {
        switch stored {
        case .int(let value): Decimal(value)
        case .decimal(let value): Decimal(value)
        default: nil
        }
    }

    /// Of any number, the nearest float; never NaN or infinite.
    public var double: Double? {
        switch stored {
        case .int(let value): Double(value)
        case .decimal(let value): value.double
        case .float(let value): value
        default: nil
        }
    }

    /// Of a `text`; of a text in several languages the dataset's first of them;
    /// of an enum the name of its case.
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
    ///     result[0]["name"].text(in: "en")    // "Siheung"
    public func text(in language: String) -> String? {
        guard case .localized(let texts) = stored else { return nil }
        return texts.first { $0.language == language }?.text
    }

    /// Of a `date`.
    public var date: PartialDate? { if case .date(let date) = stored { PartialDate(stored: date) } else { nil } }

    /// Of a `period`.
    public var period: Period? {
        guard case .period(let start, let end) = stored else { return nil }
        return Period(start: PartialDate(stored: start), end: PartialDate(stored: end))
    }

    /// Of a `duration`.
    public var calendarDuration: CalendarDuration? {
        if case .duration(let duration) = stored { CalendarDuration(duration) } else { nil }
    }

    /// Of a `geo`.
    public var coordinate: Coordinate? {
        guard case .geo(let latitude, let longitude) = stored else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    /// Of a `quantity`.
    public var quantity: Quantity? { if case .quantity(let value) = stored { Quantity(stored: value) } else { nil } }

    /// Of an entity.
    public var entity: Entity? { if case .entity(let value) = stored { Entity(stored: value) } else { nil } }

    /// Of a set or list, its elements in order.
    public var list: [Value]? { if case .list(let items) = stored { items.map(Value.init(stored:)) } else { nil } }

    /// Of a record.
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
    public init(stringLiteral value: String) { self.init(value) }
    public init(integerLiteral value: Int) { self.init(value) }
    public init(floatLiteral value: Double) { self.init(value) }
    public init(booleanLiteral value: Bool) { self.init(value) }
    public init(arrayLiteral elements: Value...) { self.init(elements) }
    /// An absent value.
    public init(nilLiteral: ()) { self = .absent }

    /// A text. As a parameter of another type than text it is read as it would
    /// be written in a program: a date, a quantity, the name of an entity.
    public init(_ text: String) { stored = .text(text) }
    public init(_ number: Int) { stored = .int(Int64(number)) }
    /// As a parameter it must be finite.
    public init(_ number: Double) { stored = .float(number) }
    public init(_ truth: Bool) { stored = .bool(truth) }
    public init(_ date: PartialDate) { stored = .date(date.stored) }
    public init(_ period: Period) { stored = .period(period.start.stored, period.end.stored) }
    public init(_ place: Coordinate) { stored = .geo(latitude: place.latitude, longitude: place.longitude) }
    public init(_ quantity: Quantity) { stored = .quantity(quantity.stored) }
    public init(_ entity: Entity) { stored = .entity(entity.stored) }
    public init(_ items: [Value]) { stored = .list(items.map(\.stored)) }
}
