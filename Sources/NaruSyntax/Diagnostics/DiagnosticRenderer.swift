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
    /// Sentences are broken at words to fit; nil for lines as long as they are.
    package var width: Int?
    package var signpost: Signpost?
    /// Notes are a line each, which names the place and does not show it.
    package var hasBriefNotes = false

    package init(
        language: Language = .english, usesColor: Bool = false, width: Int? = nil, signpost: Signpost? = nil
    ) {
        self.language = language
        self.usesColor = usesColor
        self.width = width
        self.signpost = signpost
    }

    /// Each diagnostic in its own paragraph.
    package func render(_ diagnostics: [Diagnostic], in source: SourceText) -> String {
        var text = ""
        var isBehindNote = false
        var told: Set<Message> = []
        for diagnostic in diagnostics {
            let isNote = hasBriefNotes && diagnostic.severity == .note
            if !text.isEmpty, !isNote || !isBehindNote { text += "\n" }
            text += isNote ? note(diagnostic, in: source, &told) : render(diagnostic, in: source)
            isBehindNote = isNote
        }
        return text
    }

    /// What was told with a note before is not told again.
    private func note(_ diagnostic: Diagnostic, in source: SourceText, _ told: inout Set<Message>) -> String {
        let source = diagnostic.source ?? source
        var note = diagnostic
        if let place = diagnostic.span.map({ source.place(of: $0.start) }) {
            note.message = Message(
                "\(place): \(diagnostic.message.english)", ko: "\(place): \(diagnostic.message.korean)")
        }
        let help = diagnostic.helpLines(in: source).filter {
            !$0.text(language, signpost).isEmpty && told.insert($0).inserted
        }
        return (headline(note) + help.flatMap { self.help($0, "") }).joined(separator: "\n") + "\n"
    }

    /// Ends with a line break.
    package func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
        let source = diagnostic.source ?? source
        let line = diagnostic.span.map { source.line(at: $0.start) }
        let margin = String(repeating: " ", count: line.map { String($0.number).utf8.count } ?? 0)
        var lines = headline(diagnostic)
        if let line, let span = diagnostic.span {
            let place = ControlText.escaped(source.place(of: span.start, on: line))
            lines.append("\(margin) \(painted("-->", .frame)) \(place)")
            lines += excerpt(line, span, diagnostic, source)
        } else if let label = diagnostic.caption(in: source) {
            lines += remark(text(label), behind: "\(margin)  = ", painted("=", .frame))
        }
        lines += diagnostic.helpLines(in: source).filter { !text($0).isEmpty }
            .flatMap { help($0, margin) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    /// What a message quotes of data and files is shown, and does nothing.
    private func text(_ message: Message) -> String { ControlText.escaped(message.text(language, signpost)) }

    private func headline(_ diagnostic: Diagnostic) -> [String] {
        let name = "\(word(diagnostic.severity))[\(diagnostic.code.description)]"
        let lines = flowing(": " + text(diagnostic.message), behind: name)
        return lines.enumerated().map { index, line in
            index == 0
                ? painted(name, .severity(diagnostic.severity)) + painted(String(line.dropFirst(name.count)), .strong)
                : painted(line, .strong)
        }
    }

    /// Lines of which the later ones stand under the text, not under its start.
    private func flowing(_ text: String, behind start: String) -> [String] {
        guard let width else { return [start + text] }
        let room = width - DisplayWidth.of(start)
        guard room >= TextFlow.narrowest else { return TextFlow.hanging(start + text, to: width) }
        return TextFlow.wrapped(text, behind: start, to: width)
    }

    private func excerpt(_ line: SourceLine, _ span: Span, _ diagnostic: Diagnostic, _ source: SourceText) -> [String] {
        let number = String(line.number)
        let margin = String(repeating: " ", count: number.utf8.count)
        let start = min(max(span.start, line.span.start), line.span.end)
        // A place of several lines is marked to the end of its first.
        let end = min(max(span.end, start), line.span.end)
        let (first, stop, last) = (
            source.place(near: max(line.span.start, start - Excerpt.mostBytes)),
            source.place(near: min(end, start + Excerpt.mostBytes)),
            source.place(near: min(line.span.end, end + Excerpt.mostBytes))
        )
        let shown = Excerpt(
            before: shown(source, first, start), marked: shown(source, start, stop), after: shown(source, end, last),
            isCutBefore: first > line.span.start, isCutWithin: stop < end, isCutBehind: last < line.span.end)
        let carets = String(repeating: "^", count: max(1, DisplayWidth.of(shown.marked)))
        let bar = painted("|", .frame)
        let text = shown.before + shown.marked + shown.after
        let blank = String(repeating: " ", count: DisplayWidth.of(shown.before))
        let label = labelled(carets, diagnostic.caption(in: source), behind: DisplayWidth.of(" \(margin) | " + blank))
        return [
            " \(margin) \(bar)",
            " \(painted(number, .frame)) \(bar)\(text.isEmpty ? "" : " ")\(text)",
            " \(margin) \(bar) \(blank)" + painted(label[0], .severity(diagnostic.severity)),
        ] + label.dropFirst().map { " \(margin) \(bar) " + painted($0, .severity(diagnostic.severity)) }
    }

    /// The carets with what is said beside them, or where that is too long, in
    /// lines of its own below.
    private func labelled(_ carets: String, _ label: Message?, behind indent: Int) -> [String] {
        guard let text = label.map(text) else { return [carets] }
        let line = carets + " " + text
        guard let width, indent + DisplayWidth.of(line) > width else { return [line] }
        return [carets] + TextFlow.wrapped(text, to: max(width - 6, TextFlow.narrowest))
    }

    private func shown(_ source: SourceText, _ start: Int, _ end: Int) -> String {
        SourceLine.shown(String(decoding: source.utf8[start..<max(start, end)], as: UTF8.self))
    }

    private func help(_ message: Message, _ margin: String) -> [String] {
        let word = language == .korean ? "도움말" : "help"
        let sign = painted("=", .frame) + " " + painted(word, .strong)
        return remark(text(message), behind: "\(margin)  = \(word): ", sign + ":")
    }

    /// A line under the excerpt; `sign` is what it begins with, as it is painted.
    private func remark(_ text: String, behind start: String, _ sign: String) -> [String] {
        let blank = start.prefix { $0 == " " }
        let lines = flowing(text, behind: start)
        let plain = start.dropFirst(blank.count).dropLast()
        let first = lines[0].dropFirst(blank.count + plain.count)
        return [blank + sign + first] + lines.dropFirst()
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
