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
            if index + 8 <= bytes.count {
                let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                // Eight ASCII bytes, none of them zero.
                let hasZero = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
                if word & 0x8080_8080_8080_8080 == 0 && hasZero == 0 {
                    index += 8
                    continue
                }
            }
            let length = scalarLength(bytes, index)
            guard length > 0 else { return .encoding(index) }
            if bytes[index] == 0 { return .zero(index) }
            index += length
        }
        return nil
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
