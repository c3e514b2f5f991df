import NaruEngine
import NaruSyntax

/// When something was: days since 1970-01-01, each end as far as it is known.
struct TimeMark: Hashable, Sendable {
    /// The days that the beginning can be; nil where it is open.
    let start: ClosedRange<Int>?
    let end: ClosedRange<Int>?
    /// It lasts from one day to another; else it is one day.
    let isSpan: Bool
    /// Recorded with `?` or `~`.
    let isDoubtful: Bool

    /// nil for what is no time.
    init?(_ value: NaruEngine.Value, isYear: Bool) {
        switch value {
        case .int(let year) where isYear:
            guard (1...9999).contains(year), let first = CivilDate(year: Int(year), month: 1, day: 1) else {
                return nil
            }
            let days = Int(first.number)...Int(first.adding(months: 12).number) - 1
            self.init(start: days, end: days, isSpan: false, isDoubtful: false)
        case .date(let date):
            let days = TimeMark.days(date)
            self.init(start: days, end: days, isSpan: false, isDoubtful: date.qualifier != [])
        case .period(let start, let end):
            self.init(
                start: TimeMark.days(start), end: TimeMark.days(end), isSpan: true,
                isDoubtful: start.qualifier != [] || end.qualifier != [])
        case .days(let first, let last):
            let start = first == PartialDate.distantPast ? nil : Int(first)...Int(first)
            let end = last == PartialDate.distantFuture ? nil : Int(last)...Int(last)
            self.init(start: start, end: end, isSpan: true, isDoubtful: false)
        default: return nil
        }
        if self.start == nil, self.end == nil { return nil }
    }

    private init(start: ClosedRange<Int>?, end: ClosedRange<Int>?, isSpan: Bool, isDoubtful: Bool) {
        self.start = start
        self.end = end
        self.isSpan = isSpan
        self.isDoubtful = isDoubtful
    }

    private static func days(_ date: PartialDate) -> ClosedRange<Int>? {
        guard date.first != PartialDate.distantPast, date.last != PartialDate.distantFuture else { return nil }
        return Int(date.first)...max(Int(date.first), Int(date.last))
    }

    /// The first and the last day that are known of it.
    var first: Int { (start ?? end)?.lowerBound ?? 0 }
    var last: Int { max(first, (end ?? start)?.upperBound ?? 0) }
    var middle: Double { Double(first + last + 1) / 2 }
}
