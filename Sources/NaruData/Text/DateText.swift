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

    /// Whether a time other than midnight is written in a date.
    static func hasTime(_ text: Bytes) -> Bool {
        guard text.count > 8 else { return false }
        let isMark: (UInt8) -> Bool = { $0 == .blank || $0 | 0x20 == UInt8(ascii: "t") }
        let middle = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
        guard let mark = text[..<middle].lastIndex(where: isMark) else { return false }
        let clock = text[(mark + 1)...].prefix { $0 != .plus && $0 != .minus && $0 | 0x20 != UInt8(ascii: "z") }
        return clock.first?.isDigit == true && clock.contains { $0.isDigit && $0 != .zero }
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

/// A pattern such as `yyyy.MM.dd`, for dates that a table writes its own way.
struct DateFormat {
    private enum Part {
        case year, month, day, ignoredDigits, monthName, zone
        case literal(UInt8)
    }

    private var parts: [(part: Part, width: Int)] = []
    let pattern: String

    /// nil for a pattern without a year or with letters that mean nothing.
    init?(_ pattern: String) {
        self.pattern = pattern
        for byte in pattern.utf8 {
            let part: Part
            switch byte {
            case UInt8(ascii: "y"): part = .year
            case UInt8(ascii: "M"): part = .month
            case UInt8(ascii: "d"): part = .day
            case UInt8(ascii: "H"), UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "S"): part = .ignoredDigits
            case UInt8(ascii: "T"): part = .literal(byte)
            case UInt8(ascii: "Z"): part = .zone
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return nil
            default: part = .literal(byte)
            }
            if let last = parts.last, Self.areSame(last.part, part) {
                parts[parts.count - 1].width += 1
            } else {
                parts.append((part, 1))
            }
        }
        for place in parts.indices where Self.areSame(parts[place].part, .month) && parts[place].width > 2 {
            parts[place].part = .monthName
        }
        guard parts.contains(where: { Self.areSame($0.part, .year) }) else { return nil }
    }

    private static func areSame(_ left: Part, _ right: Part) -> Bool {
        switch (left, right) {
        case (.year, .year), (.month, .month), (.day, .day), (.ignoredDigits, .ignoredDigits): true
        default: false
        }
    }

    /// Whether hours, minutes or seconds are passed over.
    var leavesOutTime: Bool { parts.contains { Self.areSame($0.part, .ignoredDigits) } }

    /// One letter takes one or two digits, more letters as many as they are.
    func date(_ text: Bytes) -> PartialDate? {
        var year: Int?
        var month: Int?
        var day: Int?
        var index = 0
        for (part, width) in parts {
            if case .literal(let byte) = part {
                guard index < text.count, text[index] == byte else { return nil }
                index += 1
                continue
            }
            if case .monthName = part {
                guard let (name, end) = monthName(text, from: index) else { return nil }
                (month, index) = (name, end)
                continue
            }
            if case .zone = part {
                guard let end = zone(text, from: index) else { return nil }
                index = end
                continue
            }
            guard let (value, end) = digits(text, from: index, width: width) else { return nil }
            index = end
            switch part {
            case .year: year = width == 2 ? value + (value < 70 ? 2000 : 1900) : value
            case .month: month = value
            case .day: day = value
            case .ignoredDigits, .literal, .monthName, .zone: break
            }
        }
        guard index == text.count, let year else { return nil }
        return DateText.date(year: year, month: month, day: day)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// In full or its first three letters, whatever the pattern has.
    private func monthName(_ text: Bytes, from start: Int) -> (Int, Int)? {
        let letters = text[start...].prefix { (0x61...0x7A).contains($0 | 0x20) }
        let word = String(decoding: letters, as: UTF8.self).lowercased()
        guard let place = Self.months.firstIndex(of: word) ?? Self.monthNames.firstIndex(of: word) else { return nil }
        return (place + 1, letters.endIndex)
    }

    /// `Z` or the hours and minutes from it.
    private func zone(_ text: Bytes, from start: Int) -> Int? {
        guard start < text.count else { return nil }
        if text[start] | 0x20 == UInt8(ascii: "z") { return start + 1 }
        guard text[start] == .plus || text[start] == .minus else { return nil }
        return start + 1 + text[(start + 1)...].prefix { $0.isDigit || $0 == UInt8(ascii: ":") }.count
    }

    private func digits(_ text: Bytes, from start: Int, width: Int) -> (Int, Int)? {
        var end = start
        let limit = width == 1 ? 2 : width
        while end < text.count, end - start < limit, text[end].isDigit { end += 1 }
        guard end - start == width || width == 1 && end > start else { return nil }
        return DateText.number(text, start, end).map { ($0, end) }
    }
}
