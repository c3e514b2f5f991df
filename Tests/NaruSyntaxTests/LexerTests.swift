import NaruSyntax
import Testing

private func tokens(_ text: String) -> [Token] { Array(lex(text).tokens.dropLast()) }
private func lex(_ text: String) -> Lexer.Output { Lexer.tokens(of: SourceText(name: "test", text: text)) }
private func lexCodes(_ text: String) -> [String] { lex(text).diagnostics.map(\.code.description) }

private func value(_ text: String) -> NumberLiteral.Value? {
    guard let first = tokens(text).first, case .number(let literal) = first.kind else { return nil }
    return literal.value
}

@Suite struct LexerTests {
    @Test func spansAreOffsetsInTheOriginalText() {
        let found = tokens("\u{FEFF}시흥 | a")
        #expect(found.map(\.span) == [Span(3, 9), Span(10, 11), Span(12, 13)])
        #expect(found.map(\.hasSpaceBefore) == [true, true, true])
        #expect(found.map(\.isFirstOnLine) == [true, false, false])
    }

    @Test func linesAndComments() {
        let output = lex("#!/usr/bin/env naru\r\na # one\r\n# two\n\tb")
        #expect(output.tokens.map(\.text) == ["a", "b", ""])
        #expect(output.tokens.map(\.isFirstOnLine) == [true, true, false])
        #expect(output.comments == [Span(0, 19), Span(23, 28), Span(30, 35)])
    }

    @Test func integers() {
        #expect(value("1_000") == .int(1000))
        #expect(value("3k") == .int(3000))
        #expect(value("2M") == .int(2_000_000))
        #expect(value("1B") == .int(1_000_000_000))
        #expect(value("5만") == .int(50_000))
        #expect(value("1000억") == .int(100_000_000_000))
        #expect(value("1000억".decomposed) == .int(100_000_000_000))
        #expect(value("3조") == .int(3_000_000_000_000))
        #expect(value("9223372036854775807") == .int(.max))
    }

    @Test func decimalsAndFloats() {
        #expect(value("3.14") == ExactDecimal("3.14").map { .decimal($0) })
        #expect(value("0.5억") == ExactDecimal("50000000").map { .decimal($0) })
        #expect(value("1.23k") == ExactDecimal("1230").map { .decimal($0) })
        #expect(value("2.7e10") == .float(2.7e10))
        #expect(value("1e-3") == .float(0.001))
    }

    @Test func gluedUnits() {
        let found = tokens("1000억원 3일 41 person")
        #expect(found.map(\.text) == ["1000억", "원", "3", "일", "41", "person"])
        #expect(found.map(\.hasSpaceBefore) == [true, false, true, false, true, true])
    }

    @Test(arguments: [
        ("10km", "E1011"), ("1_", "E1011"), ("1__0", "E1011"), ("0x10", "E1011"), ("3kUSD", "E1011"),
        ("9223372036854775809", "E1012"), ("9223372036854775807k", "E1012"), ("1e999", "E1012"),
        ("1.00000000000000000000000000000000000000001", "E1012"), ("@2023-13", "E1013"), ("@", "E1013"),
        ("@2023-02-29", "E1013"), ("@2023년", "E1013"), ("``", "E1014"), ("`a", "E1014"), ("$", "E1015"),
        ("$1", "E1015"),
        (#""\q""#, "E1005"), (#""\u{D800}""#, "E1005"), (#""\u{}""#, "E1005"), (#""\u12""#, "E1005"),
        ("\"abc", "E1004"), ("'abc'", "E1009"), ("“abc”", "E1009"), ("「abc」", "E1009"), ("a == b", "E1008"),
        ("a && b", "E1008"), ("a || b", "E1008"), ("a <> b", "E1008"), ("!a", "E1008"), ("// a", "E1010"),
        ("§", "E1007"), ("，", "E1007"), ("a ≤ b", "E1007"), ("\u{1}", "E1007"),
    ])
    func mistakes(_ text: String, _ code: String) {
        #expect(lexCodes(text) == [code])
    }

    @Test func foreignSpellingsStillRead() {
        #expect(
            tokens("a == 'x' && b <> “y” || !c").map(\.text) == [
                "a", "=", "x", "and", "b", "!=", "y", "or", "not", "c",
            ])
        #expect(tokens("a，b｜c").map(\.text) == ["a", ",", "b", "|", "c"])
    }

    @Test func texts() {
        #expect(tokens(#""a\n\t\r\"\\\u{AC00}""#).first?.text == "a\n\t\r\"\\가")
        #expect(tokens("\"a\r\nb\"").first?.text == "a\nb")
        #expect(tokens("\"시흥\"".decomposed).first?.text.unicodeScalars.count == 2)
        #expect(tokens("시흥".decomposed).first?.text.unicodeScalars.count == 2)
        #expect(tokens("`origin city`").first.map { $0.isQuoted && $0.text == "origin city" } == true)
    }

    @Test func anUnclosedTextEndsWithItsLine() {
        #expect(tokens("\"abc\n| take 3").map(\.text) == ["abc", "|", "take", "3"])
        #expect(lex("\"abc").endsInsideText)
        #expect(!lex("\"abc\"").endsInsideText)
    }

    @Test func invalidBytes() {
        let output = Lexer.tokens(
            of: SourceText(name: "test", utf8: [0x61, 0x20, 0xFF, 0xFE, 0x20, 0x62, 0x22, 0xC3, 0x22]))
        #expect(output.diagnostics.map(\.code) == [.invalidUTF8, .invalidUTF8])
        #expect(output.diagnostics.map(\.span) == [Span(2, 4), Span(7, 8)])
        #expect(output.tokens.map(\.text) == ["a", "\u{FFFD}", "b", "\u{FFFD}", ""])
    }

    @Test func symbolsTakeTheLongest() {
        let text = "= != < <= > >= ~ !~ + - * / % .. ?? ? | , ; : . ( ) [ ] { }"
        #expect(tokens(text).map(\.text) == text.split(separator: " ").map(String.init))
        #expect(tokens("3..4").map(\.text) == ["3", "..", "4"])
        #expect(tokens("a<=b").map(\.text) == ["a", "<=", "b"])
        #expect(tokens("@2023-05..@2024").map(\.text) == ["2023-05", "..", "2024"])
    }
}

extension String {
    /// The same text in conjoining letters.
    fileprivate var decomposed: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            guard (0xAC00...0xD7A3).contains(scalar.value) else {
                scalars.append(scalar)
                continue
            }
            let index = scalar.value - 0xAC00
            let parts = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
            for part in parts where part != 0x11A7 { scalars.append(Unicode.Scalar(part) ?? scalar) }
        }
        return String(scalars)
    }
}

@Test func joiningSpansCoversBoth() {
    #expect(Span(3, 5).joined(Span(1, 2)) == Span(1, 5))
}
