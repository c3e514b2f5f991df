import NaruSyntax

/// A pattern such as `yyyy.MM.dd`, for dates that a table writes its own way.
struct DateFormat {
    private enum Part {
        case year, month, day, ignoredDigits
        case literal(UInt8)
    }

    private var parts: [(part: Part, width: Int)] = []

    /// nil for a pattern without a year or with letters that mean nothing.
    init?(_ pattern: String) {
        for byte in pattern.utf8 {
            let part: Part
            switch byte {
            case UInt8(ascii: "y"): part = .year
            case UInt8(ascii: "M"): part = .month
            case UInt8(ascii: "d"): part = .day
            case UInt8(ascii: "H"), UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "S"): part = .ignoredDigits
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return nil
            default: part = .literal(byte)
            }
            if let last = parts.last, Self.areSame(last.part, part) {
                parts[parts.count - 1].width += 1
            } else {
                parts.append((part, 1))
            }
        }
        guard parts.contains(where: { Self.areSame($0.part, .year) }) else { return nil }
    }

    private static func areSame(_ left: Part, _ right: Part) -> Bool {
        switch (left, right) {
        case (.year, .year), (.month, .month), (.day, .day), (.ignoredDigits, .ignoredDigits): true
        default: false
        }
    }

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
            guard let (value, end) = digits(text, from: index, width: width) else { return nil }
            index = end
            switch part {
            case .year: year = width == 2 ? value + (value < 70 ? 2000 : 1900) : value
            case .month: month = value
            case .day: day = value
            case .ignoredDigits, .literal: break
            }
        }
        guard index == text.count, let year else { return nil }
        return DateText.date(year: year, month: month, day: day)
    }

    private func digits(_ text: Bytes, from start: Int, width: Int) -> (Int, Int)? {
        var end = start
        let limit = width == 1 ? 2 : width
        while end < text.count, end - start < limit, text[end].isDigit { end += 1 }
        guard end - start == width || width == 1 && end > start else { return nil }
        return DateText.number(text, start, end).map { ($0, end) }
    }
}
