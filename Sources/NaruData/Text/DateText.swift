import NaruSyntax

typealias Bytes = UnsafeBufferPointer<UInt8>

/// Reads dates from bytes: EDTF as `.ties` files and tables write it.
enum DateText {
    /// A date with an optional qualifier, or the interval `A..B` "one day within".
    static func date(_ text: Bytes) -> PartialDate? {
        if let dots = dots(in: text) {
            guard let from = single(Bytes(rebasing: text[..<dots])),
                let to = single(Bytes(rebasing: text[(dots + 2)...])), from.first <= to.last
            else { return nil }
            return PartialDate(
                first: from.first, last: to.last, precision: .interval,
                qualifier: from.qualifier.union(to.qualifier))
        }
        return single(text)
    }

    /// `START/END`, either of them `..`, or one date that both lie within.
    static func period(_ text: Bytes) -> (start: PartialDate, end: PartialDate)? {
        guard let slash = text.firstIndex(of: .slash) else {
            guard let date = date(text) else { return nil }
            return (date, date)
        }
        let start = end(Bytes(rebasing: text[..<slash]), open: .distantPast)
        let end = end(Bytes(rebasing: text[(slash + 1)...]), open: .distantFuture)
        guard let start, let end, start.first <= end.last else { return nil }
        return (start, end)
    }

    /// A date written `YYYY-MM-DD`, as tables mostly do.
    @inline(__always)
    static func isoDay(_ text: Bytes) -> PartialDate? {
        guard text.count == 10, text[4] == .minus, text[7] == .minus,
            let year = number(text, 0, 4), let month = number(text, 5, 7), let day = number(text, 8, 10),
            let number = dayNumber(year, month, day)
        else { return nil }
        return PartialDate(first: number, last: number, precision: .day)
    }

    /// As precise as the parts that are given.
    static func date(year: Int, month: Int?, day: Int?) -> PartialDate? {
        guard let month else { return day == nil ? span(year, 1, year, 12, .year) : nil }
        guard let day else { return 1...12 ~= month ? span(year, month, year, month, .month) : nil }
        return dayNumber(year, month, day).map { PartialDate(first: $0, last: $0, precision: .day) }
    }

    private enum OpenEnd { case distantPast, distantFuture }

    private static func end(_ text: Bytes, open: OpenEnd) -> PartialDate? {
        guard text.count == 2, text[0] == .dot, text[1] == .dot else { return date(text) }
        let day = open == .distantPast ? PartialDate.distantPast : PartialDate.distantFuture
        return PartialDate(first: day, last: day, precision: .interval)
    }

    private static func single(_ text: Bytes) -> PartialDate? {
        var text = text
        var qualifier: PartialDate.Qualifier = []
        while let last = text.last, let mark = Self.qualifier(last), qualifier.isDisjoint(with: mark) {
            qualifier.formUnion(mark)
            text = Bytes(rebasing: text.dropLast())
        }
        var date = unqualified(text)
        date?.qualifier = qualifier
        return date
    }

    private static func qualifier(_ mark: UInt8) -> PartialDate.Qualifier? {
        switch mark {
        case UInt8(ascii: "?"): .uncertain
        case UInt8(ascii: "~"): .approximate
        case UInt8(ascii: "%"): [.uncertain, .approximate]
        default: nil
        }
    }

    private static func unqualified(_ text: Bytes) -> PartialDate? {
        guard let year = number(text, 0, 4) else { return nil }
        switch text.count {
        case 4: return span(year, 1, year, 12, .year)
        case 7 where text[4] == .minus && text[5] == UInt8(ascii: "Q"):
            let quarter = Int(text[6]) - 48
            guard 1...4 ~= quarter else { return nil }
            return span(year, quarter * 3 - 2, year, quarter * 3, .quarter)
        case 7 where text[4] == .minus:
            guard let month = number(text, 5, 7), 1...12 ~= month else { return nil }
            return span(year, month, year, month, .month)
        case 10 where text[4] == .minus && text[5] == UInt8(ascii: "X") && text[6] == UInt8(ascii: "X"):
            guard text[7] == .minus, let day = number(text, 8, 10), 1...31 ~= day else { return nil }
            let months = (1...12).compactMap { dayNumber(year, $0, day) }
            guard let first = months.first, let last = months.last else { return nil }
            return PartialDate(first: first, last: last, precision: .dayOfYear)
        default: return isoDay(text)
        }
    }

    private static func span(
        _ year: Int, _ month: Int, _ lastYear: Int, _ lastMonth: Int, _ precision: PartialDate.Precision
    ) -> PartialDate? {
        guard let first = dayNumber(year, month, 1),
            let last = dayNumber(lastYear, lastMonth, length(lastYear, lastMonth))
        else { return nil }
        return PartialDate(first: first, last: last, precision: precision)
    }

    private static func dots(in text: Bytes) -> Int? {
        guard text.count > 2 else { return nil }
        return (1..<text.count - 1).first { text[$0] == .dot && text[$0 + 1] == .dot }
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

    private static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the Gregorian calendar; years start in March
    /// here, so that a leap day is the last of its year.
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int32? {
        guard 0...9999 ~= year, 1...12 ~= month, day >= 1, day <= length(year, month) else { return nil }
        let shifted = month > 2 ? year : year - 1
        let era = shifted >= 0 ? shifted / 400 : -1
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }
}
