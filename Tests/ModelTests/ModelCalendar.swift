/// A calendar that is a list of days, written out one after the other.
enum ModelCalendar {
    struct Day: Hashable {
        var year: Int
        var month: Int
        var day: Int

        var text: String { [pad(year, 4), pad(month, 2), pad(day, 2)].joined(separator: "-") }

        private func pad(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: width - String(number).count) + String(number)
        }
    }

    static let years = 1990...2060

    static func length(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static let days: [Day] = years.flatMap { year in
        (1...12).flatMap { month in (1...length(month, of: year)).map { Day(year: year, month: month, day: $0) } }
    }

    static let places: [String: Int] = Dictionary(
        uniqueKeysWithValues: days.enumerated().map { ($0.element.text, $0.offset) })

    /// The place of a day given as `2024-05-13`.
    static func place(_ text: String) -> Int { places[text] ?? -1 }

    /// The same day some months later, or the last that the month has.
    static func adding(months: Int, to place: Int) -> Int {
        let start = days[place]
        let month = start.year * 12 + start.month - 1 + months
        for day in stride(from: start.day, through: 1, by: -1) {
            let wanted = Day(year: month / 12, month: month % 12 + 1, day: day)
            if let found = places[wanted.text] { return found }
        }
        return -1
    }

    /// The greatest number of months after which the end is not yet passed.
    static func months(from start: Int, to end: Int) -> Int {
        var count = 0
        if start > end {
            while adding(months: count - 1, to: start) >= end { count -= 1 }
        } else {
            while adding(months: count + 1, to: start) <= end { count += 1 }
        }
        return count
    }
}

/// A date of the model: how it is recorded, and the days it can be.
struct ModelDate {
    var text: String
    /// What a comparison knows of it: some day between these.
    var days: ClosedRange<Int>
    var precision: String
    var qualifier: String?
    /// The days that fit what is recorded, where those are fewer.
    var candidates: [Int]

    init(_ text: String, _ first: String, _ last: String, _ precision: String, only: [String]? = nil) {
        self.text = text
        days = ModelCalendar.place(first)...ModelCalendar.place(last)
        self.precision = precision
        qualifier = text.last.flatMap { "?~%".contains($0) ? String($0) : nil }
        candidates = only?.map(ModelCalendar.place) ?? Array(days)
    }

    static func day(_ text: String) -> ModelDate { ModelDate(text, text, text, "day") }

    /// Around the ends of months, quarters, years and a leap day.
    static let all: [ModelDate] = [
        .day("2023-12-31"), .day("2024-01-01"), .day("2024-01-31"), .day("2024-02-28"), .day("2024-02-29"),
        .day("2024-03-31"), .day("2024-05-13"), .day("2024-12-31"), .day("2025-01-01"), .day("2025-02-28"),
        ModelDate("2024-05-13?", "2024-05-13", "2024-05-13", "day"),
        ModelDate("2024-02", "2024-02-01", "2024-02-29", "month"),
        ModelDate("2024-05~", "2024-05-01", "2024-05-31", "month"),
        ModelDate("2024-Q1", "2024-01-01", "2024-03-31", "quarter"),
        ModelDate("2024-Q4%", "2024-10-01", "2024-12-31", "quarter"),
        ModelDate("2023", "2023-01-01", "2023-12-31", "year"),
        ModelDate("2024", "2024-01-01", "2024-12-31", "year"),
        ModelDate(
            "2024-XX-13", "2024-01-13", "2024-12-13", "day of unknown month",
            only: (1...12).map { "2024-\($0 < 10 ? "0" : "")\($0)-13" }),
        ModelDate("2024-01..2024-02", "2024-01-01", "2024-02-29", "interval"),
        ModelDate("2023-12-30..2024-01-02", "2023-12-30", "2024-01-02", "interval"),
        ModelDate("2024-05-10..2024-05-20", "2024-05-10", "2024-05-20", "interval"),
    ]
}

/// A set of days of the model: a literal that is no day, or a range.
struct ModelDays {
    var text: String
    var first: Int
    var last: Int

    /// An end that is left out is open.
    init(_ text: String, _ first: String?, _ last: String?) {
        self.text = text
        self.first = first.map(ModelCalendar.place) ?? .min
        self.last = last.map(ModelCalendar.place) ?? .max
    }

    func contains(_ day: Int) -> Bool { first <= day && day <= last }

    static let all: [ModelDays] = [
        ModelDays("@2023", "2023-01-01", "2023-12-31"), ModelDays("@2024", "2024-01-01", "2024-12-31"),
        ModelDays("@2024-Q1", "2024-01-01", "2024-03-31"), ModelDays("@2024-Q4", "2024-10-01", "2024-12-31"),
        ModelDays("@2024-02", "2024-02-01", "2024-02-29"), ModelDays("@2024-05", "2024-05-01", "2024-05-31"),
        ModelDays("@2025-02", "2025-02-01", "2025-02-28"),
        ModelDays("@2023..@2024", "2023-01-01", "2024-12-31"),
        ModelDays("@2024-01-31..@2024-02", "2024-01-31", "2024-02-29"),
        ModelDays("@2024-05-13..@2024-05-13", "2024-05-13", "2024-05-13"),
        ModelDays("@2024-02-29..", "2024-02-29", nil), ModelDays("@2024..", "2024-01-01", nil),
        ModelDays("..@2024-02", nil, "2024-02-29"), ModelDays("..@2023-12-31", nil, "2023-12-31"),
    ]
}
