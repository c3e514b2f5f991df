import NaruSemantics
import NaruSyntax

/// How the numbers of a column are written: `1,234`, `1.234,5`, `12%`, `₩1,000`,
/// `1,000억`.
struct NumberNotation: Equatable {
    /// What stands between groups of three digits, and before the decimals.
    enum Style: UInt8, CaseIterable {
        case plain, commas, dots, blanks, blanksWithComma, apostrophes

        var groupMark: UInt8? {
            switch self {
            case .plain: nil
            case .commas: .comma
            case .dots: .dot
            case .blanks, .blanksWithComma: .blank
            case .apostrophes: UInt8(ascii: "'")
            }
        }

        var decimalMark: UInt8 {
            switch self {
            case .plain, .commas, .blanks, .apostrophes: .dot
            case .dots, .blanksWithComma: .comma
            }
        }

        fileprivate var pattern: String {
            switch self {
            case .plain: "#"
            case .commas: "#,###"
            case .dots: "#.###,#"
            case .blanks: "# ###"
            case .blanksWithComma: "# ###,#"
            case .apostrophes: "#'###"
            }
        }
    }

    var style = Style.plain
    /// A sign of a currency before the number, or a unit behind it; all cells
    /// have the same.
    let prefix: String
    let unit: String
    /// That of a quantity, as queries know it; empty for plain numbers.
    let quantityUnit: String

    init(style: Style, prefix: String = "", unit: String = "") {
        self.style = style
        self.prefix = prefix
        self.unit = unit
        quantityUnit = UnitCatalogue.canonical(prefix + unit) ?? Self.signs[prefix + unit] ?? prefix + unit
    }

    /// Signs that stand for one unit alone; `¥` is of yen and of yuan.
    private static let signs = [
        "₩": "KRW", "￦": "KRW", "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₫": "VND", "₹": "INR", "₽": "RUB",
        "฿": "THB", "%": "percent",
    ]

    /// nil for what is no pattern of numbers, such as `#,###` or `₩#`.
    init?(pattern: String) {
        guard let start = pattern.firstIndex(of: "#"), let end = pattern.lastIndex(of: "#") else { return nil }
        let body = pattern[start...end]
        let shorter: [Substring: Style] = [
            "#,#": .dots, "#.###": .dots, "#.#": .plain, "#,###.#": .commas, "# ###.#": .blanks,
        ]
        guard let style = Style.allCases.first(where: { $0.pattern == body }) ?? shorter[body] else { return nil }
        self.init(
            style: style, prefix: Self.trimmed(pattern[..<start]),
            unit: Self.trimmed(pattern[pattern.index(after: end)...]))
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    var pattern: String { prefix + style.pattern + unit }

    /// nil for what is not written so.
    func number(_ text: Bytes) -> ExactDecimal? {
        if prefix.isEmpty, unit.isEmpty, style == .plain || style == .commas, let plain = WrittenNumber.decimal(text) {
            return plain
        }
        guard let parts = NumberParts(text), parts.unit == unit, parts.prefix == prefix else { return nil }
        return parts.number(in: style)
    }
}

/// A number as a cell has it, with what stands around its digits.
struct NumberParts {
    /// Digits and marks, and how many zeros the word behind them stands for.
    private struct Segment {
        var body: [UInt8]
        var power: Int
    }

    private var isNegative = false
    private(set) var prefix = ""
    /// One, or several such as `1억 2,000만` has.
    private var segments: [Segment] = []
    private(set) var unit = ""

    private static let currencies = ["₩", "￦", "US$", "$", "€", "£", "¥", "￥", "₫", "₹", "₽", "฿"]
    private static let blanks: [[UInt8]] = [
        [.blank], Array("\u{A0}".utf8), Array("\u{202F}".utf8), Array("\u{2009}".utf8),
    ]
    private static let scales: [(word: String, power: Int)] = [
        ("조", 12), ("천억", 11), ("백억", 10), ("십억", 9), ("억", 8), ("천만", 7), ("백만", 6), ("만", 4), ("천", 3),
    ]
    private static let longest = 80

    /// nil where no digits stand, or digits behind the unit.
    init?(_ text: Bytes) {
        guard text.count <= Self.longest else { return nil }
        var rest = text[...]
        takeSign(&rest)
        for currency in Self.currencies where prefix.isEmpty && rest.starts(with: currency.utf8) {
            prefix = currency
            rest = rest.dropFirst(currency.utf8.count)
            Self.dropBlanks(&rest)
            takeSign(&rest)
        }
        guard let first = rest.first, first.isDigit else { return nil }
        repeat { takeSegment(&rest) } while segments.last?.power ?? 0 > 0 && rest.first?.isDigit == true
        guard Self.isUnit(rest) else { return nil }
        unit = String(decoding: rest, as: UTF8.self)
    }

