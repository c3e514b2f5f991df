package import NaruSyntax

/// Values of several words, as records and table cells write them.
enum ValueText {
    struct ReadQuantity {
        var amount: ExactDecimal
        var upper: ExactDecimal
        var unit: Span
        var qualifier: Quantity.Qualifier
    }

    /// `[about|over|under|at least|at most] NUMBER UNIT` or `LOW..HIGH UNIT`
    static func quantity(_ cursor: inout TextCursor) -> ReadQuantity? {
        guard let qualifier = qualifier(&cursor) else { return nil }
        cursor.skipBlanks()
        let word = cursor.bareWord()
        guard let (amount, upper) = amounts(cursor.slice(word)), upper == nil || qualifier == .exact,
            amount <= upper ?? amount, let unit = unit(&cursor)
        else { return nil }
        return ReadQuantity(
            amount: amount, upper: upper ?? amount, unit: unit, qualifier: upper == nil ? qualifier : .range)
    }

    /// Where a range stands whose end is below its start.
    static func reversedRange(_ cursor: TextCursor, from start: Int) -> Span? {
        var ahead = cursor
        ahead.position = start
        let word = ahead.bareWord()
        guard let (low, high) = amounts(ahead.slice(word)), let high, high < low else { return nil }
        return word
    }

    private static func qualifier(_ cursor: inout TextCursor) -> Quantity.Qualifier? {
        if cursor.take("about") { return .about }
        if cursor.take("over") { return .over }
        if cursor.take("under") { return .under }
        guard cursor.take("at") else { return .exact }
        cursor.skipBlanks()
        if cursor.take("least") { return .atLeast }
        return cursor.take("most") ? .atMost : nil
    }

    private static func amounts(_ text: Bytes) -> (ExactDecimal, ExactDecimal?)? {
        if let amount = WrittenNumber.decimal(text, grouped: true) { return (amount, nil) }
        guard text.count > 3,
            let dots = (1..<text.count - 2).first(where: { text[$0] == .dot && text[$0 + 1] == .dot }),
            let low = WrittenNumber.decimal(Bytes(rebasing: text[..<dots]), grouped: true),
            let high = WrittenNumber.decimal(Bytes(rebasing: text[(dots + 2)...]), grouped: true)
        else { return nil }
        return (low, high)
    }

    /// A bare or backquoted word; `preferred` and `deprecated` are ranks.
    private static func unit(_ cursor: inout TextCursor) -> Span? {
        cursor.skipBlanks()
        if cursor.next == .backquote {
            guard case .success(let quoted) = cursor.quotedText(.backquote), quoted.content.start < quoted.content.end
            else { return nil }
            return quoted.content
        }
        var ahead = cursor
        if ahead.isAtLineEnd || ahead.take("preferred") || ahead.take("deprecated") { return nil }
        guard let first = cursor.next, first.isNameByte || first == UInt8(ascii: "%"), !first.isDigit else {
            return nil
        }
        let word = cursor.bareWord()
        return word.start < word.end ? word : nil
    }

    /// `2 years`, `3 weeks`, `1 year 6 months`
    static func duration(_ cursor: inout TextCursor) -> Duration? {
        var total = Duration()
        repeat {
            let number = cursor.bareWord()
            cursor.skipBlanks()
            let unit = cursor.bareWord()
            guard let count = WrittenNumber.int(cursor.slice(number), grouped: true), let count = Int32(exactly: count),
                let part = duration(count, cursor.string(unit))
            else { return nil }
            let (months, overflow) = total.months.addingReportingOverflow(part.months)
            let (days, overflow2) = total.days.addingReportingOverflow(part.days)
            guard !overflow, !overflow2 else { return nil }
            total = Duration(months: months, days: days)
        } while hasMore(&cursor)
        return total
    }

    /// `P1Y2M3W4D`, of ISO 8601; nil where hours or less are counted.
    static func isoDuration(_ text: Bytes) -> Duration? {
        guard text.count > 2, text[0] == UInt8(ascii: "P") else { return nil }
        var (total, digits, units) = (Duration(), text.startIndex + 1, Array("YMWD".utf8)[...])
        while digits < text.count {
            guard let end = text[digits...].firstIndex(where: { !$0.isDigit && $0 != .minus }),
                let unit = units.firstIndex(of: text[end]),
                let count = WrittenNumber.int(Bytes(rebasing: text[digits..<end])), abs(count) < 1 << 24
            else { return nil }
            let factor = Int32(count)
            switch text[end] {
            case UInt8(ascii: "Y"): total.months += factor * 12
            case UInt8(ascii: "M"): total.months += factor
            case UInt8(ascii: "W"): total.days += factor * 7
            default: total.days += factor
            }
            units = units[(unit + 1)...]
            digits = end + 1
        }
        return total
    }

    /// Another number follows on the same line.
    private static func hasMore(_ cursor: inout TextCursor) -> Bool {
        var ahead = cursor
        ahead.skipBlanks()
        guard !ahead.isAtLineEnd, let next = ahead.next, next.isDigit else { return false }
        cursor = ahead
        return true
    }

    private static func duration(_ count: Int32, _ unit: String) -> Duration? {
        func times(_ factor: Int32) -> Int32? {
            let (product, overflow) = count.multipliedReportingOverflow(by: factor)
            return overflow ? nil : product
        }
        switch unit {
        case "day", "days", "일": return Duration(days: count)
        case "week", "weeks", "주": return times(7).map { Duration(days: $0) }
        case "month", "months", "개월": return Duration(months: count)
        case "year", "years", "년": return times(12).map { Duration(months: $0) }
        default: return nil
        }
    }

    /// `37.38 126.80`: latitude and longitude in degrees.
    static func geo(_ cursor: inout TextCursor) -> (latitude: Double, longitude: Double)? {
        let first = cursor.bareWord()
        cursor.skipBlanks()
        let second = cursor.bareWord()
        guard let latitude = WrittenNumber.float(cursor.slice(first), grouped: true),
            let longitude = WrittenNumber.float(cursor.slice(second), grouped: true),
            abs(latitude) <= 90, abs(longitude) <= 180
        else { return nil }
        return (latitude, longitude)
    }
}

/// Values that have no literal in a program, read as a data file writes them.
package enum WrittenValue {
    /// `2024-05-13/2024-05-19`, `2024-07`, `2024-02-10/..`
    package static func period(_ text: String) -> (start: PartialDate, end: PartialDate)? {
        read(text) { DateText.period($0) }
    }

    /// `37.38 126.80`: latitude and longitude in degrees.
    package static func geo(_ text: String) -> (latitude: Double, longitude: Double)? {
        read(text) { bytes in
            var cursor = TextCursor(bytes)
            guard let geo = ValueText.geo(&cursor), cursor.position == bytes.count else { return nil }
            return geo
        }
    }

    /// `about 41 person`, `3..4 city`
    package static func quantity(_ text: String) -> Quantity? {
        read(text) { bytes in
            var cursor = TextCursor(bytes)
            guard let read = ValueText.quantity(&cursor), cursor.position == bytes.count else { return nil }
            return Quantity(
                amount: read.amount, upper: read.upper, unit: cursor.string(read.unit), qualifier: read.qualifier)
        }
    }

    private static func read<Value>(_ text: String, _ read: (Bytes) -> Value?) -> Value? {
        Array(text.utf8).withUnsafeBufferPointer(read)
    }
}
