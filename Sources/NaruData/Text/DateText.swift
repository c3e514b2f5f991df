import NaruSyntax

typealias Bytes = UnsafeBufferPointer<UInt8>

/// Reads dates from bytes. Days, months and years, which tables are full of,
/// never become a `String`; the other EDTF forms are left to `PartialDate`.
enum DateText {
    static func date(_ text: Bytes) -> PartialDate? {
        switch text.count {
        case 4: number(text, 0, 4).flatMap { date(year: $0, month: nil, day: nil) }
        case 7 where text[4] == .minus && text[5].isDigit: month(text)
        case 10 where text[4] == .minus && text[5].isDigit: isoDay(text)
        default: PartialDate(String(decoding: text, as: UTF8.self))
        }
    }

    /// `START/END`, either of them `..`, or one date that both lie within.
    static func period(_ text: Bytes) -> (start: PartialDate, end: PartialDate)? {
        guard let slash = text.firstIndex(of: .slash) else {
            guard let date = date(text) else { return nil }
            return (date, date)
        }
        let start = end(Bytes(rebasing: text[..<slash]), open: PartialDate.distantPast)
        let end = end(Bytes(rebasing: text[(slash + 1)...]), open: PartialDate.distantFuture)
        guard let start, let end, start.first <= end.last else { return nil }
        return (start, end)
    }

    /// Whether both ends of a period are dates, and the second is before the
    /// first.
    static func isReversed(_ text: Bytes) -> Bool {
        guard let slash = text.firstIndex(of: .slash), let start = date(Bytes(rebasing: text[..<slash])),
            let end = date(Bytes(rebasing: text[(slash + 1)...]))
        else { return false }
        return start.first > end.last
    }

    private static func end(_ text: Bytes, open day: Int32) -> PartialDate? {
        guard text.count == 2, text[0] == .dot, text[1] == .dot else { return date(text) }
        return PartialDate(first: day, last: day, precision: .interval)
    }

    /// A date written `YYYY-MM-DD`.
    @inline(__always)
    static func isoDay(_ text: Bytes) -> PartialDate? {
        guard text.count == 10, text[4] == .minus, text[7] == .minus,
            let year = number(text, 0, 4), let month = number(text, 5, 7), let day = number(text, 8, 10)
        else { return nil }
        return date(year: year, month: month, day: day)
    }

    private static func month(_ text: Bytes) -> PartialDate? {
        guard let year = number(text, 0, 4), let month = number(text, 5, 7) else { return nil }
        return date(year: year, month: month, day: nil)
    }

    /// As precise as the parts that are given.
    static func date(year: Int, month: Int?, day: Int?) -> PartialDate? {
        guard year > 0 else { return nil }
        if let day {
            guard let month, let date = CivilDate(year: year, month: month, day: day) else { return nil }
            return PartialDate(first: date.number, last: date.number, precision: .day)
        }
        let lastMonth = month ?? 12
        guard let first = CivilDate(year: year, month: month ?? 1, day: 1),
            let last = CivilDate(
                year: year, month: lastMonth, day: CivilDate.length(ofMonth: lastMonth, in: year))
        else { return nil }
        return PartialDate(first: first.number, last: last.number, precision: month == nil ? .year : .month)
    }

    @inline(__always)
    static func number(_ text: Bytes, _ start: Int, _ end: Int) -> Int? {
        guard end <= text.count else { return nil }
        var value = 0
        for index in start..<end {
            guard text[index].isDigit else { return nil }
            value = value * 10 + Int(text[index] - .zero)
        }
        return value
    }
}
