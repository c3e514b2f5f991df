/// The calendar, counted by hand: days since 1970-01-01.
enum Days {
    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func length(ofMonth month: Int, _ year: Int) -> Int {
        [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let before = year - 1
        let months = (1..<month).reduce(0) { $0 + length(ofMonth: $1, year) }
        return 365 * before + before / 4 - before / 100 + before / 400 + months + day - 719_163
    }

    static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
        var year = 1970 + number / 366
        if number < 0 { year = 1970 + number / 365 - 1 }
        while self.number(year + 1, 1, 1) <= number { year += 1 }
        var rest = number - self.number(year, 1, 1)
        var month = 1
        while rest >= length(ofMonth: month, year) {
            rest -= length(ofMonth: month, year)
            month += 1
        }
        return (year, month, rest + 1)
    }

    /// The day is cut to the month's length.
    static func adding(months: Int, to number: Int) -> Int {
        let (year, month, day) = civil(number)
        let total = year * 12 + month - 1 + months
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return self.number(newYear, newMonth, min(day, length(ofMonth: newMonth, newYear)))
    }

    /// The most that, added to `from`, do not pass `to`.
    static func wholeMonths(from: Int, to: Int, each: Int = 1) -> Int {
        var count = 0
        if to >= from {
            while adding(months: each * (count + 1), to: from) <= to { count += 1 }
        } else {
            while adding(months: -each * (count + 1), to: from) >= to { count += 1 }
            count = -count
        }
        return count
    }
}

/// A day known to lie within these, or a set of days.
struct Span: Hashable, Sendable {
    var low: Int
    var high: Int

    static let openLow = -10_000_000
    static let openHigh = 10_000_000

    var isDay: Bool { low == high }

    /// `2023`, `2023-Q4`, `2023-10`, `2023-10-31`, `2023..2024-02`, open ends.
    init?(_ text: String) {
        if let dots = text.firstRange(of: "..") {
            let (start, end) = (text[..<dots.lowerBound], text[dots.upperBound...])
            let ends = (Span(String(start.drop { $0 == "@" })), Span(String(end.drop { $0 == "@" })))
            self.init(low: ends.0?.low ?? Span.openLow, high: ends.1?.high ?? Span.openHigh)
            return
        }
        let parts = text.split(separator: "-").map(String.init)
        guard let year = parts.first.flatMap({ Int($0) }) else { return nil }
        if parts.count == 1 {
            self.init(low: Days.number(year, 1, 1), high: Days.number(year, 12, 31))
        } else if parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()) {
            let last = quarter * 3
            self.init(
                low: Days.number(year, last - 2, 1),
                high: Days.number(year, last, Days.length(ofMonth: last, year)))
        } else if let month = Int(parts[1]) {
            let day = parts.count == 3 ? Int(parts[2]) : nil
            self.init(
                low: Days.number(year, month, day ?? 1),
                high: Days.number(year, month, day ?? Days.length(ofMonth: month, year)))
        } else {
            return nil
        }
    }

    init(low: Int, high: Int) { (self.low, self.high) = (low, high) }

    /// Days of it at which an answer about `other` can change.
    func turningDays(_ other: Span) -> [Int] {
        let near = [other.low, other.high].flatMap { [$0 - 1, $0, $0 + 1] }
        return Set([low, high] + near.filter { low <= $0 && $0 <= high }).sorted()
    }

    /// What all its days have in common.
    func common<Part: Equatable>(_ part: (Int) -> Part) -> Part? {
        guard high - low < 5000 else { return nil }
        let first = part(low)
        return (low...high).allSatisfy { part($0) == first } ? first : nil
    }

    func moved(_ move: (Int) -> Int) -> Span { Span(low: move(low), high: move(high)) }
}

/// From a day to a day, or with no end.
struct Stretch: Hashable, Sendable {
    var start: Span
    var end: Span?

    /// `2024-05-13/2024-05-19`, `2024-01/..`; `2024-07` lies somewhere within.
    init?(_ text: String) {
        let parts = text.split(separator: "/").map(String.init)
        guard let start = parts.first.flatMap({ Span($0) }) else { return nil }
        self.start = start
        end = parts.count == 1 ? start : parts[1] == ".." ? nil : Span(parts[1])
    }

    /// The pairs of a first and a last day at which an answer about `days` can change.
    func turningPairs(_ days: Span) -> [(first: Int, last: Int)] {
        let ends = end.map { $0.turningDays(days) + $0.turningDays(start) } ?? [Span.openHigh]
        let starts = start.turningDays(days) + (end.map { start.turningDays($0) } ?? [])
        return starts.flatMap { first in ends.filter { first <= $0 }.map { (first, $0) } }
    }
}
