#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Which of the small whole numbers occur as texts. Ids and links mostly are
/// such numbers; they are never kept as texts.
final class NumberSet {
    private static let digits = 7
    /// One more than the largest number of so many digits.
    static let limit = 10_000_000
    private static let wordCount = (limit + 63) / 64

    /// A bit a number. The system gives zeroed pages only as they are touched,
    /// so numbers that do not occur cost nothing.
    private var words: UnsafeMutablePointer<UInt64>?
    private(set) var count = 0

    deinit { free(words) }

    /// The value of a text that writes a small number as `String(number)` would.
    @inline(__always)
    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !text.isEmpty, text.count <= digits else { return nil }
        var value = 0
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return text[0] == UInt8(ascii: "0") && text.count > 1 ? nil : value
    }

    func insert(_ number: Int) {
        guard let words = allocated() else { return }
        let bit: UInt64 = 1 << UInt64(number & 63)
        guard words[number >> 6] & bit == 0 else { return }
        words[number >> 6] |= bit
        count += 1
    }

    func insert(_ run: Range<Int>) {
        guard !run.isEmpty, let words = allocated() else { return }
        var number = run.lowerBound
        while number < run.upperBound {
            let last = min(run.upperBound - 1, number | 63)
            let bits = (UInt64.max >> UInt64(63 - (last - number))) << UInt64(number & 63)
            count += (bits & ~words[number >> 6]).nonzeroBitCount
            words[number >> 6] |= bits
            number = last + 1
        }
    }

    func contains(_ number: Int) -> Bool {
        guard let words else { return false }
        return words[number >> 6] >> UInt64(number & 63) & 1 == 1
    }

    func formUnion(_ other: NumberSet) {
        guard other.count > 0, let theirs = other.words, let ours = allocated() else { return }
        for word in 0..<Self.wordCount where theirs[word] != 0 {
            count += (theirs[word] & ~ours[word]).nonzeroBitCount
            ours[word] |= theirs[word]
        }
    }

    private func allocated() -> UnsafeMutablePointer<UInt64>? {
        if words == nil {
            words = calloc(Self.wordCount, 8)?.bindMemory(to: UInt64.self, capacity: Self.wordCount)
        }
        return words
    }

    /// The highest limit below which a quarter of all numbers occur.
    var denseLimit: Int {
        var limit = 0
        var below = 0
        forEach { number in
            below += 1
            if below * 4 > number { limit = number + 1 }
        }
        return limit
    }

    func forEach(from first: Int = 0, _ body: (Int) -> Void) {
        guard let words else { return }
        for word in first >> 6..<max(first >> 6, Self.wordCount) {
            var bits = words[word]
            while bits != 0 {
                let number = word * 64 + bits.trailingZeroBitCount
                if number >= first { body(number) }
                bits &= bits - 1
            }
        }
    }
}
