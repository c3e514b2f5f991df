/// A text of 1 to 16 bytes that doesn't start with a digit, as two numbers.
struct ShortText: Equatable {
    private let low: UInt64
    private let high: UInt64
    fileprivate let count: UInt32

    @inline(__always)
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard let base = UnsafeRawPointer(text.baseAddress), text.count > 0, text.count <= 16,
            text[0] &- UInt8(ascii: "0") >= 10
        else { return nil }
        count = UInt32(truncatingIfNeeded: text.count)
        // The two parts overlap where they have to; with the length they are the text.
        if text.count >= 8 {
            low = base.loadUnaligned(as: UInt64.self)
            high = base.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
        } else if text.count >= 4 {
            low = UInt64(base.loadUnaligned(as: UInt32.self))
            high = UInt64(base.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self))
        } else {
            low = UInt64(text[0]) | UInt64(text[text.count / 2]) << 8 | UInt64(text[text.count - 1]) << 16
            high = 0
        }
    }

    @inline(__always)
    fileprivate var place: Int {
        let mixed = (low ^ high &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: mixed >> 56)
    }
}

/// The codes of short texts that were met last: columns are full of few words.
final class RecentTexts {
    private struct Entry {
        var text: ShortText
        var code: Int32
    }

    private let entries = UnsafeMutableBufferPointer<Entry?>.allocate(capacity: 256)

    init() { entries.initialize(repeating: nil) }
    deinit { entries.deallocate() }

    func removeAll() { entries.update(repeating: nil) }

    @inline(__always)
    subscript(text: ShortText) -> Int32? {
        get {
            guard let entry = entries[text.place], entry.text == text else { return nil }
            return entry.code
        }
        set { entries[text.place] = newValue.map { Entry(text: text, code: $0) } }
    }
}
