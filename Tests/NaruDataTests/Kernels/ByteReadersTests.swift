import NaruSyntax
import Testing

@testable import NaruData

/// Numbers, dates and UTF-8 are read from bytes as the standard library and
/// plain loops read them.
@Suite struct ByteReadersTests {
    @Test func wholeNumbers() {
        var random = SplitMix(seed: 1)
        let edges = ["9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809"]
        let others = ["", "-", "+", "+7", "-0", "007", "1_000", " 1", "1 ", "1.0", "99999999999999999999"]
        let some = (0..<2000).map { _ -> String in
            let digits = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                "\(Int.random(in: 0...9, using: &random))"
            }
            return (Bool.random(using: &random) ? "-" : "") + digits.joined()
        }
        for text in edges + others + some {
            let (found, expected) = (bytes(text) { WrittenNumber.int($0) }, Int64(text))
            #expect(found == expected, "\(text)")
        }
    }

    @Test func floats() {
        var random = SplitMix(seed: 2)
        let edges = [
            "0", "-0", "0.1", "-0.30000000000000004", "123456789012345", "1234567890123456", "1e308", "1e309", ".5",
            "1.",
        ]
        let others = ["", "-", ".", "1.2.3", "inf", "nan", "0x1p3", "--1", "1-"]
        let some = (0..<2000).map { _ -> String in
            "\(Int.random(in: -99_999_999...99_999_999, using: &random)).\(Int.random(in: 0...9_999_999, using: &random))"
        }
        for text in edges + some {
            let expected: Double? = Double(text).flatMap { $0.isFinite ? $0 : nil }
            let found: Double? = bytes(text) { WrittenNumber.float($0) }
            #expect(found?.bitPattern == expected?.bitPattern, "\(text)")
        }
        for text in others {
            let found: Double? = bytes(text) { WrittenNumber.float($0) }
            #expect(found == nil, "\(text)")
        }
    }

    @Test func days() {
        for text in ["2024-02-29", "2023-02-29", "0000-01-01", "2024-13-01", "2024-00-10", "2024-1-10", "20240110ab"] {
            let found: PartialDate? = bytes(text) { DateText.isoDay($0) }
            let expected: PartialDate? = text == "2024-02-29" ? PartialDate(text) : nil
            #expect(found == expected, "\(text)")
        }
    }

    @Test(arguments: 0..<300) func faultsInUTF8(_ round: Int) {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        let scalars = [
            "a", "a", "a", "é", "가", "漢", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{FFFF}", "😀", "0123456789abcdef",
        ]
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            text += Array((scalars.randomElement(using: &random) ?? "").utf8)
        }
        for _ in 0..<round % 3 where !text.isEmpty {
            let place = Int.random(in: 0..<text.count, using: &random)
            if Bool.random(using: &random) {
                text[place] = UInt8.random(in: 0...255, using: &random)
            } else {
                text.remove(at: place)
            }
        }
        let (found, expected) = (TextCheck.firstFault(in: text, threads: 1), firstFault(in: text))
        #expect(found == expected, "seed \(seed)")
    }

    /// Where a part of a thread begins, no scalar is cut.
    @Test func partsOfATextAreWholeScalars() {
        var text = Array(String(repeating: "가나다a", count: 400_000).utf8)
        #expect(TextCheck.firstFault(in: text, threads: 3) == nil)
        for place in [0, 1_333_333, 2_666_667, text.count - 1] {
            let kept = text[place]
            text[place] = 0xFF
            let (parts, whole) = (
                TextCheck.firstFault(in: text, threads: 3), TextCheck.firstFault(in: text, threads: 1)
            )
            #expect(parts == whole)
            text[place] = kept
        }
    }

    private func firstFault(in text: [UInt8]) -> TextCheck.Fault? {
        var index = 0
        while index < text.count {
            let length = (1...4).first { length in
                index + length <= text.count
                    && String(validating: text[index..<index + length], as: UTF8.self)?.unicodeScalars.count == 1
            }
            guard let length else { return .encoding(index) }
            if text[index] == 0 { return .zero(index) }
            index += length
        }
        return nil
    }

    private func bytes<Value>(_ text: String, _ read: (Bytes) -> Value?) -> Value? {
        Array(text.utf8).withUnsafeBufferPointer(read)
    }
}
