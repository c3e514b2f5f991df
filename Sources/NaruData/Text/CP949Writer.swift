import CNaruEncodings

/// Writes texts in CP949, which older programs of Korean Windows read.
package enum CP949Writer {
    /// A character that the encoding lacks.
    package struct Failure: Error {
        package var scalar: Unicode.Scalar
    }

    package static func bytes(of text: String) -> Result<[UInt8], Failure> {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                bytes.append(UInt8(scalar.value))
            } else if let pair = pairs[scalar.value] {
                bytes += [UInt8(pair >> 8), UInt8(truncatingIfNeeded: pair)]
            } else {
                return .failure(Failure(scalar: scalar))
            }
        }
        return .success(bytes)
    }

    /// The table of the encoding, read backwards.
    private static let pairs: [UInt32: UInt16] = {
        let table = UnsafeBufferPointer(start: naru_cp949_table(), count: naru_cp949_table_size())
        var pairs: [UInt32: UInt16] = [:]
        for place in 0..<table.count / 2 {
            let unit = UInt32(table[place * 2]) | UInt32(table[place * 2 + 1]) << 8
            let (lead, column) = (place / 178 + 0x81, place % 178)
            guard unit > 0x7F, lead <= 0xFE else { continue }
            let trail = column < 26 ? column + 0x41 : column < 52 ? column - 26 + 0x61 : column - 52 + 0x81
            if pairs[unit] == nil { pairs[unit] = UInt16(lead << 8 | trail) }
        }
        return pairs
    }()
}
