import NaruSyntax
import TestSupport
import Testing

@testable import NaruEngine

/// `~` and `has_word` over whole dictionaries, against looking at one text
/// after the other.
@Suite struct TextTestTests {
    private static let pieces = [
        "a", "B", "bio", "BIO", "Ka", "é", "É", "ﬁ", "Ⅳ", "㎡", "ß", " ", "  ", "\u{3000}", "·", "ㆍ", "\"", "`", "’",
        "바", "이", "오", "바이오", "시흥시", "ㅅ", "ㅎ", "ㅅㅎㅅ", "ﾡ", "ᄀ", "가", "은", "에서", "1", "23", "①", "１",
        "\u{200B}", "\u{301}", "漢", "中文", "-", "\t", "Ł", "😀", "ｶ",
    ]

    private func text(_ random: inout RandomSource) -> String {
        (0..<random.pick([0, 1, 2, 3, 5, 12, 40])).map { _ in random.pick(Self.pieces) }.joined().nfc
    }

    private func dictionary(_ random: inout RandomSource) -> [String] {
        let texts = (0..<random.pick([1, 20, 200])).map { _ in text(&random) }
        var distinct: [[UInt8]: String] = [:]
        for text in texts { distinct[Array(text.utf8)] = text }
        return distinct.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    /// Part of a text, so that something is found, or a text of its own.
    private func pattern(_ random: inout RandomSource, _ texts: [String]) -> String {
        guard random.chance(60) else { return text(&random) }
        let scalars = Array(random.pick(texts).unicodeScalars)
        let start = random.below(scalars.count)
        var pattern = String.UnicodeScalarView()
        pattern.append(contentsOf: scalars.dropFirst(start).prefix(1 + random.below(6)))
        return String(pattern).nfc
    }

    /// The folded text holds the folded pattern; a pattern of initials only is
    /// looked for among the initials.
    private func contains(_ text: String, _ pattern: String) -> Bool {
        let pattern = TextFold.fold(pattern)
        let initials = Set("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)
        var text = TextFold.fold(text)
        if !pattern.isEmpty, pattern.unicodeScalars.allSatisfy(initials.contains) { text = text.hangulInitials }
        let (bytes, wanted) = (Array(text.utf8), Array(pattern.utf8))
        return (0...bytes.count).contains { bytes.dropFirst($0).starts(with: wanted) }
    }

    @Test func answersOfRandomDictionaries() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<150 {
            let texts = dictionary(&random)
            let dictionary = TextDictionary(sorted: texts)
            for _ in 0..<6 {
                let pattern = pattern(&random, texts)
                let contained = TextTest(containing: pattern)
                let asWord = TextTest(word: pattern)
                let (found, foundWords) = (contained.allAnswers(of: dictionary), asWord.allAnswers(of: dictionary))
                let word = WordMatcher(pattern)
                for (code, text) in texts.enumerated() {
                    let expected = contains(text, pattern)
                    let comment: Comment = "'\(pattern)' in '\(text)', seed \(seed)"
                    #expect(contained.matches(text) == expected, comment)
                    #expect(found[code] == expected, comment)
                    #expect(asWord.matches(text) == word.matches(text), comment)
                    #expect(foundWords[code] == word.matches(text), comment)
                }
            }
        }
    }

    /// Few texts are asked one by one, many all at once.
    @Test func answersDoNotDependOnHowManyAreAsked() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<40 {
            let texts = dictionary(&random)
            let pattern = pattern(&random, texts)
            let test = TextTest(containing: pattern)
            let answers = TextAnswers(test, TextDictionary(sorted: texts))
            for _ in 0..<12 {
                let codes = (0..<random.pick([1, 2, 30])).map { _ in Int32(random.below(texts.count + 2)) }
                let found = answers.answers(to: codes, threads: 2) { "made \($0) bio" }
                for (row, code) in codes.enumerated() {
                    let text = Int(code) < texts.count ? texts[Int(code)] : "made \(code) bio"
                    #expect(found[row] == contains(text, pattern), "'\(pattern)' in '\(text)', seed \(seed)")
                }
            }
        }
    }

    @Test func bytesAreFoundWhereverTheyBegin() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<3000 {
            let text = (0..<random.below(90)).map { _ in random.pick(Array("abAB 1\u{0}é".utf8)) }
            let pattern = (0..<random.below(5)).map { _ in random.pick(Array("ab 1\u{0}é".utf8)) }
            let search = ByteSearch(pattern)
            let small = text.map { (65...90).contains($0) ? $0 + 32 : $0 }
            let start = random.below(text.count + 1)
            let expected = (start...max(start, text.count)).first { place in
                place <= text.count && small.dropFirst(place).starts(with: pattern)
            }
            let found = text.withUnsafeBufferPointer { search.place(in: $0, from: start) }
            #expect(found == expected, "seed \(seed)")
        }
    }
}

extension TextTest {
    /// The answers of all texts, asked in two parts.
    fileprivate func allAnswers(of dictionary: TextDictionary) -> Bitmap {
        let count = dictionary.writtenTexts.count
        return .concatenate([0..<count / 3, count / 3..<count].map { answers(of: dictionary, at: $0) })
    }
}
