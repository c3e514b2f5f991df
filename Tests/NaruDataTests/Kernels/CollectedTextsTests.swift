import NaruSyntax
import Testing

@testable import NaruEngine

/// Texts that several threads collect come into one dictionary.
@Suite struct CollectedTextsTests {
    private static let beginnings = ["", "a", "a common beginning of many texts ", "가나다라 ", "\u{1}", "12"]

    @Test(arguments: 0..<60) func severalInterners(_ round: Int) {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        let interners = (0..<1 + round % 4).map { _ in TextInterner() }
        let most = [3, 50, 2000][round % 3]
        var codes: [[(String, Int32)]] = []
        for interner in interners {
            codes.append(
                (0..<Int.random(in: 0...most, using: &random)).map { _ in
                    var text = Self.text(&random)
                    let isAdded = Bool.random(using: &random)
                    return (text, text.withUTF8 { isAdded ? interner.add($0) : interner.intern($0) })
                })
        }
        let all = interners[0].finish(with: Array(interners.dropFirst()), threads: 1 + round % 3)
        let dictionary = all.dictionary
        let texts = (0..<Int32(dictionary.count)).map { dictionary[$0] }
        let sorted = Set(texts).sorted(by: Self.isBefore)
        #expect(texts == sorted, "seed \(seed)")
        for (part, codes) in codes.enumerated() {
            let final = all.codes(ofPart: part)
            for (text, code) in codes {
                let found = code < 0 ? all[code] : final[Int(code)]
                #expect(dictionary[found] == text, "seed \(seed)")
            }
        }
    }

    /// More texts than a thread sorts alone.
    @Test(arguments: [1, 2, 3]) func sortedByThreads(_ threads: Int) {
        var random = SplitMix(seed: 3)
        let interner = TextInterner()
        let codes = (0..<40_000).map { _ in
            var text = Self.text(&random)
            return (text, text.withUTF8 { interner.add($0) })
        }
        let all = interner.finish(threads: threads)
        let order = Set(codes.map { $0.0.nfc }).filter { !Self.isNumber($0) }.sorted(by: Self.isBefore)
        let texts = (0..<Int32(all.dictionary.count)).map { all.dictionary[$0] }.filter { !Self.isNumber($0) }
        #expect(texts == order)
        for (text, code) in codes where all.dictionary[all[code]] != text { Issue.record("lost \(text)") }
    }

    @Test func longTextsThatBeginAlike() {
        let interner = TextInterner()
        let texts = (0..<600).map { String(repeating: "a", count: $0 * 7 % 601) }
        let codes = texts.map { text in
            var text = text
            return text.withUTF8 { interner.add($0) }
        }
        let all = interner.finish()
        for (text, code) in zip(texts, codes) { #expect(all.dictionary[all[code]] == text) }
    }

    private static func isNumber(_ text: String) -> Bool { Int(text).map { String($0) == text } ?? false }

    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func text(_ random: inout SplitMix) -> String {
        let beginning = beginnings.randomElement(using: &random) ?? ""
        let signs = ["a", "b", "0", "1", "가", "é", "e\u{301}", "\u{1}"]
        return beginning
            + (0..<Int.random(in: 0...12, using: &random)).map { _ in signs.randomElement(using: &random) ?? "" }
            .joined()
    }
}
