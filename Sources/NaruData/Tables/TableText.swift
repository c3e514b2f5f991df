import CNaruEncodings
import NaruSyntax

/// Reads the text of a table, in UTF-8 or CP949.
enum TableText {
    enum Encoding {
        case utf8, cp949
        /// UTF-8, or CP949 where the file can be nothing else.
        case detected

        init?(name: String) {
            switch name.lowercased() {
            case "utf8", "utf-8": self = .utf8
            case "cp949", "ms949", "uhc", "euc-kr", "euckr", "windows-949": self = .cp949
            default: return nil
            }
        }
    }

    /// Whether a table is read as CP949 where no encoding is named.
    static func isCP949(_ path: String) throws(DatasetError) -> Bool {
        TextCheck.firstFault(in: try FileSystem.read(path), threads: 1) != nil
    }

    static func read(
        _ path: String, _ encoding: Encoding, threads: Int, _ issues: inout DataIssues
    ) throws(DatasetError) -> SourceText {
        let bytes = try FileSystem.read(path, threads: threads)
        if let wide = DatasetLoader.utf16(bytes, path) { throw wide }
        let source = SourceText(name: path, utf8: bytes)
        let fault = TextCheck.firstFault(in: bytes, threads: threads)
        switch (fault, encoding) {
        case (nil, .utf8), (nil, .detected): return source
        case (.zero, _): break
        case (_, .cp949): return decoded(CP949.decode(bytes), path, &issues)
        case (.encoding, .detected):
            let decoded = CP949.decode(bytes)
            if CP949.isSurely(decoded), !bytes.contains(0) { return SourceText(name: path, utf8: decoded.utf8) }
        case (.encoding, .utf8): break
        }
        guard let fault else { return source }
        throw DatasetLoader.error(
            fault, in: source,
            help: [
                Message(
                    "if it is in CP949, say so in schema.ties: from \"FILE\" encoding cp949",
                    ko: "CP949라면 schema.ties에 from \"파일\" encoding cp949라고 쓰세요"),
                DatasetLoader.convert,
            ])
    }

    /// Every byte that is no character is reported at its place.
    private static func decoded(_ decoded: CP949.Decoded, _ path: String, _ issues: inout DataIssues) -> SourceText {
        let source = SourceText(name: path, utf8: decoded.utf8)
        for fault in decoded.faults {
            let byte = "0x" + String(fault.byte, radix: 16, uppercase: true)
            issues.error(
                DataCode.encoding,
                Message("the byte \(byte) is no character of CP949 here", ko: "여기의 바이트 \(byte)은(는) CP949 글자가 아닙니다"),
                at: fault.span, in: source,
                help: [Message("the file may be in another encoding, or damaged", ko: "인코딩이 다르거나 파일이 손상되었을 수 있습니다")])
        }
        issues.count(decoded.faultCount - decoded.faults.count)
        return source
    }
}

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