    private mutating func takeSign(_ rest: inout Slice<Bytes>) {
        for sign in ["-", "−"] where !isNegative && rest.starts(with: sign.utf8) {
            isNegative = true
            rest = rest.dropFirst(sign.utf8.count)
        }
    }

    private static func dropBlanks(_ rest: inout Slice<Bytes>) {
        while let blank = blanks.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(blank.count) }
    }

    private mutating func takeSegment(_ rest: inout Slice<Bytes>) {
        var segment = Segment(body: Self.takeBody(&rest), power: 0)
        Self.dropBlanks(&rest)
        if let scale = Self.scales.first(where: { rest.starts(with: $0.word.utf8) }) {
            segment.power = scale.power
            rest = rest.dropFirst(scale.word.utf8.count)
            Self.dropBlanks(&rest)
        }
        segments.append(segment)
    }

    /// A blank belongs to the number where digits follow it.
    private static func takeBody(_ rest: inout Slice<Bytes>) -> [UInt8] {
        var body: [UInt8] = []
        while let next = rest.first {
            if next.isDigit || next == .comma || next == .dot || next == UInt8(ascii: "'") {
                body.append(next)
                rest = rest.dropFirst()
            } else if let blank = blanks.first(where: { rest.starts(with: $0) }),
                rest.dropFirst(blank.count).first?.isDigit == true
            {
                body.append(.blank)
                rest = rest.dropFirst(blank.count)
            } else {
                break
            }
        }
        return body
    }

    /// A word without digits and blanks that begins with a letter, or a sign such
    /// as `%`; nothing is one, too.
    private static func isUnit(_ text: Slice<Bytes>) -> Bool {
        guard let first = text.first else { return true }
        guard text.count <= 24, first.isNameByte || first == UInt8(ascii: "%"), !first.isDigit else { return false }
        return !text.contains { $0 == .blank || $0.isDigit || $0 == .comma || $0 == .minus }
    }

    /// nil where the digits are not grouped so, or are too many.
    func number(in style: NumberNotation.Style) -> ExactDecimal? {
        var total: ExactDecimal?
        var before: Int?
        for segment in segments {
            guard let number = Self.number(segment, style) else { return nil }
            guard let sum = total, let power = before else {
                (total, before) = (number, segment.power)
                continue
            }
            // What follows 억 counts less than one of it, and nothing is a fraction.
            guard sum.scale == 0, number.scale == 0, segment.power < power, number < Self.power(power),
                let more = sum.adding(number)
            else { return nil }
            (total, before) = (more, segment.power)
        }
        return total.map { isNegative ? ExactDecimal(mantissa: -$0.mantissa, scale: $0.scale) : $0 }
    }

    private static func power(_ zeros: Int) -> ExactDecimal {
        ExactDecimal(mantissa: (0..<zeros).reduce(Int128(1)) { product, _ in product * 10 }, scale: 0)
    }

    private static func number(_ segment: Segment, _ style: NumberNotation.Style) -> ExactDecimal? {
        guard let digits = plainDigits(segment.body, in: style),
            let number = digits.withUnsafeBufferPointer({ WrittenNumber.decimal($0) })
        else { return nil }
        return segment.power == 0 ? number : number.multiplied(by: power(segment.power))?.normalized
    }

    /// With a point before the decimals and without marks of groups. Leading
    /// zeros are those of codes.
    private static func plainDigits(_ body: [UInt8], in style: NumberNotation.Style) -> [UInt8]? {
        let parts = body.split(separator: style.decimalMark, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, let digits = ungrouped(whole, style.groupMark) else { return nil }
        if digits.count > 1, digits[0] == .zero { return nil }
        guard parts.count == 2 else { return digits }
        guard !parts[1].isEmpty, parts[1].allSatisfy(\.isDigit) else { return nil }
        return digits + [.dot] + parts[1]
    }

    private static func ungrouped(_ whole: ArraySlice<UInt8>, _ mark: UInt8?) -> [UInt8]? {
        guard let mark, whole.contains(mark) else {
            return whole.allSatisfy(\.isDigit) && !whole.isEmpty ? Array(whole) : nil
        }
        let groups = whole.split(separator: mark, omittingEmptySubsequences: false)
        guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ $0.allSatisfy(\.isDigit) })
        else { return nil }
        return Array(groups.joined())
    }
}
