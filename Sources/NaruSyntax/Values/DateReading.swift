/// A date as people write them, read without guessing: `1989-10-25`, `1989.10.25.`,
/// `2019년 5월`, `October 25, 1989`, `201X`, `1985/..`, `2024-01-17T09:00+09:00`
/// and what `PartialDate` reads.
package enum DateReading: Hashable, Sendable {
    case date(PartialDate, Form)
    /// `03/04/1989`: either number may be the month.
    case ambiguous(dayFirst: PartialDate, monthFirst: PartialDate)
    /// In the form of a date, but there is no such day.
    case impossible(Form)
    case unreadable

    /// How a date was written, for what the readers of a column decide together.
    package enum Form: Hashable, Sendable {
        /// EDTF and ISO 8601; the year first, whatever stands between.
        case yearFirst
        /// With a time, whose day is that of the zone it is written in.
        case timed
        case dayFirst, monthFirst
        /// `2019년 5월`
        case korean
        /// `October 25, 1989`
        case english
    }

    package init(_ text: String) {
        var reader = DateTextReader(text)
        self = reader.reading()
    }

    package var date: PartialDate? {
        if case .date(let date, _) = self { date } else { nil }
    }
}

/// The year, month and day that a text names; what it leaves open is nil.
private struct NamedDay {
    var year: Int
    var month: Int?
    var day: Int?

    var date: PartialDate? { PartialDate(year: year, month: month, day: day) }

    func reading(as form: DateReading.Form) -> DateReading { date.map { .date($0, form) } ?? .impossible(form) }
}

