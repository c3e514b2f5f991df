import CNaruEncodings
import NaruSyntax

/// CP949, the encoding of Korean texts that Excel saves.
enum CP949 {
    struct Decoded {
        /// UTF-8; a byte that is no character became U+FFFD.
        var utf8: [UInt8] = []
        /// Where the bytes stand in `utf8` that are no characters.
        var faults: [Fault] = []
        var faultCount = 0
        /// Characters of two bytes that are letters, and those of them that are
        /// syllables of Hangul.
        var letters = 0
        var syllables = 0
    }

    struct Fault {
        var span: Span
        var byte: UInt8
    }

    /// Whether a text that is not in UTF-8 is surely in CP949: without faults,
    /// and nearly all of its letters are Hangul. Chinese and Japanese encodings
    /// share most of the bytes, but would give ideographs among the syllables.
    static func isSurely(_ decoded: Decoded) -> Bool {
        decoded.faultCount == 0 && decoded.syllables > 0 && decoded.syllables * 10 >= decoded.letters * 8
    }

    static func decode(_ bytes: [UInt8]) -> Decoded {
        var decoded = Decoded()
        decoded.utf8.reserveCapacity(bytes.count + bytes.count / 2)
        let table = UnsafeBufferPointer(start: naru_cp949_table(), count: naru_cp949_table_size())
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                decoded.utf8.append(lead)
                index += 1
            } else if index + 1 < bytes.count, let unit = unit(lead, bytes[index + 1], table) {
                append(unit, to: &decoded)
                index += 2
            } else {
                let start = decoded.utf8.count
                decoded.utf8 += [0xEF, 0xBF, 0xBD]
                decoded.faultCount += 1
                if decoded.faults.count < DataIssues.limit {
                    decoded.faults.append(Fault(span: Span(start, start + 3), byte: lead))
                }
                index += 1
            }
        }
        return decoded
    }

    private static func append(_ unit: UInt16, to decoded: inout Decoded) {
        switch unit {
        case 0xAC00...0xD7A3:
            decoded.letters += 1
            decoded.syllables += 1
        case 0x3041...0x318E, 0x4E00...0x9FFF, 0xF900...0xFAFF: decoded.letters += 1
        default: break
        }
        if unit < 0x80 {
            decoded.utf8.append(UInt8(truncatingIfNeeded: unit))
        } else if unit < 0x800 {
            decoded.utf8.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
            decoded.utf8.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
        } else {
            decoded.utf8.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
            decoded.utf8.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F))
            decoded.utf8.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
        }
    }

    private static func unit(_ lead: UInt8, _ trail: UInt8, _ table: Bytes) -> UInt16? {
        let column: Int
        switch trail {
        case 0x41...0x5A: column = Int(trail) - 0x41
        case 0x61...0x7A: column = Int(trail) - 0x61 + 26
        case 0x81...0xFE: column = Int(trail) - 0x81 + 52
        default: return nil
        }
        guard (0x81...0xFE).contains(lead) else { return nil }
        let place = ((Int(lead) - 0x81) * 178 + column) * 2
        guard place + 1 < table.count else { return nil }
        let unit = UInt16(table[place]) | UInt16(table[place + 1]) << 8
        return unit == 0 ? nil : unit
    }
}
