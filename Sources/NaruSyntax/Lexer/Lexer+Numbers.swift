extension Lexer {
    private struct Digits {
        var hasPoint = false
        var hasExponent = false
        var isSound = true
    }

    mutating func number() {
        let start = position
        let digits = readDigits()
        let numberEnd = position
        let run = string(numberEnd, nameEnd(from: numberEnd))
        let suffix = Magnitude(startOf: run)
        if let suffix, !digits.hasExponent { position += width(of: suffix.word, from: numberEnd) }
        let magnitude = digits.hasExponent ? nil : suffix
        let rest = string(position, nameEnd(from: position))
        let restIsUnit = rest.unicodeScalars.first.map(Self.isHangul) ?? true
        guard digits.isSound, restIsUnit else {
            position = nameEnd(from: position)
            let span = Span(start, position)
            if hasRoom {
                diagnostics.append(
                    .badNumber(string(start, position), digits: string(start, numberEnd), unit: run, at: span))
            }
            return append(Token(.unreadable, at: span, text: string(start, position)))
        }
        let span = Span(start, position)
        let written = string(start, position)
        let plain = String(string(start, numberEnd).filter { $0 != "_" })
        guard let value = Self.value(of: plain, digits, magnitude: magnitude) else {
            let kind: NumberKind = digits.hasExponent ? .float : digits.hasPoint ? .decimal : .int
            if hasRoom { diagnostics.append(.numberTooLarge(kind, at: span)) }
            return append(Token(.unreadable, at: span, text: written))
        }
        append(Token(.number(NumberLiteral(value, text: written)), at: span, text: written))
    }

    private mutating func readDigits() -> Digits {
        var digits = Digits()
        skipDigits(&digits)
        if byte() == UInt8(ascii: "."), isDigit(1) {
            digits.hasPoint = true
            position += 1
            skipDigits(&digits)
        }
        if byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") {
            let isSigned = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
            if isDigit(isSigned ? 2 : 1) {
                digits.hasExponent = true
                position += isSigned ? 2 : 1
                skipDigits(&digits)
            }
        }
        return digits
    }

    private func isDigit(_ ahead: Int) -> Bool {
        byte(ahead).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    private mutating func skipDigits(_ digits: inout Digits) {
        while isDigit(0) || byte() == UInt8(ascii: "_") {
            if byte() == UInt8(ascii: "_"), !isDigit(1) || position == 0 || !isDigit(-1) { digits.isSound = false }
            position += 1
        }
    }

    /// A suffix may be written in conjoining letters, which take more bytes.
    private func width(of word: String, from start: Int) -> Int {
        var end = start
        while end - start < 16, let (_, length) = scalar(at: end) {
            end += length
            if string(start, end) == word, nextJoins(word, start, end) == false { break }
        }
        return end - start
    }

    private func nextJoins(_ word: String, _ start: Int, _ end: Int) -> Bool {
        guard let (_, length) = scalar(at: end) else { return false }
        return string(start, end + length) == word
    }

    private static func value(of text: String, _ digits: Digits, magnitude: Magnitude?) -> NumberLiteral.Value? {
        if digits.hasExponent {
            return Double(text).flatMap { $0.isFinite ? .float($0) : nil }
        }
        let zeros = magnitude?.zeros ?? 0
        if !digits.hasPoint {
            // The parser takes this one behind a minus only.
            if magnitude == nil, text == String(Int64.min.magnitude) { return .int(.min) }
            guard let whole = Int64(text) else { return nil }
            let (product, overflow) = whole.multipliedReportingOverflow(by: power(zeros))
            return overflow ? nil : .int(product)
        }
        guard var decimal = ExactDecimal(text) else { return nil }
        let shifted = min(zeros, Int(decimal.scale))
        decimal.scale -= UInt8(shifted)
        let (mantissa, overflow) = decimal.mantissa.multipliedReportingOverflow(by: Int128(power(zeros - shifted)))
        guard !overflow, String(mantissa.magnitude).utf8.count <= 38 else { return nil }
        return .decimal(ExactDecimal(mantissa: mantissa, scale: decimal.scale))
    }

    private static func power(_ zeros: Int) -> Int64 { (0..<zeros).reduce(1) { result, _ in result * 10 } }
}

/// `k`, `억` and the like: what a number may be multiplied by.
private struct Magnitude {
    var word: String
    var zeros: Int

    private static let all = [
        Magnitude(word: "k", zeros: 3), Magnitude(word: "M", zeros: 6), Magnitude(word: "B", zeros: 9),
        Magnitude(word: "만", zeros: 4), Magnitude(word: "억", zeros: 8), Magnitude(word: "조", zeros: 12),
    ]

    private init(word: String, zeros: Int) {
        self.word = word
        self.zeros = zeros
    }

    /// The suffix that `run` begins with; a Latin one only where the run ends
    /// or goes on in Hangul.
    init?(startOf run: String) {
        guard let first = run.unicodeScalars.first, let found = Self.all.first(where: { $0.word == String(first) })
        else { return nil }
        self = found
    }
}

/// Numbers as they are said, `3억5천만`, and how Naru writes them.
enum KoreanNumber {
    private static let large: [Character: Int64] = ["만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000]
    private static let small: [Character: Int64] = ["십": 10, "백": 100, "천": 1000]

    /// What the text says, and how much of it; nil where it says no number.
    static func value(of text: String) -> (value: Int64, rest: String)? {
        var total: Int64 = 0
        var section: Int64 = 0
        var digits: Int64?
        var parts = 0
        var rest = Substring(text)
        while let letter = rest.first {
            if let digit = letter.wholeNumberValue, letter.isASCII {
                guard let more = times(digits ?? 0, 10, plus: Int64(digit)) else { return nil }
                digits = more
            } else if let unit = small[letter] {
                guard let more = times(digits ?? 1, unit, plus: section) else { return nil }
                (section, digits, parts) = (more, nil, parts + 1)
            } else if let unit = large[letter] {
                let (count, overflow) = section.addingReportingOverflow(digits ?? 0)
                guard !overflow, let more = times(count, unit, plus: total) else { return nil }
                (total, section, digits, parts) = (more, 0, nil, parts + 1)
            } else {
                break
            }
            rest.removeFirst()
        }
        guard parts > 0, let sum = times(1, total, plus: section), let all = times(1, sum, plus: digits ?? 0) else {
            return nil
        }
        return (all, String(rest))
    }

    private static func times(_ count: Int64, _ unit: Int64, plus more: Int64) -> Int64? {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        let (sum, carry) = product.addingReportingOverflow(more)
        return overflow || carry || sum < 0 ? nil : sum
    }

    /// `35000만`: with the largest suffix that leaves a whole number.
    static func written(_ value: Int64) -> String? {
        guard value > 0 else { return nil }
        for (suffix, unit) in large.sorted(by: { $0.value > $1.value }) where value % unit == 0 {
            return "\(value / unit)\(suffix)"
        }
        return "\(value)"
    }
}
