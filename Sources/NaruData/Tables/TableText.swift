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
