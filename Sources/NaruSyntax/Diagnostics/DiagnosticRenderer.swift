/// Diagnostics as people read them:
///
///     error[E2003]: 'nmae' is not a field of city
///       --> partners.naru:3:12
///        |
///      3 | | select nmae, country
///        |          ^^^^ did you mean 'name'?
///        = help: fields of city: name, country
package struct DiagnosticRenderer: Sendable {
    package var language: Language
    package var usesColor: Bool

    package init(language: Language = .english, usesColor: Bool = false) {
        self.language = language
        self.usesColor = usesColor
    }

    /// Each diagnostic in its own paragraph.
    package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
        diagnostics.map { render($0, in: source) }.joined(separator: "\n")
    }

    /// Ends with a line break.
    package func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
        let source = diagnostic.source ?? source
        let line = diagnostic.span.map { source.line(at: $0.start) }
        let margin = String(repeating: " ", count: line.map { String($0.number).utf8.count } ?? 0)
        var lines = [headline(diagnostic)]
        if let line, let span = diagnostic.span {
            let place = source.position(of: span.start)
            lines.append("\(margin) \(painted("-->", .frame)) \(source.name):\(place.line):\(place.column)")
            lines += excerpt(line, span, diagnostic, source)
        } else if let label = diagnostic.caption(in: source) {
            lines.append("\(margin)  \(painted("=", .frame)) \(label[language])")
        }
        lines += diagnostic.helpLines(in: source).map { help($0, margin) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private func headline(_ diagnostic: Diagnostic) -> String {
        let name = "\(word(diagnostic.severity))[\(diagnostic.code.description)]"
        return painted(name, .severity(diagnostic.severity)) + painted(": \(diagnostic.message[language])", .strong)
    }

    private func excerpt(_ line: SourceLine, _ span: Span, _ diagnostic: Diagnostic, _ source: SourceText) -> [String] {
        let number = String(line.number)
        let margin = String(repeating: " ", count: number.utf8.count)
        let start = min(max(span.start, line.span.start), line.span.end)
        // A place of several lines is marked to the end of its first.
        let end = min(max(span.end, start), line.span.end)
        let shown = Excerpt(
            before: shown(source, line.span.start, start), marked: shown(source, start, end),
            after: shown(source, end, line.span.end))
        let carets = String(repeating: "^", count: max(1, DisplayWidth.of(shown.marked)))
        let label = diagnostic.caption(in: source).map { " " + $0[language] } ?? ""
        let bar = painted("|", .frame)
        let text = shown.before + shown.marked + shown.after
        return [
            " \(margin) \(bar)",
            " \(painted(number, .frame)) \(bar)\(text.isEmpty ? "" : " ")\(text)",
            " \(margin) \(bar) \(String(repeating: " ", count: DisplayWidth.of(shown.before)))"
                + painted(carets + label, .severity(diagnostic.severity)),
        ]
    }

    private func shown(_ source: SourceText, _ start: Int, _ end: Int) -> String {
        SourceLine.shown(String(decoding: source.utf8[start..<max(start, end)], as: UTF8.self))
    }

    private func help(_ message: Message, _ margin: String) -> String {
        let word = language == .korean ? "도움말" : "help"
        return "\(margin)  \(painted("=", .frame)) \(painted(word, .strong)): \(message[language])"
    }

    private func word(_ severity: Diagnostic.Severity) -> String {
        switch (severity, language) {
        case (.error, .english): "error"
        case (.error, .korean): "오류"
        case (.warning, .english): "warning"
        case (.warning, .korean): "경고"
        case (.note, .english): "note"
        case (.note, .korean): "알림"
        }
    }

    // MARK: Colours

    private enum Paint {
        case severity(Diagnostic.Severity)
        case strong, frame

        var code: String {
            switch self {
            case .severity(.error): "1;31"
            case .severity(.warning): "1;33"
            case .severity(.note): "1;36"
            case .strong: "1"
            case .frame: "1;34"
            }
        }
    }

    private func painted(_ text: String, _ paint: Paint) -> String {
        usesColor ? "\u{1B}[\(paint.code)m\(text)\u{1B}[0m" : text
    }
}
