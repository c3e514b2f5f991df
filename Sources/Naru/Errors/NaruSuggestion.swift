package import NaruSyntax

/// A rewriting of a text that mends what a diagnostic is about.
///
///     let mended = diagnostic.suggestions.first?.applied(to: text)
public struct NaruSuggestion: Hashable, Sendable {
    /// A piece of the text, and what to put there instead.
    ///
    ///     edit.replacement    // "name"
    public struct Edit: Hashable, Sendable {
        /// Where the piece begins.
        ///
        ///     edit.start.column    // 17
        public let start: NaruDiagnostic.Location

        /// Behind its last character; `start` itself where something is put in.
        ///
        ///     edit.end.column    // 21
        public let end: NaruDiagnostic.Location

        /// The same as offsets in UTF-8, from 0.
        ///
        ///     edit.utf8Range    // 16..<20
        public let utf8Range: Range<Int>

        /// What stands there afterwards.
        ///
        ///     edit.replacement    // "name"
        public let replacement: String
    }

    /// In the order of the text; no two overlap, and all are made at once.
    ///
    ///     suggestion.edits.count    // 1
    public let edits: [Edit]

    private let stored: Suggestion
    private let source: SourceText

    package init(_ stored: Suggestion, in source: SourceText) {
        self.stored = stored
        self.source = source
        edits = stored.edits.map { edit in
            Edit(
                start: NaruDiagnostic.Location(of: edit.span.start, in: source),
                end: NaruDiagnostic.Location(of: edit.span.end, in: source),
                utf8Range: edit.span.start..<max(edit.span.start, edit.span.end), replacement: edit.replacement)
        }
    }

    /// As the message puts it.
    ///
    ///     suggestion.message()    // "did you mean 'name'?"
    public func message(in language: NaruDiagnostic.Language = .english) -> String {
        stored.message(in: source)[language.stored]
    }

    /// The text with the edits made; a text other than the one that was checked
    /// comes back as it is where they don't fit it.
    ///
    ///     suggestion.applied(to: "cities | select nmae")    // "cities | select name"
    public func applied(to text: String) -> String {
        let applied = stored.applied(to: SourceText(name: source.name, text: text))
        return String(decoding: applied.utf8, as: UTF8.self)
    }
}
