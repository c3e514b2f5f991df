import NaruSyntax

/// Numbers as places along an axis, with ticks at round ones.
struct NumberScale {
    let lowest: Double
    let highest: Double
    /// Where the lowest and the highest are drawn.
    var start: Double
    var end: Double
    let ticks: [NumberTick]

    /// As many ticks as at most fit, with texts that stand apart. `room` says how
    /// much of the axis the text of a tick takes.
    init(
        _ numbers: [Double], includingZero: Bool, isWhole: Bool = false, from start: Double, to end: Double,
        language: Language,
        room: (String) -> Double
    ) {
        // Sums of the largest numbers are beyond all of them.
        var low = max(numbers.min() ?? 0, -.greatestFiniteMagnitude)
        var high = min(numbers.max() ?? 0, .greatestFiniteMagnitude)
        if includingZero {
            low = min(low, 0)
            high = max(high, 0)
        }
        let size = max(low.magnitude, high.magnitude)
        // Numbers that are all but equal get some room around them.
        if size < 1e-300 {
            (low, high) = (includingZero ? 0 : -1, 1)
        } else if high / 2 - low / 2 <= size * 1e-12 {
            (low, high) = (low - size / 2, min(high, .greatestFiniteMagnitude / 2) + size / 2)
        }
        let length = (end - start).magnitude
        var found = NumberTicks(low, high, most: 2, isWhole: isWhole)
        for most in stride(from: 9, through: 2, by: -1) {
            let ticks = NumberTicks(low, high, most: most, isWhole: isWhole)
            let widest = ticks.ticks(language).map { room($0.text) }.max() ?? 0
            if Double(ticks.count) * widest <= length || most == 2 {
                found = ticks
                break
            }
        }
        ticks = found.ticks(language)
        lowest = min(low, found.lowest)
        highest = max(high, found.highest)
        self.start = start
        self.end = end
    }

    func place(_ number: Double) -> Double {
        // In halves, so that the largest numbers have a distance too.
        let number = min(max(number, lowest), highest)
        let share = (number / 2 - lowest / 2) / (highest / 2 - lowest / 2)
        return start + (end - start) * share
    }
}

struct NumberTick: Hashable, Sendable {
    let number: Double
    let text: String
}

/// Multiples of 1, 2 or 5 and a power of ten.
struct NumberTicks {
    /// The step is `digit` times ten to the `exponent`.
    private let digit: Int
    private let exponent: Int
    private let multiples: ClosedRange<Int>

    /// At most so many steps, beyond both ends where these are not round. What
    /// is counted in whole numbers has no others between them.
    init(_ low: Double, _ high: Double, most: Int, isWhole: Bool = false) {
        let least = max(high / Double(most) - low / Double(most), isWhole ? 1 : 0)
        var exponent = NumberTicks.exponent(of: least)
        var digit = 1
        for candidate in [1, 2, 5, 10] where Double(candidate) * NumberTicks.power(exponent) >= least * 0.999_999 {
            digit = candidate
            break
        }
        if digit == 10 { (digit, exponent) = (1, exponent + 1) }
        (self.digit, self.exponent) = (digit, exponent)
        let step = Double(digit) * NumberTicks.power(exponent)
        let first = (low / step + 1e-9).rounded(.down)
        let last = (high / step - 1e-9).rounded(.up)
        multiples = Int(within: first)...max(Int(within: first), Int(within: last))
    }

    private var step: Double { Double(digit) * NumberTicks.power(exponent) }
    var count: Int { multiples.count }
    var lowest: Double { max(Double(multiples.lowerBound) * step, -.greatestFiniteMagnitude) }
    var highest: Double { min(Double(multiples.upperBound) * step, .greatestFiniteMagnitude) }

    func ticks(_ language: Language) -> [NumberTick] {
        let words = NumberWords(largest: max(lowest.magnitude, highest.magnitude), language)
        return multiples.map { multiple in
            NumberTick(
                number: min(max(Double(multiple * digit) * NumberTicks.power(exponent), lowest), highest),
                text: words.text(multiple * digit, exponent))
        }
    }

    /// Read from a text, since that gives the nearest one everywhere.
    static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

    /// The largest power of ten that is not above.
    private static func exponent(of number: Double) -> Int {
        guard number > 0 else { return 0 }
        var exponent = 0
        while power(exponent) > number, exponent > -323 { exponent -= 1 }
        while power(exponent + 1) <= number, exponent < 307 { exponent += 1 }
        return exponent
    }
}

/// Round numbers with a word for their size: 1.2 million, 120만.
struct NumberWords {
    private let word: String
    private let scale: Int
    private let isScientific: Bool

    init(largest: Double, _ language: Language) {
        let words: [(Int, String)] =
            language == .korean
            ? [(20, "해"), (16, "경"), (12, "조"), (8, "억"), (4, "만")]
            : [(12, " trillion"), (9, " billion"), (6, " million")]
        isScientific = largest >= 1e24 || language == .english && largest >= 1e16 || largest > 0 && largest < 1e-5
        let fitting = words.first { largest >= NumberTicks.power($0.0) * 0.999_999 }
        (scale, word) = isScientific ? (0, "") : fitting ?? (0, "")
    }

    /// Of so many times ten to an exponent.
    func text(_ count: Int, _ exponent: Int) -> String {
        guard count != 0 else { return "0" }
        var digits = Array(String(count.magnitude).utf8)
        var exponent = exponent
        while digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            exponent += 1
        }
        let sign = count < 0 ? "−" : ""
        if isScientific { return sign + String(decoding: digits, as: UTF8.self) + "e\(exponent)" }
        return sign + NumberWords.plain(digits, exponent - scale) + word
    }

    private static func plain(_ digits: [UInt8], _ exponent: Int) -> String {
        let zero = UInt8(ascii: "0")
        if exponent >= 0 { return grouped(digits + [UInt8](repeating: zero, count: exponent)) }
        let missing = max(0, 1 - exponent - digits.count)
        let all = [UInt8](repeating: zero, count: missing) + digits
        let point = all.count + exponent
        return grouped(Array(all[..<point])) + "." + String(decoding: all[point...], as: UTF8.self)
    }

    private static func grouped(_ digits: [UInt8]) -> String {
        var text: [UInt8] = []
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
