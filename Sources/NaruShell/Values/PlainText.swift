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
        case .localized(let texts): texts.preferred(language)
        case .days(let first, let last): daysText(first, last)
        case .entity(let entity): text(entity.label) ?? entity.id
        case .list(let items): items.isEmpty ? nil : items.compactMap(text).joined(separator: "; ")
        case .record(let fields):
            "{" + fields.map { "\($0.name): \(text($0.value) ?? "")" }.joined(separator: ", ") + "}"
        default: value.plainText
        }
    }
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
