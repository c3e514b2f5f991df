import Testing

@testable import NaruSyntax

private func rendered(_ text: String, _ span: Span, _ language: Language = .english, color: Bool = false) -> String {
    let diagnostic = Diagnostic(
        DiagnosticCode("E2003"), .error, Message("'nmae' is not a field of city", ko: "'nmae'는 도시의 필드가 아닙니다"),
        at: span,
        label: Message("did you mean 'name'?", ko: "혹시 'name'인가요?"),
        help: [Message("fields of city: name, country", ko: "도시의 필드: name, country")])
    return DiagnosticRenderer(language: language, usesColor: color)
        .render(diagnostic, in: SourceText(name: "partners.naru", text: text))
}

@Test func placeAndCaret() {
    #expect(
        rendered("cities\n\n| select nmae, country\n", Span(17, 21)) == """
            error[E2003]: 'nmae' is not a field of city
              --> partners.naru:3:10
               |
             3 | | select nmae, country
               |          ^^^^ did you mean 'name'?
               = help: fields of city: name, country

            """)
}

@Test func koreanMessagesAndWideCharacters() {
    // Columns count characters, carets count columns of the screen.
    #expect(
        rendered("도시 | select 이릅", Span(16, 22), .korean) == """
            오류[E2003]: 'nmae'는 도시의 필드가 아닙니다
              --> partners.naru:1:13
               |
             1 | 도시 | select 이릅
               |               ^^^^ 혹시 'name'인가요?
               = 도움말: 도시의 필드: name, country

            """)
}

@Test func tabsAndControlCharacters() {
    let text = "\tab\u{1B}[31m"
    #expect(rendered(text, Span(1, 3)).contains(" 1 |     ab\u{FFFD}[31m\n   |     ^^ did"))
}

@Test func placesBeyondTheLine() {
    let lines = rendered("a\r\nbc", Span(0, 5))
    #expect(lines.contains(" 1 | a\n   | ^ did"))
    #expect(rendered("ab", Span(2, 2)).contains("partners.naru:1:3"))
    #expect(rendered("ab", Span(90, 99)).contains("partners.naru:1:3"))
    #expect(rendered("", Span(0, 0)).contains(" 1 |\n   | ^ did"))
}

@Test func marginsFitTheLineNumber() {
    let text = String(repeating: "\n", count: 11) + "x"
    #expect(rendered(text, Span(11, 12)).contains("   --> partners.naru:12:1\n    |\n 12 | x\n    | ^"))
}

@Test func colors() {
    #expect(rendered("nmae", Span(0, 4), color: true).hasPrefix("\u{1B}[1;31merror[E2003]\u{1B}[0m"))
}
