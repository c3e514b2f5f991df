import NaruEngine
import NaruSyntax

/// Reads the text of a table, in whatever encoding.
enum TableText {
    struct Decoded {
        var source: SourceText
        /// The one it was written in.
        var encoding: TextEncoding
    }

    /// With no encoding named, UTF-8 or the one that is evident.
    static func read(
        _ path: String, _ encoding: TextEncoding?, threads: Int, _ issues: inout DataIssues
    ) throws(DatasetError) -> Decoded {
        try decoded(try FileSystem.read(path, threads: threads), named: path, encoding, threads: threads, &issues)
    }

    static func decoded(
        _ bytes: [UInt8], named path: String, _ encoding: TextEncoding?, threads: Int, _ issues: inout DataIssues
    ) throws(DatasetError) -> Decoded {
        if let encoding, encoding != .utf8 { return try converted(bytes, named: path, encoding, &issues) }
        guard let fault = TextCheck.firstFault(in: bytes, threads: threads) else {
            return Decoded(
                source: SourceText(name: path, utf8: withLineFeeds(bytes, named: path, &issues)), encoding: .utf8)
        }
        if encoding == nil, let evident = bytes.withUnsafeBufferPointer({ EncodingEvidence.encoding(of: $0) }) {
            let decoded = try converted(bytes, named: path, evident, &issues)
            issues.tableNote(
                Message("'\(path)' was read as \(evident.shown)", ko: "'\(path)'을(를) \(evident.shown)(으)로 읽었습니다"),
                at: nil, in: nil,
                help: [
                    Message(
                        "another encoding is named by --encoding NAME: \(TextEncoding.list)",
                        ko: "다른 인코딩은 --encoding 이름으로 지정합니다: \(TextEncoding.list)")
                ])
            return decoded
        }
        throw DatasetLoader.error(fault, in: SourceText(name: path, utf8: bytes), help: wayOut)
    }

    private static let wayOut = [
        Message(
            "name its encoding: --encoding NAME, or in schema.ties from \"FILE\" encoding NAME",
            ko: "인코딩을 지정하세요: --encoding 이름, schema.ties에서는 from \"파일\" encoding 이름"),
        TextEncoding.wayOut,
    ]

    private static func converted(
        _ bytes: [UInt8], named path: String, _ encoding: TextEncoding, _ issues: inout DataIssues
    ) throws(DatasetError) -> Decoded {
        guard let decoded = bytes.withUnsafeBufferPointer({ encoding.decode($0) }) else {
            throw DatasetError(
                DataCode.encoding,
                Message(
                    "this system cannot convert \(encoding.shown)", ko: "이 시스템은 \(encoding.shown)을(를) 변환하지 못합니다"),
                help: [
                    Message(
                        "convert '\(path)' to UTF-8 on another one", ko: "다른 시스템에서 '\(path)'을(를) UTF-8로 변환하세요")
                ])
        }
        guard decoded.utf8.count < Int(UInt32.max) else { throw FileSystem.tooLarge(path) }
        let source = SourceText(name: path, utf8: withLineFeeds(decoded.utf8, named: path, &issues))
        if case .zero? = TextCheck.firstFault(in: source.utf8, threads: 1) {
            throw DatasetLoader.error(.zero(decoded.utf8.firstIndex(of: 0) ?? 0), in: source, help: [])
        }
        report(decoded, encoding, source, &issues)
        return Decoded(source: source, encoding: encoding)
    }

    /// Every byte that is no character is reported at its place.
    private static func report(
        _ decoded: DecodedText, _ encoding: TextEncoding, _ source: SourceText, _ issues: inout DataIssues
    ) {
        for fault in decoded.faults {
            let byte = "0x" + (fault.byte < 16 ? "0" : "") + String(fault.byte, radix: 16, uppercase: true)
            issues.error(
                DataCode.encoding,
                Message(
                    "the byte \(byte) is no character of \(encoding.shown) here",
                    ko: "여기의 바이트 \(byte)은(는) \(encoding.shown) 글자가 아닙니다"),
                at: fault.span, in: source,
                help: [Message("the file may be in another encoding, or damaged", ko: "인코딩이 다르거나 파일이 손상되었을 수 있습니다")])
        }
        issues.count(decoded.faultCount - decoded.faults.count)
    }

    /// Lines that end with a carriage return alone, as old programs of the Mac
    /// write them, end with a line feed instead; a line feed within a cell stays
    /// what it is. Where other lines are more, carriage returns belong to cells,
    /// which is told.
    private static func withLineFeeds(_ bytes: [UInt8], named path: String, _ issues: inout DataIssues) -> [UInt8] {
        guard bytes.withUnsafeBufferPointer({ $0.holds(.carriageReturn) }) else { return bytes }
        let (returns, feeds) = bytes.withUnsafeBufferPointer(lineEnds)
        guard returns > 0 else { return bytes }
        guard returns > feeds else {
            issues.tableNote(
                Message(
                    "'\(path)' has \(returns) \(returns == 1 ? "carriage return that ends" : "carriage returns that end") no line and \(returns == 1 ? "is" : "are") part of cells",
                    ko: "'\(path)'에서 줄을 끝내지 않는 캐리지 리턴 \(returns)개를 칸의 내용으로 읽었습니다"), at: nil, in: nil)
            return bytes
        }
        var result = bytes
        for place in result.indices where result[place] == .carriageReturn {
            if place + 1 == result.count || result[place + 1] != .newline { result[place] = .newline }
        }
        return result
    }

    /// How many carriage returns stand without a line feed behind, and how many
    /// line feeds there are.
    private static func lineEnds(_ bytes: Bytes) -> (returns: Int, feeds: Int) {
        var (returns, feeds) = (0, 0)
        for place in bytes.indices {
            if bytes[place] == .newline { feeds += 1 }
            if bytes[place] == .carriageReturn, place + 1 == bytes.count || bytes[place + 1] != .newline {
                returns += 1
            }
        }
        return (returns, feeds)
    }
}
