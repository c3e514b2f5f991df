/// A piece of a text, and what could stand there instead.
package struct TextEdit: Hashable, Sendable {
    package var span: Span
    package var replacement: String

    package init(_ span: Span, _ replacement: String) {
        self.span = span
        self.replacement = replacement
    }

    package static func insertion(_ text: String, at place: Int) -> TextEdit {
        TextEdit(Span(place, place), text)
    }
}

/// A rewriting that mends what a diagnostic is about.
package struct Suggestion: Hashable, Sendable {
    /// How a message puts it.
    package enum Wording: Hashable, Sendable {
        /// "write `…`"
        case write
        /// "did you mean '…'?"
        case didYouMean
        /// In words of its own, around what is written.
        case said(Message)
    }

    /// In the order of the text; they don't overlap.
    package var edits: [TextEdit]
    package var wording: Wording
    /// Stands under the caret, as far as there is room for it, and is otherwise
    /// a line of help.
    package var isAtCaret: Bool
    /// Only the first of these that is right is meant.
    package var isAlternative: Bool
    /// What a message shows as written, where that is more than the edits.
    package var shown: Span?

    package init(
        _ edits: [TextEdit], _ wording: Wording = .write, isAtCaret: Bool = false, isAlternative: Bool = false,
        shown: Span? = nil
    ) {
        self.edits = edits.enumerated().sorted {
            ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
        }.map(\.element)
        self.wording = wording
        self.isAtCaret = isAtCaret
        self.isAlternative = isAlternative || wording == .didYouMean
        self.shown = shown
    }

    /// Another text for one place.
    package static func write(_ replacement: String, for span: Span, isAtCaret: Bool = false) -> Suggestion {
        Suggestion([TextEdit(span, replacement)], isAtCaret: isAtCaret)
    }

    /// The first of them that is right is what was probably meant.
    package static func spellings(_ names: [String], of span: Span) -> [Suggestion] {
        names.map { Suggestion([TextEdit(span, $0)], .didYouMean, isAtCaret: true) }
    }

    /// Around what stands at the place.
    package static func parentheses(_ place: Span?) -> [Suggestion] {
        place.map { [Suggestion([.insertion("(", at: $0.start), .insertion(")", at: $0.end)], shown: $0)] } ?? []
    }

    package static func removal(of span: Span, _ message: Message) -> Suggestion {
        Suggestion([TextEdit(span, "")], .said(message), isAtCaret: true)
    }

    // MARK: Applying

    /// The place that the edits and what is shown lie in.
    package var span: Span {
        edits.map(\.span).reduce(shown ?? edits.first?.span ?? Span(0, 0)) { $0.joined($1) }
    }

    /// Whether every edit lies in the text, behind the one before.
    package func fits(_ source: SourceText) -> Bool {
        var end = 0
        for edit in edits {
            guard edit.span.start >= end, edit.span.end >= edit.span.start else { return false }
            end = edit.span.end
        }
        return !edits.isEmpty && end <= source.utf8.count
    }

    /// For a text that begins elsewhere; nil where a place lies before it.
    package func moved(by distance: Int) -> Suggestion? {
        guard span.start + distance >= 0 else { return nil }
        func moved(_ span: Span) -> Span { Span(span.start + distance, span.end + distance) }
        return Suggestion(
            edits.map { TextEdit(moved($0.span), $0.replacement) }, wording, isAtCaret: isAtCaret,
            isAlternative: isAlternative, shown: shown.map(moved))
    }

    package func applied(to source: SourceText) -> SourceText {
        guard fits(source) else { return source }
        return SourceText(name: source.name, utf8: rewritten(source, Span(0, source.utf8.count)))
    }

    /// What a place reads as once the edits are made; they lie within it.
    package func rewritten(_ source: SourceText, _ place: Span) -> [UInt8] {
        var bytes: [UInt8] = []
        var position = place.start
        for edit in edits {
            bytes += source.utf8[position..<edit.span.start]
            bytes += edit.replacement.utf8
            position = edit.span.end
        }
        return bytes + source.utf8[position..<place.end]
    }

    // MARK: Words

    /// As a message puts it, about the text that the edits are for.
    package func message(in source: SourceText) -> Message {
        switch wording {
        case .said(let message): return message
        case .write:
            let written = written(in: source)
            // Backquotes of its own would look like those around it.
            if written.contains("`") { return Message("write: \(written)", ko: "이렇게 쓰세요: \(written)") }
            return Message("write `\(written)`", ko: "이렇게 쓰세요: `\(written)`")
        case .didYouMean: return Spelling.didYouMean(written(in: source))
        }
    }

    /// On one line.
    private func written(in source: SourceText) -> String {
        guard fits(source) else { return edits.map(\.replacement).joined(separator: " … ") }
        let text = String(decoding: rewritten(source, span), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).map { line in
            String(line.drop { $0 == " " || $0 == "\t" })
        }.joined(separator: " ")
    }
}

extension Diagnostic {
    /// What stands under the caret.
    package func caption(in program: SourceText) -> Message? { label ?? atCaret?.message(in: source ?? program) }

    /// Ways out, each a `= help:` line.
    package func helpLines(in program: SourceText) -> [Message] {
        let shown = label == nil ? atCaret : nil
        let offered = suggestions.filter { $0.wording != .didYouMean && $0 != shown }
        return help + offered.map { $0.message(in: source ?? program) }
    }

    /// Of several spellings only the first is named.
    private var atCaret: Suggestion? { suggestions.first { $0.isAtCaret } }
}
