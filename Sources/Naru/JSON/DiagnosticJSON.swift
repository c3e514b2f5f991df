package import NaruSyntax

/// A diagnostic as one JSON object, for editors and other programs.
package struct DiagnosticJSON: Sendable {
    package var language: Language
    private let json = JSONText(language: nil)

    package var signpost: Signpost?

    package init(language: Language, signpost: Signpost? = nil) {
        self.language = language
        self.signpost = signpost
    }

    package func text(_ diagnostic: Diagnostic, in program: SourceText?) -> String {
        let source = diagnostic.source ?? (diagnostic.span == nil ? nil : program)
        let span = source == nil ? nil : diagnostic.span
        let place = span.flatMap { source?.position(of: $0.start) }
        let text = source ?? SourceText(name: "", utf8: [])
        let words = [diagnostic.caption(in: text)].compactMap { $0 } + diagnostic.helpLines(in: text)
        let help = words.map { $0.text(language, signpost) }.filter { !$0.isEmpty }.map(json.quoted)
        return json.object([
            ("code", json.quoted(diagnostic.code.description)),
            ("severity", json.quoted(diagnostic.severity.rawValue)),
            ("message", json.quoted(diagnostic.message[language])),
            ("file", quoted(source?.name)),
            ("line", number(place?.line)),
            ("column", number(place?.column)),
            ("offset", number(span?.start)),
            ("length", number(span.map { $0.end - $0.start })),
            ("help", "[" + help.joined(separator: ", ") + "]"),
            (
                "suggestions",
                "[" + diagnostic.suggestions.map { suggestion($0, in: text) }.joined(separator: ", ") + "]"
            ),
            ("statement", quoted(source.flatMap { statement(at: span, in: $0) })),
        ])
    }

    private func suggestion(_ suggestion: Suggestion, in source: SourceText) -> String {
        let edits = suggestion.edits.map { edit in
            json.object([
                ("offset", number(edit.span.start)), ("length", number(edit.span.end - edit.span.start)),
                ("replacement", json.quoted(edit.replacement)),
            ])
        }
        return json.object([
            ("message", json.quoted(suggestion.message(in: source)[language])),
            ("edits", "[" + edits.joined(separator: ", ") + "]"),
        ])
    }

    /// What is worth knowing, but wrong in no place.
    package func note(_ message: Message) -> String {
        json.object([("severity", "\"note\""), ("message", json.quoted(message[language]))])
    }

    /// The text of the statement that the place is in.
    private func statement(at span: Span?, in source: SourceText) -> String? {
        guard let span, !source.name.hasSuffix(".ties") else { return nil }
        let statements = Parser.parse(source).program.statements
        let found = statements.last { $0.span.start <= span.start }
        return found.map { source.text(in: $0.span) }
    }

    private func quoted(_ text: String?) -> String { text.map(json.quoted) ?? "null" }
    private func number(_ number: Int?) -> String { number.map(String.init) ?? "null" }
}
