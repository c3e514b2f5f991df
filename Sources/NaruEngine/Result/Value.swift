package import NaruSyntax

/// One cell of a result, taken out of its column.
package indirect enum Value: Hashable, Sendable {
    case absent
    case bool(Bool)
    case int(Int64)
    case decimal(ExactDecimal)
    case float(Double)
    case text(String)
    /// A text in several languages: language tag and text; the one
    /// to show first, the others in the dataset's order.
    case localized([LocalizedText])
    case date(PartialDate)
    case period(PartialDate, PartialDate)
    /// A set of days; open ends are `PartialDate.distantPast` and `.distantFuture`.
    case days(first: Int32, last: Int32)
    case numbers(lower: Value, upper: Value)
    case duration(Duration)
    case geo(latitude: Double, longitude: Double)
    case quantity(Quantity)
    /// An enum case: its name, its English label, its label in other languages.
    case enumeration(name: String, english: String, aliases: [String])
    case entity(EntityValue)
    case list([Value])
    case record([RecordValue])
}

package struct LocalizedText: Hashable, Sendable {
    package var language: String
    package var text: String

    package init(language: String, text: String) {
        self.language = language
        self.text = text
    }
}

package struct EntityValue: Hashable, Sendable {
    package var type: String
    package var id: String
    /// `.text`, `.localized`, or `.absent` for a type without a label field.
    package var label: Value

    package init(type: String, id: String, label: Value) {
        self.type = type
        self.id = id
        self.label = label
    }
}

package struct RecordValue: Hashable, Sendable {
    package var name: String
    package var value: Value

    package init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}

extension Value {
    /// The plain text that `text(x)` gives: numbers without grouping, dates as
    /// recorded, entities by their label.
    package var plainText: String {
        switch self {
        case .absent: ""
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .decimal(let value): value.description
        case .float(let value): value.plainText
        case .text(let text): text
        case .localized(let texts): texts.first?.text ?? ""
        case .date(let date): date.description
        case .period(let start, let end): start == end ? start.description : "\(start.endText)/\(end.endText)"
        case .days(let first, let last): PartialDate(days: first, to: last).description
        case .numbers(let lower, let upper): "\(lower.plainText)..\(upper.plainText)"
        case .duration(let duration): duration.description
        case .geo(let latitude, let longitude): "\(latitude.plainText) \(longitude.plainText)"
        case .quantity(let quantity): quantity.description
        case .enumeration(let name, _, _): name
        case .entity(let entity): entity.label == .absent ? entity.id : entity.label.plainText
        case .list(let items): items.map(\.plainText).joined(separator: "; ")
        case .record(let fields): "{" + fields.map { "\($0.name): \($0.value.plainText)" }.joined(separator: ", ") + "}"
        }
    }
}

extension Double {
    /// The shortest text that reads back as this value; whole numbers without a fraction.
    package var plainText: String {
        if self == rounded(), magnitude < 1e15 { return String(Int64(self)) }
        return "\(self)"
    }
}

extension PartialDate {
    /// `..` for an open end of a period.
    fileprivate var endText: String {
        first == PartialDate.distantPast || last == PartialDate.distantFuture ? ".." : description
    }
}

extension PartialDate {
    /// A set of days, by the name of the calendar unit where it is one.
    init(days first: Int32, to last: Int32) {
        self.init(first: first, last: last, precision: PartialDate.unit(from: first, to: last))
    }

    private static func unit(from first: Int32, to last: Int32) -> Precision {
        if first == last { return .day }
        guard first != PartialDate.distantPast, last != PartialDate.distantFuture else { return .interval }
        let (start, end) = (CivilDate(day: first), CivilDate(day: last))
        let isWhole = start.day == 1 && end.day == CivilDate.length(ofMonth: end.month, in: end.year)
        guard isWhole, start.year == end.year else { return .interval }
        switch (start.month, end.month) {
        case (1, 12): return .year
        case let (from, to) where from == to: return .month
        case let (from, to) where from % 3 == 1 && to == from + 2: return .quarter
        default: return .interval
        }
    }
}
