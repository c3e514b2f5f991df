import CNaruEncodings
import NaruSyntax

/// CP949, the encoding of Korean texts that Excel saves.
enum CP949 {
    static func decode(_ bytes: Bytes) -> DecodedText {
        var decoded = DecodedText()
        decoded.utf8.reserveCapacity(bytes.count + bytes.count / 2)
        let table = UnsafeBufferPointer(start: naru_cp949_table(), count: naru_cp949_table_size())
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80 {
                decoded.utf8.append(lead)
                index += 1
            } else if index + 1 < bytes.count, let unit = unit(lead, bytes[index + 1], table) {
                append(unit, to: &decoded.utf8)
                index += 2
            } else {
                decoded.appendFault(lead)
                index += 1
            }
        }
        return decoded
    }

    private static func append(_ unit: UInt16, to utf8: inout [UInt8]) {
        if unit < 0x80 {
            utf8.append(UInt8(truncatingIfNeeded: unit))
        } else if unit < 0x800 {
            utf8.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
        } else {
            utf8.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F))
            utf8.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
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
