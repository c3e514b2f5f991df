/// A fast answer to whether a text is in NFC already, as most are.
package enum Normalization {
    /// True for bytes that are surely in NFC: nothing in them combines. False
    /// means "look closer".
    package static func isKnownNFC(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            if index + 8 <= text.count, hasOnlyASCII(text, index) {
                index += 8
                continue
            }
            let byte = text[index]
            if byte < 0x80 {
                index += 1
            } else if byte < 0xCC {
                // U+0080 ... U+02FF
                index += 2
            } else if isPlainThreeByte(text, at: index, lead: byte) {
                index += 3
            } else {
                return false
            }
        }
        return true
    }

    /// Whether none of the eight bytes from `index` on has its highest bit set.
    @inline(__always)
    private static func hasOnlyASCII(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard let base = UnsafeRawPointer(text.baseAddress) else { return false }
        return base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    }

    /// Punctuation and currency (U+2010 ... U+20CF without the combining marks
    /// and singletons), CJK symbols and compatibility jamo, ideographs, Hangul
    /// syllables, full-width forms: the blocks that Korean prose is made of.
    @inline(__always)
    private static func isPlainThreeByte(_ text: UnsafeBufferPointer<UInt8>, at index: Int, lead: UInt8) -> Bool {
        guard index + 2 < text.count else { return false }
        let second = text[index + 1]
        switch lead {
        case 0xE2: return second == 0x80 && text[index + 2] >= 0x90 || second == 0x82
        case 0xE3: return second == 0x80 && text[index + 2] <= 0xA9 || second >= 0x84
        case 0xE4...0xE9: return true
        // A syllable without a final consonant would take up a following final
        // jamo, but jamo (U+1100 ...) fall to the slow path by themselves.
        case 0xEA: return second >= 0xB0
        case 0xEB, 0xEC: return true
        case 0xED: return second < 0x9E || second == 0x9E && text[index + 2] <= 0xA3
        case 0xEF: return second >= 0xBC && second <= 0xBF
        default: return false
        }
    }

    @inline(__always)
    static func haveSameBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard let first = UnsafeRawPointer(left.baseAddress), let second = UnsafeRawPointer(right.baseAddress) else {
            return true
        }
        var index = 0
        while index + 8 <= left.count {
            let one = first.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard one == second.loadUnaligned(fromByteOffset: index, as: UInt64.self) else { return false }
            index += 8
        }
        while index < left.count {
            guard left[index] == right[index] else { return false }
            index += 1
        }
        return true
    }
}
