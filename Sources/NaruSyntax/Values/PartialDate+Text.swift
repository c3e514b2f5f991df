extension PartialDate {
    /// Reads an EDTF date: `2023`, `2023-Q4`, `2023-10`, `2023-10-31`,
    /// `2024-XX-13`, each with `?`, `~` or `%` behind it, or an interval
    /// `2023-05..2024-02`. nil where that is no date or the date does not exist.
    package init?(_ text: String) {
        var body = Substring(text)
        if let dots = body.firstRange(ofDots: ()) {
            guard let start = PartialDate(String(body[..<dots.lowerBound])),
                let end = PartialDate(String(body[dots.upperBound...])), start.first <= end.last
            else { return nil }
            self.init(
                first: start.first, last: end.last, precision: .interval,
                qualifier: start.qualifier.union(end.qualifier))
            return
        }
        var qualifier: Qualifier = []
        if let mark = body.last, let found = Qualifier(mark: mark) {
            qualifier = found
            body = body.dropLast()
        }
        guard var date = PartialDate(parts: body.split(separator: "-", omittingEmptySubsequences: false)) else {
            return nil
        }
        date.qualifier = qualifier
        self = date
    }

    /// A day, or some day of a month or year; nil where the calendar (years 1
    /// to 9999) has none.
    package init?(year: Int, month: Int?, day: Int?) {
        guard (1...9999).contains(year) else { return nil }
        switch (month, day) {
        case (nil, _): self.init(from: (year, 1), to: (year, 12), precision: .year)
        case (let month?, nil):
            guard (1...12).contains(month) else { return nil }
            self.init(from: (year, month), to: (year, month), precision: .month)
        case (let month?, let day?):
            guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
            self.init(first: date.number, last: date.number, precision: .day)
        }
    }

    private init?(parts: [Substring]) {
        guard let head = parts.first, head.utf8.count == 4, let year = PartialDate.number(head), year > 0 else {
            return nil
        }
        switch parts.count {
        case 1: self.init(from: (year, 1), to: (year, 12), precision: .year)
        case 2:
            if parts[1].utf8.count == 2, parts[1].first == "Q", let quarter = PartialDate.number(parts[1].dropFirst()),
                (1...4).contains(quarter)
            {
                self.init(from: (year, quarter * 3 - 2), to: (year, quarter * 3), precision: .quarter)
            } else {
                guard let month = PartialDate.twoDigits(parts[1]), (1...12).contains(month) else { return nil }
                self.init(from: (year, month), to: (year, month), precision: .month)
            }
        case 3:
            guard let day = PartialDate.twoDigits(parts[2]) else { return nil }
            if parts[1] == "XX" {
                guard let first = CivilDate(year: year, month: 1, day: day),
                    let last = CivilDate(year: year, month: 12, day: day)
                else { return nil }
                self.init(first: first.number, last: last.number, precision: .dayOfYear)
            } else {
                guard let month = PartialDate.twoDigits(parts[1]),
                    let date = CivilDate(year: year, month: month, day: day)
                else { return nil }
                self.init(first: date.number, last: date.number, precision: .day)
            }
        default: return nil
        }
    }

    private init?(from start: (Int, Int), to end: (Int, Int), precision: Precision) {
        let length = CivilDate.length(ofMonth: end.1, in: end.0)
        guard let first = CivilDate(year: start.0, month: start.1, day: 1),
            let last = CivilDate(year: end.0, month: end.1, day: length)
        else { return nil }
        self.init(first: first.number, last: last.number, precision: precision)
    }

    private static func twoDigits(_ text: Substring) -> Int? { text.utf8.count == 2 ? number(text) : nil }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}

extension Substring {
    fileprivate func firstRange(ofDots: Void) -> Range<Index>? {
        var place = startIndex
        while place < endIndex {
            let next = index(after: place)
            if self[place] == ".", next < endIndex, self[next] == "." { return place..<index(after: next) }
            place = next
        }
        return nil
    }
}

extension PartialDate.Qualifier {
    init?(mark: Character) {
        switch mark {
        case "?": self = .uncertain
        case "~": self = .approximate
        case "%": self = [.uncertain, .approximate]
        default: return nil
        }
    }

    /// As written behind a date.
    package var mark: String {
        switch (contains(.uncertain), contains(.approximate)) {
        case (true, true): "%"
        case (true, false): "?"
        case (false, true): "~"
        case (false, false): ""
        }
    }
}

extension PartialDate: CustomStringConvertible {
    /// As recorded.
    package var description: String {
        let start = CivilDate(day: first)
        let year = padded(start.year, 4)
        let body =
            switch precision {
            case .year: year
            case .quarter: "\(year)-Q\((start.month - 1) / 3 + 1)"
            case .month: "\(year)-\(padded(start.month, 2))"
            case .dayOfYear: "\(year)-XX-\(padded(start.day, 2))"
            case .day: dayText(first)
            case .interval: intervalText
            }
        return body + qualifier.mark
    }

    /// In whole years or months where its ends are such.
    private var intervalText: String {
        let (start, end) = (CivilDate(day: first), CivilDate(day: last))
        let isOpen = first == PartialDate.distantPast || last == PartialDate.distantFuture
        guard !isOpen, start.day == 1, end.day == CivilDate.length(ofMonth: end.month, in: end.year) else {
            return "\(dayText(first))..\(dayText(last))"
        }
        if start.month == 1, end.month == 12 { return "\(padded(start.year, 4))..\(padded(end.year, 4))" }
        return "\(padded(start.year, 4))-\(padded(start.month, 2))..\(padded(end.year, 4))-\(padded(end.month, 2))"
    }

    /// Empty for an open end.
    private func dayText(_ day: Int32) -> String {
        guard day != PartialDate.distantPast, day != PartialDate.distantFuture else { return "" }
        let date = CivilDate(day: day)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension PartialDate {
    /// One day.
    package init(day: Int32) { self.init(first: day, last: day, precision: .day) }

    /// The date moved by a duration; both ends move, months first. nil when it
    /// leaves the calendar (years 1 to 9999).
    package func adding(_ duration: Duration, sign: Int32) -> PartialDate? {
        func move(_ day: Int32) -> Int32? {
            if day == PartialDate.distantPast || day == PartialDate.distantFuture { return day }
            let months = Int(duration.months) * Int(sign)
            guard abs(months) < 240_000 else { return nil }
            let moved = CivilDate(day: day).adding(months: months)
            let (result, overflow) = moved.number.addingReportingOverflow(duration.days &* sign)
            guard !overflow, (-719_162...2_932_896).contains(result) else { return nil }
            return result
        }
        guard let newFirst = move(first), let newLast = move(last) else { return nil }
        var result = self
        result.first = newFirst
        result.last = max(newFirst, newLast)
        if precision != .day { result.precision = kept(newFirst, result.last) }
        return result
    }

    /// Whether a moved date is still the calendar unit it was.
    private func kept(_ first: Int32, _ last: Int32) -> Precision {
        let start = CivilDate(day: first)
        let end = CivilDate(day: last)
        let isWhole = start.day == 1 && end.day == CivilDate.length(ofMonth: end.month, in: end.year)
        switch precision {
        case .month where isWhole && start.month == end.month && start.year == end.year: return .month
        case .quarter where isWhole && start.month % 3 == 1 && end.month == start.month + 2: return .quarter
        case .year where isWhole && start.month == 1 && end.month == 12 && start.year == end.year: return .year
        default: return .interval
        }
    }
}