/// Reads one text, form by form; each reads all of it or none.
private struct DateTextReader {
    private let text: [UInt8]
    private var place = 0

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let isBlank: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isBlank($0) } ?? start
        self.text = start < bytes.endIndex ? Array(bytes[start...end]) : []
    }

    /// No form of a date is longer.
    private static let longest = 64

    mutating func reading() -> DateReading {
        guard text.count <= Self.longest, text.contains(where: Self.isDigit) else { return .unreadable }
        let written = String(decoding: text, as: UTF8.self)
        if let date = PartialDate(written) { return .date(date, .yearFirst) }
        for form in Self.forms {
            place = 0
            if let found = form(&self) { return found }
        }
        return .unreadable
    }

    private static let forms: [@Sendable (inout DateTextReader) -> DateReading?] = [
        { $0.open() }, { $0.interval() }, { $0.masked() }, { $0.timed() }, { $0.yearFirst() }, { $0.yearLast() },
        { $0.korean() }, { $0.english() },
    ]

    // MARK: EDTF

    /// `1985/..`, `../1985`, and as they are shown: `1985-01-01..`
    private mutating func open() -> DateReading? {
        let (body, qualifier) = unmarked
        for dots in ["/..", ".."]
        where body.count > dots.utf8.count && body.suffix(dots.utf8.count).elementsEqual(dots.utf8) {
            guard let start = PartialDate(String(decoding: body.dropLast(dots.utf8.count), as: UTF8.self)) else {
                continue
            }
            let whole = start.qualifier.union(qualifier)
            return .date(from(start.first, to: PartialDate.distantFuture, whole), .yearFirst)
        }
        for dots in ["../", ".."] where body.starts(with: dots.utf8) {
            guard let end = PartialDate(String(decoding: body.dropFirst(dots.utf8.count), as: UTF8.self)) else {
                continue
            }
            return .date(from(PartialDate.distantPast, to: end.last, qualifier), .yearFirst)
        }
        return nil
    }

    /// The text without the `~`, `?` or `%` at its end.
    private var unmarked: (body: [UInt8], qualifier: PartialDate.Qualifier) {
        guard let mark = text.last, let qualifier = PartialDate.Qualifier(mark: Character(Unicode.Scalar(mark))) else {
            return (text, [])
        }
        return (Array(text.dropLast()), qualifier)
    }

    /// `1984/2004`, `2023-05/2024-02`: some day of these.
    private mutating func interval() -> DateReading? {
        let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, let start = PartialDate(String(decoding: parts[0], as: UTF8.self)),
            let end = PartialDate(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        guard start.first <= end.last else { return .impossible(.yearFirst) }
        return .date(from(start.first, to: end.last, start.qualifier.union(end.qualifier)), .yearFirst)
    }

    private func from(_ first: Int32, to last: Int32, _ qualifier: PartialDate.Qualifier) -> PartialDate {
        PartialDate(first: first, last: last, precision: .interval, qualifier: qualifier)
    }

    /// `201X`, `20XX`, `1985-XX`, `1985-04-XX`, `1985-XX-XX`; zeros for what is
    /// not known: `1989-00-00`, `1989-10-00`.
    private mutating func masked() -> DateReading? {
        let (body, qualifier) = unmarked
        let parts = body.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(Array.init)
        guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        guard var date = parts.count == 1 ? years(parts[0]) : unknownParts(parts) else { return nil }
        date.qualifier = qualifier
        return .date(date, .yearFirst)
    }

    private func unknownParts(_ parts: [[UInt8]]) -> PartialDate? {
        func isUnknown(_ part: [UInt8]) -> Bool { part == Array("00".utf8) || part.allSatisfy(Self.isMask) }
        guard let year = Self.number(parts[0]), isUnknown(parts[parts.count - 1]) else { return nil }
        if isUnknown(parts[1]) { return PartialDate(year: year, month: nil, day: nil) }
        return Self.number(parts[1]).flatMap { PartialDate(year: year, month: $0, day: nil) }
    }

    /// A decade or a century.
    private func years(_ part: [UInt8]) -> PartialDate? {
        let known = part.prefix { Self.isDigit($0) }
        guard (2...3).contains(known.count), part.dropFirst(known.count).allSatisfy(Self.isMask),
            let number = Self.number(Array(known))
        else { return nil }
        let length = known.count == 3 ? 10 : 100
        guard let first = CivilDate(year: max(number * length, 1), month: 1, day: 1),
            let last = CivilDate(year: number * length + length - 1, month: 12, day: 31)
        else { return nil }
        return PartialDate(first: first.number, last: last.number, precision: .interval)
    }

    // MARK: Times

    /// `2024-01-17T09:00:00.5+09:00`, also with a blank for the `T`.
    private mutating func timed() -> DateReading? {
        guard let year = digits(4, 4), take("-"), let month = digits(2, 2), take("-"), let day = digits(2, 2),
            take("T") || take("t") || take(" "), clock(), isAtEnd
        else { return nil }
        return NamedDay(year: year, month: month, day: day).reading(as: .timed)
    }

    private mutating func clock() -> Bool {
        blanks()
        guard let hour = digits(2, 2), hour <= 24 else { return false }
        if sixtieths(), sixtieths(), take(".") || take(","), digits(1, 9) == nil { return false }
        blanks()
        if take("Z") || take("z") { return true }
        guard take("+") || take("-") || take("−") else { return true }
        guard let shift = digits(2, 2), shift <= 18 else { return false }
        guard !isAtEnd else { return true }
        _ = take(":")
        return digits(2, 2).map { $0 < 60 } ?? false
    }

    /// `:30`; a leap second is one too.
    private mutating func sixtieths() -> Bool {
        let start = place
        if take(":"), let number = digits(2, 2), number <= 60 { return true }
        place = start
        return false
    }

    // MARK: Numbers alone

    /// `1989.10.25.`, `1989. 10.`, `1989/10/25`, `1989-1-5`
    private mutating func yearFirst() -> DateReading? {
        guard let year = digits(4, 4), let separator = separator(), let month = digits(1, 2) else { return nil }
        if ends(after: separator) { return NamedDay(year: year, month: month).reading(as: .yearFirst) }
        guard self.separator() == separator, let day = digits(1, 2), ends(after: separator) else { return nil }
        return NamedDay(year: year, month: month, day: day).reading(as: .yearFirst)
    }

    /// `25/10/1989`, `10/25/1989`, `25.10.1989`: where one number can't be the
    /// month, the other is.
    private mutating func yearLast() -> DateReading? {
        guard let first = digits(1, 2), let separator = separator(), let second = digits(1, 2),
            self.separator() == separator, let year = digits(4, 4), ends(after: separator)
        else { return nil }
        let dayFirst = NamedDay(year: year, month: second, day: first)
        let monthFirst = NamedDay(year: year, month: first, day: second)
        switch (dayFirst.date, monthFirst.date) {
        case (let date?, nil): return .date(date, .dayFirst)
        case (nil, let date?): return .date(date, .monthFirst)
        case (let date?, let other?):
            return date == other ? .date(date, .dayFirst) : .ambiguous(dayFirst: date, monthFirst: other)
        case (nil, nil): return .impossible(second > 12 ? .monthFirst : .dayFirst)
        }
    }

    /// A mark between two numbers, with the blanks around it.
    private mutating func separator() -> String? {
        blanks()
        defer { blanks() }
        return [".", "/", "-"].first { take($0) }
    }

    /// Whether nothing follows; where dots stand between the numbers, one may
    /// stand behind the last.
    private mutating func ends(after separator: String) -> Bool {
        let start = place
        if separator == "." { _ = take(".") }
        if isAtEnd { return true }
        place = start
        return false
    }

    // MARK: Words

    /// `2019년`, `2019년 5월`, `2019년 5월 3일`, `2023년 4분기`
    private mutating func korean() -> DateReading? {
        guard let year = digits(4, 4), unit("년") else { return nil }
        if isAtEnd { return NamedDay(year: year).reading(as: .korean) }
        guard let number = digits(1, 2) else { return nil }
        if unit("분기"), isAtEnd {
            guard let quarter = PartialDate("\(Self.fourDigits(year))-Q\(number)") else { return .impossible(.korean) }
            return .date(quarter, .korean)
        }
        guard unit("월") else { return nil }
        if isAtEnd { return NamedDay(year: year, month: number).reading(as: .korean) }
        guard let day = digits(1, 2), unit("일"), isAtEnd else { return nil }
        return NamedDay(year: year, month: number, day: day).reading(as: .korean)
    }

    private mutating func unit(_ word: String) -> Bool {
        blanks()
        defer { blanks() }
        return take(word)
    }

    /// `October 25, 1989`, `25 Oct 1989`, `25-Oct-1989`, `Oct. 1989`
    private mutating func english() -> DateReading? {
        var day = ordinal()
        if day != nil, !mark() { return nil }
        guard let month = monthName() else { return nil }
        _ = take(".")
        guard mark() else { return nil }
        if day == nil {
            day = ordinal()
            if day != nil, !mark() { return nil }
        }
        guard let year = digits(4, 4), isAtEnd else { return nil }
        return NamedDay(year: year, month: month, day: day).reading(as: .english)
    }

    /// A comma or hyphen, blanks, or both.
    private mutating func mark() -> Bool {
        let start = place
        blanks()
        _ = [",", "-"].first { take($0) }
        blanks()
        return place > start
    }

    /// `25`, `25th`
    private mutating func ordinal() -> Int? {
        let start = place
        guard let number = digits(1, 2) else { return nil }
        if place < text.count, Self.isDigit(text[place]) {
            place = start
            return nil
        }
        _ = ["st", "nd", "rd", "th"].first { take($0) }
        return number
    }

    private mutating func monthName() -> Int? {
        let start = place
        while place < text.count, Self.isLetter(text[place]) { place += 1 }
        let word = String(decoding: text[start..<place], as: UTF8.self).lowercased()
        guard word.utf8.count >= 3 else { return nil }
        let found = Self.months.firstIndex { $0 == word || $0.prefix(3) == word || word == "sept" && $0 == "september" }
        return found.map { $0 + 1 }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    // MARK: Bytes

    private var isAtEnd: Bool { place == text.count }

    private mutating func blanks() {
        while place < text.count, text[place] == UInt8(ascii: " ") { place += 1 }
    }

    private mutating func take(_ word: String) -> Bool {
        guard text[place...].starts(with: word.utf8) else { return false }
        place += word.utf8.count
        return true
    }

    /// As many digits as there are, at least and at most so many.
    private mutating func digits(_ least: Int, _ most: Int) -> Int? {
        var end = place
        while end < text.count, end - place < most, Self.isDigit(text[end]) { end += 1 }
        guard end - place >= least, let number = Self.number(Array(text[place..<end])) else { return nil }
        place = end
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    private static func isMask(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "X") || byte == UInt8(ascii: "x") }

    private static func number(_ digits: [UInt8]) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func fourDigits(_ year: Int) -> String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
