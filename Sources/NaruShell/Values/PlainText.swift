import NaruEngine
import NaruSyntax

/// Values as the text that programs read: digits without grouping, enum cases
/// by their names. An absent value has no text.
struct PlainText {
    /// The language of the data; nil for the dataset's first.
    var language: String?

    func text(_ value: Value) -> String? {
        switch value {
        case .absent: nil
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .decimal(let number): number.description
        case .float(let number): "\(number)"
        case .text(let text): text
        case .localized(let texts): texts.preferred(language)
        case .date(let date): date.description
        case .period(let start, let end): periodText(start, end)
        case .days(let first, let last): daysText(first, last)
        case .numbers(let lower, let upper): "\(text(lower) ?? "")..\(text(upper) ?? "")"
        case .duration(let duration): duration.description
        case .geo(let latitude, let longitude): "\(latitude) \(longitude)"
        case .quantity(let quantity): quantity.description
        case .enumeration(let name, _, _): name
        case .entity(let entity): text(entity.label) ?? entity.id
        case .list(let items): items.isEmpty ? nil : items.compactMap(text).joined(separator: "; ")
        case .record(let fields): recordText(fields)
        }
    }

    private func recordText(_ fields: [RecordValue]) -> String {
        "{" + fields.map { "\($0.name): \(text($0.value) ?? "")" }.joined(separator: ", ") + "}"
    }
}

/// A period with one coarse date on both sides lies somewhere within it.
func periodText(_ start: PartialDate, _ end: PartialDate) -> String {
    start == end ? start.description : "\(endText(start))/\(endText(end))"
}

private func endText(_ date: PartialDate) -> String {
    date.first == PartialDate.distantPast || date.last == PartialDate.distantFuture ? ".." : date.description
}

/// A set of days, by the name of the calendar unit where it is one.
func daysText(_ first: Int32, _ last: Int32) -> String {
    PartialDate(first: first, last: last, precision: calendarUnit(first, last)).description
}

private func calendarUnit(_ first: Int32, _ last: Int32) -> PartialDate.Precision {
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

extension [LocalizedText] {
    /// The text in a language, else in the dataset's first that has one.
    func preferred(_ language: String?) -> String? {
        (first { $0.language == language } ?? first)?.text
    }
}
