#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The codes of the texts that are small whole numbers. Ids mostly are, and a
/// link is then found by one look into memory instead of three.
final class NumberCodes {
    private static let digits = 7
    private static let count = 10_000_000

    /// Codes plus one. The system gives zeroed pages only as they are touched,
    /// so numbers that do not occur cost nothing.
    private let codes: UnsafeMutablePointer<Int32>?

    init() {
        codes = calloc(Self.count, MemoryLayout<Int32>.stride)?.bindMemory(to: Int32.self, capacity: Self.count)
    }

    deinit { free(codes) }

    /// The value of a text that writes a number as `String(number)` would.
    @inline(__always)
    func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !text.isEmpty, text.count <= Self.digits, codes != nil else { return nil }
        var value = 0
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return text[0] == UInt8(ascii: "0") && text.count > 1 ? nil : value
    }

    @inline(__always)
    subscript(number: Int) -> Int32? {
        guard let codes, codes[number] > 0 else { return nil }
        return codes[number] - 1
    }

    @inline(__always)
    func set(_ number: Int, _ code: Int32) { codes?[number] = code + 1 }
}
