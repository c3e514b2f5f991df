/// The whole numbers from 0 up to a limit in the byte order of their texts:
/// 0, 1, 10, 100, 11, 2 … Places and numbers follow from each other by
/// counting, so a dictionary that holds these texts needs no memory for them.
struct NumberOrder: Sendable {
    /// How many numbers there are, at most 2^31; 0 for none.
    let limit: Int
    private let digits: Int

    private static let powers: [Int] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
    /// 1, 11, 111 …: how many numbers start with a digit, by their longest.
    private static let full: [Int] = (0...18).map { powers[0...$0].reduce(0, +) }

    init(limit: Int) {
        self.limit = limit
        digits = Self.digits(max(0, limit - 1))
    }

    /// How many digits the text of a number has, which has at most 18.
    static func digits(_ number: Int) -> Int {
        var count = 1
        while number >= powers[count] { count += 1 }
        return count
    }

    /// How many of the numbers have a text that sorts before that of `number`,
    /// which may itself be none of them.
    func place(of number: Int) -> Int {
        guard number > 0, limit > 0 else { return 0 }
        var place = 1
        let length = Self.digits(number)
        // Of the texts that are no longer: those up to the number's own start.
        var start = number
        var end = number
        for digits in stride(from: length, through: 1, by: -1) {
            place += max(0, min(end, limit) - Self.powers[digits - 1])
            start /= 10
            end = start + 1
        }
        var first = number * 10
        for digits in length..<max(length, self.digits) {
            place += min(first, limit) - Self.powers[digits]
            first *= 10
        }
        return place
    }

    /// The number at a place below the limit.
    func number(at place: Int) -> Int {
        guard place > 0 else { return 0 }
        var rest = place - 1
        var number = 1
        for length in 1...digits {
            skip(&rest, &number, length)
            if rest == 0 { return number }
            rest -= 1
            number *= 10
        }
        return number
    }

    /// Goes from the first of the numbers of a length to the one below which
    /// the place lies; those before the limit's own start have longer texts.
    @inline(__always)
    private func skip(_ rest: inout Int, _ number: inout Int, _ length: Int) {
        let below = digits - length
        let border = (limit - 1) / Self.powers[below]
        let whole = min(max(0, border - number), rest / Self.full[below])
        rest -= whole * Self.full[below]
        number += whole
        guard number >= border else { return }
        let short = below > 0 ? Self.full[below - 1] : 0
        if number == border {
            let atBorder = short + limit - border * Self.powers[below]
            if rest < atBorder { return }
            rest -= atBorder
            number += 1
        }
        guard short > 0 else { return }
        number += rest / short
        rest %= short
    }

    /// How many of the numbers have a text that sorts before one that is none
    /// of theirs.
    func place(before text: UnsafeBufferPointer<UInt8>) -> Int {
        guard limit > 0, let first = text.first, first >= UInt8(ascii: "0") else { return 0 }
        guard first <= UInt8(ascii: "9") else { return limit }
        guard first > UInt8(ascii: "0") else { return 1 }
        var prefix = 0
        var index = 0
        while index < min(text.count, 10), text[index] &- UInt8(ascii: "0") < 10 {
            prefix = prefix * 10 + Int(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        let place = place(of: prefix)
        guard index < text.count else { return place }
        return place + (text[index] > UInt8(ascii: "9") ? count(startingWith: prefix) : prefix < limit ? 1 : 0)
    }

    /// How many of the numbers have a text that starts with that of `number`.
    private func count(startingWith number: Int) -> Int {
        var count = 0
        var (first, width) = (number, 1)
        while first < limit {
            count += min(width, limit - first)
            first *= 10
            width *= 10
        }
        return count
    }

    /// Calls with the text of a number.
    static func withText<Result, Failure: Error>(
        of number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // The digits stand in this variable while the body runs.
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        return try withUnsafeMutableBytes(of: &digits) { (bytes) throws(Failure) -> Result in
            var start = bytes.count
            var rest = number
            repeat {
                start -= 1
                bytes[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            let text = UnsafeRawBufferPointer(rebasing: bytes[start...])
            return try body(text.assumingMemoryBound(to: UInt8.self))
        }
    }
}
