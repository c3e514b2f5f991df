import NaruSyntax
import Testing

@testable import NaruData

/// Texts are read in the encoding they were written in.
struct EncodingTests {
    private static let korean = "도시,국가\n난징(南京),중국\n시애틀,미국\n"

    private func found(_ bytes: [UInt8]) -> TextEncoding? {
        bytes.withUnsafeBufferPointer { EncodingEvidence.encoding(of: $0) }
    }

    private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return isBigEndian ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: [true, false]) func wide(_ isBigEndian: Bool) throws {
        let expected: TextEncoding = isBigEndian ? .utf16BigEndian : .utf16LittleEndian
        for text in [Self.korean, "name,n\nÅbo,1\n", "\u{FEFF}" + Self.korean, "都市,😀\n"] {
            let bytes = utf16(text, isBigEndian: isBigEndian)
            #expect(found(bytes) == expected)
            let decoded = try #require(bytes.withUnsafeBufferPointer { expected.decode($0) })
            #expect(String(decoding: decoded.utf8, as: UTF8.self) == text.drop { $0 == "\u{FEFF}" })
        }
    }

    @Test func aZeroIsNoWideText() {
        #expect(found(Array("id,name\nbusan,\0\n".utf8)) == nil)
        #expect(found([0, 0, 0, 0, 0, 0, 0, 0]) == nil)
    }

    /// `Köln, Málaga` in Windows-1252.
    @Test func westernLetters() {
        #expect(found([0x4B, 0xF6, 0x6C, 0x6E, 0x0A, 0x4D, 0xE1, 0x6C, 0x61, 0x67, 0x61]) == .windows1252)
    }

    @Test(arguments: ["utf-8", "UTF-8", "cp949", "EUC-KR", "sjis", "GBK", "latin1", "utf-16", "windows-1252"])
    func names(_ name: String) { #expect(TextEncoding(name: name) != nil) }

    @Test func unpairedHalvesAreReported() throws {
        let bytes: [UInt8] = [0x41, 0x00, 0x3D, 0xD8, 0x42, 0x00, 0x43]
        let decoded = try #require(bytes.withUnsafeBufferPointer { TextEncoding.utf16LittleEndian.decode($0) })
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "A\u{FFFD}B\u{FFFD}" && decoded.faultCount == 2)
    }
}
