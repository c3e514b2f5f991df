import NaruSyntax
import Testing

/// Text on a narrow terminal.
@Suite struct TextFlowTests {
    @Test(arguments: [
        ("a line of some words that goes on", 22, ["a line of some words", "that goes on"]),
        (
            "  .why [row]  What a row of the last result rests on.", 36,
            [
                "  .why [row]  What a row of the last", "              result rests on.",
            ]
        ),
        (
            "  a first column that is wide  and a second one", 30,
            [
                "  a first column that is wide", "      and a second one",
            ]
        ),
        ("시흥시는 울산시와 손잡고 생명산업을 키운다", 20, ["시흥시는 울산시와", "손잡고 생명산업을", "키운다"]),
        ("short", 20, ["short"]),
    ])
    func breaksAtWords(_ line: String, _ width: Int, _ expected: [String]) {
        #expect(TextFlow.hanging(line, to: width) == expected)
    }

    @Test(arguments: [40, 50, 60]) func diagnosticsFit(_ width: Int) {
        let source = SourceText(name: "query", text: "cities | where nmae = \"x\"")
        let diagnostic = Diagnostic(
            DiagnosticCode("E2003"), .error,
            Message("'nmae' is not a field of city, nor of anything else that could be meant here", ko: ""),
            at: Span(15, 19),
            label: Message("did you mean 'name', or something else that is as near to it?", ko: ""),
            help: [Message("fields of city: name, alias, within, sectors, built_by, iso, at, strong_in", ko: "")])
        let text = DiagnosticRenderer(width: width).render(diagnostic, in: source)
        let whole = DiagnosticRenderer().render(diagnostic, in: source)
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= width }, "\(text)")
        func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace || $0 == "|" || $0 == "^" } }
        #expect(words(text) == words(whole))
    }
}
