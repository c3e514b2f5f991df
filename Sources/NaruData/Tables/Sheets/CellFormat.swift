/// What the number format of a cell makes of its number.
enum CellFormat: Equatable {
    case number
    case percent
    /// The code of a currency that the format shows, and of which power of ten of
    /// it the number tells how many: `만원` are four.
    case money(String, power: Int)
    /// A day, perhaps with a time behind it.
    case day
    /// A time alone.
    case time
    /// So many hours, also more than a day has.
    case hours
    /// Digits in the places of its zeros, as codes and telephone numbers have.
    case code(shape: String)
}

extension CellFormat {
    /// Of the formats that files don't spell out. 27 to 36 and 50 to 58 are
    /// those of East Asian languages.
    init(builtIn id: Int) {
        switch id {
        case 9, 10: self = .percent
        case 14...17, 22, 27...31, 34...36, 50...58: self = .day
        case 46: self = .hours
        case 18...21, 32, 33, 45, 47: self = .time
        default: self = .number
        }
    }

    /// Of a format as it is written: `yyyy"년" m"월"`, `[$₩-412]#,##0`, `0.0%`.
    init(code: String) {
        let (letters, literals, shape) = Self.parts(of: code)
        let plain = letters.lowercased()
        if plain.isEmpty || plain == "general" || plain == "@" {
            self = .number
        } else if plain.hasPrefix("[") {
            self = .hours
        } else if let pattern = Self.pattern(plain) {
            self = pattern
        } else if plain.contains("%") {
            self = .percent
        } else if let money = Self.money(literals) {
            self = money
        } else if let shape, shape.count(where: { $0 == "0" }) > 1 {
            self = .code(shape: shape)
        } else {
            self = .number
        }
    }

    /// The letters of its first section that stand for parts of the value, what is
    /// shown as it is, and both where there are only zeros and signs between them.
    private static func parts(of code: String) -> (letters: String, literals: String, shape: String?) {
        var (letters, literals) = ("", "")
        let section = code.prefix { $0 != ";" }.filter { $0 != "\\" && $0 != "\"" }
        let shape = section.allSatisfy({ "0-() /".contains($0) }) ? section : nil
        var rest = code[...]
        while let next = rest.popFirst(), next != ";" {
            switch next {
            case "\"":
                literals += rest.prefix { $0 != "\"" }
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*":
                let shown = rest.popFirst()
                if next == "\\", let shown { literals.append(shown) }
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.drop { $0 != "]" }.dropFirst()
                if inside.hasPrefix("$") {
                    literals += inside.dropFirst()
                } else if let first = inside.lowercased().first, "hms".contains(first),
                    inside.lowercased().allSatisfy({ $0 == first })
                {
                    letters += "[" + inside
                }
            case "$", "₩", "€", "£", "¥", "￦", "원", "천", "만", "십", "백", "억", "조": literals.append(next)
            default: letters.append(next)
            }
        }
        return (letters, literals, shape)
    }

    /// A month without hours or seconds beside it is one; else it is minutes.
    private static func pattern(_ letters: String) -> CellFormat? {
        guard letters != "general" else { return nil }
        var text = letters
        for mark in ["am/pm", "a/p", "오전/오후", "上午/下午", "e+", "e-"] {
            text = text.replacing(mark, with: mark.first == "e" ? "" : "h")
        }
        let hasTime = text.contains("h") || text.contains("s")
        if text.contains("y") || text.contains("d") || text.contains("aaa") { return .day }
        if text.contains("g"), text.contains("e") { return .day }
        if hasTime { return .time }
        return text.contains("m") ? .day : nil
    }

    private static func money(_ literals: String) -> CellFormat? {
        // The sign of the yen is that of the yuan, too; the language tells them apart.
        let signs = [
            ("₩", "KRW"), ("￦", "KRW"), ("€", "EUR"), ("£", "GBP"), ("¥-411", "JPY"), ("¥-804", "CNY"), ("US$", "USD"),
            ("$-", "USD"),
        ]
        if let (_, code) = signs.first(where: { literals.contains($0.0) }) { return .money(code, power: 0) }
        let word = literals.filter { !$0.isWhitespace }
        if ["USD", "KRW", "EUR", "JPY", "CNY", "GBP"].contains(word) { return .money(word, power: 0) }
        if word == "$" { return .money("USD", power: 0) }
        // Of 회원 or 병원 there is no such money.
        for (unit, code) in [("원", "KRW"), ("달러", "USD"), ("엔", "JPY"), ("위안", "CNY"), ("유로", "EUR")]
        where word.hasSuffix(unit) {
            guard let power = powers[String(word.dropLast(unit.count))] else { continue }
            return .money(code, power: power)
        }
        return nil
    }

    private static let powers = [
        "": 0, "천": 3, "만": 4, "십만": 5, "백만": 6, "천만": 7, "억": 8, "십억": 9, "백억": 10, "천억": 11, "조": 12,
    ]
}

/// The days that numbers stand for. The first calendar counts from 1900 and has
/// a 29 February in that year, which never was; the other counts from 1904.
struct SheetCalendar {
    var startsIn1904 = false

    /// 31 December 9999.
    private static let last = 2_958_465

    /// The day as days from 1 January 1970; nil where there is none.
    func day(_ serial: Int) -> Int? {
        if startsIn1904 { return serial >= 0 && serial <= Self.last - 1462 ? serial - 24107 : nil }
        guard serial > 0, serial != 60, serial <= Self.last else { return nil }
        return serial - (serial < 60 ? 25568 : 25569)
    }

    /// Year, month and day of days from 1 January 1970.
    static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
        // Years begin in March here, so that the odd day ends them.
        let days = day + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let shown = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (shown <= 2 ? 1 : 0), shown, ofYear - (153 * month + 2) / 5 + 1)
    }
}
