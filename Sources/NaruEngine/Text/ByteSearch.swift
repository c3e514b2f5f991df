/// Finds some bytes in others, where a small ASCII letter also stands for its
/// capital.
///
/// Two bytes of the pattern that are rare in texts are looked for at 16 places
/// at once; only where both are there is the rest compared. That reads memory
/// unchecked: a block is loaded only where it ends within the text.
struct ByteSearch: Sendable {
    let pattern: [UInt8]
    /// The bit in which a letter and its capital differ, for each byte.
    private let masks: [UInt8]
    /// The places of the two rare bytes in the pattern.
    private let probes: (first: Int, second: Int)

    init(_ pattern: [UInt8]) {
        self.pattern = pattern
        masks = pattern.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? 0x20 : 0 }
        let order = pattern.indices.sorted { (Self.frequency(pattern[$0]), $0) < (Self.frequency(pattern[$1]), $1) }
        probes = (order.first ?? 0, order.dropFirst().first ?? order.first ?? 0)
    }

    /// How common a byte is in texts, very roughly.
    private static func frequency(_ byte: UInt8) -> Int {
        switch byte {
        case 0xE0...0xEF: 4
        case UInt8(ascii: " "): 3
        case 0x80...0xBF, UInt8(ascii: "0")...UInt8(ascii: "9"): 1
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 2
        default: 0
        }
    }

    func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool { scanning { $0.place(in: text, from: 0) != nil } }

    /// Where the pattern first begins at or after a place.
    func place(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        scanning { $0.place(in: text, from: start) }
    }

    /// For whoever looks for many places: threads share the pattern, and would
    /// wait for each other to count who holds it if every place did so.
    func scanning<Result>(_ body: (Scanner) -> Result) -> Result {
        pattern.withUnsafeBufferPointer { pattern in
            masks.withUnsafeBufferPointer { body(Scanner(pattern, masks: $0, probes)) }
        }
    }

    /// The search as it is used, without anything that is counted.
    struct Scanner {
        private let pattern: UnsafeBufferPointer<UInt8>
        private let masks: UnsafeBufferPointer<UInt8>
        private let first: Probe
        private let second: Probe

        fileprivate init(
            _ pattern: UnsafeBufferPointer<UInt8>, masks: UnsafeBufferPointer<UInt8>,
            _ probes: (first: Int, second: Int)
        ) {
            self.pattern = pattern
            self.masks = masks
            first = Probe(pattern, masks, probes.first)
            second = Probe(pattern, masks, probes.second)
        }

        var count: Int { pattern.count }

        /// Where the pattern first begins at or after a place.
        func place(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
            guard let base = UnsafeRawPointer(text.baseAddress), !pattern.isEmpty else {
                return pattern.isEmpty && start <= text.count ? start : nil
            }
            let last = text.count - pattern.count
            var place = start
            let reach = max(first.offset, second.offset) + 16
            while place <= last, place + reach <= text.count {
                var found = first.matches(base + place) & second.matches(base + place)
                while found != 0 {
                    let candidate = place + found.trailingZeroBitCount
                    if candidate > last { return nil }
                    if begins(at: candidate, text) { return candidate }
                    found &= found - 1
                }
                place += 16
            }
            while place <= last {
                if begins(at: place, text) { return place }
                place += 1
            }
            return nil
        }

        private func begins(at start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
            for place in pattern.indices where text[start + place] | masks[place] != pattern[place] { return false }
            return true
        }
    }

    /// One byte of the pattern, compared with 16 bytes of a text.
    private struct Probe {
        let offset: Int
        let byte: SIMD16<UInt8>
        let mask: SIMD16<UInt8>

        init(_ pattern: UnsafeBufferPointer<UInt8>, _ masks: UnsafeBufferPointer<UInt8>, _ offset: Int) {
            self.offset = offset
            byte = SIMD16(repeating: offset < pattern.count ? pattern[offset] : 0)
            mask = SIMD16(repeating: offset < masks.count ? masks[offset] : 0)
        }

        /// A bit for each of 16 places where the pattern may begin.
        @inline(__always)
        func matches(_ text: UnsafeRawPointer) -> UInt16 {
            let block = (text + offset).loadUnaligned(as: SIMD16<UInt8>.self) | mask
            return Self.bits(block .== byte)
        }

        @inline(__always)
        private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt16 {
            let ones = SIMD16<UInt8>(repeating: 0).replacing(with: 1, where: mask)
            let words = withUnsafeBytes(of: ones) {
                SIMD2($0.load(as: UInt64.self), $0.load(fromByteOffset: 8, as: UInt64.self))
            }
            if words == .zero { return 0 }
            return UInt16(truncatingIfNeeded: Bitmap.lowBits(words.x) | Bitmap.lowBits(words.y) << 8)
        }
    }
}
