import NaruEngine

/// Tells whether bytes are text in UTF-8, and where they are not.
enum TextCheck {
    enum Fault: Equatable {
        case zero(Int)
        case encoding(Int)

        func moved(by distance: Int) -> Fault {
            switch self {
            case .zero(let place): .zero(place + distance)
            case .encoding(let place): .encoding(place + distance)
            }
        }
    }

    /// The same by several threads, each with a part that starts and ends
    /// between scalars.
    static func firstFault(in bytes: [UInt8], threads: Int) -> Fault? {
        let parts = Parallel.ranges(bytes.count, pieces: threads, least: 1 << 20)
        let starts = parts.map { part in
            part.lowerBound + bytes[part.lowerBound...].prefix { $0 & 0xC0 == 0x80 && part.lowerBound > 0 }.count
        }
        let faults = Parallel.map(parts.count, threads: threads) { part in
            let end = part + 1 < parts.count ? starts[part + 1] : bytes.count
            return bytes.withUnsafeBufferPointer { bytes in
                firstFault(in: Bytes(rebasing: bytes[min(starts[part], end)..<end]))?.moved(by: starts[part])
            }
        }
        return faults.lazy.compactMap { $0 }.first
    }

    static func firstFault(in bytes: Bytes) -> Fault? {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
        var index = 0
        while index < bytes.count {
            index = endOfPlainText(base, from: index, bytes.count)
            guard index < bytes.count else { return nil }
            let length = scalarLength(bytes, index)
            guard length > 0 else { return .encoding(index) }
            if bytes[index] == 0 { return .zero(index) }
            index += length
        }
        return nil
    }

    /// Where the first byte stands that may not be part of ASCII without zeros or
    /// of scalars of three bytes, which Hangul and ideographs are.
    @inline(__always)
    private static func endOfPlainText(_ base: UnsafeRawPointer, from start: Int, _ count: Int) -> Int {
        var index = start
        while true {
            let before = index
            while index + 32 <= count, isPlain(base + index, words: 4) { index += 32 }
            while index + 8 <= count, isPlain(base + index, words: 1) { index += 8 }
            while index + 4 <= count, isScalarOfThree(base + index) { index += 3 }
            if index == before { return index }
        }
    }

    /// Whether words hold ASCII and no zero.
    @inline(__always)
    private static func isPlain(_ base: UnsafeRawPointer, words: Int) -> Bool {
        var found: UInt64 = 0
        for place in 0..<words {
            let word = base.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
            found |= word | (word &- 0x0101_0101_0101_0101) & ~word
        }
        return found & 0x8080_8080_8080_8080 == 0
    }

    @inline(__always)
    private static func isScalarOfThree(_ base: UnsafeRawPointer) -> Bool {
        let word = UInt32(littleEndian: base.loadUnaligned(as: UInt32.self))
        guard word & 0xC0_C0F0 == 0x80_80E0 else { return false }
        // Overlong forms and surrogates.
        let start = word & 0x20FF
        return start != 0x00E0 && start != 0x20ED
    }

    /// The bytes of the scalar at `index`, or 0 when there is none.
    @inline(__always)
    private static func scalarLength(_ bytes: Bytes, _ index: Int) -> Int {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2, lead < 0xF5, index + length <= bytes.count else { return 0 }
        for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        let second = bytes[index + 1]
        switch lead {
        // Overlong forms, surrogates, and what lies beyond U+10FFFF
        case 0xE0: return second >= 0xA0 ? length : 0
        case 0xED: return second < 0xA0 ? length : 0
        case 0xF0: return second >= 0x90 ? length : 0
        case 0xF4: return second < 0x90 ? length : 0
        default: return length
        }
    }
}
