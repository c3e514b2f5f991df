package import NaruData
package import NaruSyntax

/// Why something did not succeed: at least one diagnostic, the ones that the
/// command line shows too.
///
///     do {
///         _ = try session.prepare("cities | select nmae")
///     } catch {
///         error.code    // E2003
///         print(error.rendered)
///     }
public struct NaruError: Error, Sendable, CustomStringConvertible {
    /// What was found, errors and warnings, in order.
    ///
    ///     error.diagnostics.count    // 1
    public let diagnostics: [NaruDiagnostic]

    package init(_ diagnostics: [Diagnostic], in program: SourceText? = nil) {
        self.diagnostics = diagnostics.map { NaruDiagnostic($0, in: program) }
    }

    package init(_ failure: RunFailure, in program: SourceText?) { self.init(failure.diagnostics, in: program) }
    package init(_ error: DatasetError) { self.init(error.diagnostics) }

    /// A stable code. There will be more of them; compare, and expect others.
    ///
    ///     error.code == .unknownField    // true
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// A letter and four digits, `E2003`.
        public let rawValue: String
        /// A letter and four digits.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The letter and digits.
        public var description: String { rawValue }

        /// A field, link or column that does not exist.
        public static let unknownField = Code(rawValue: "E2003")
        /// A parameter has no value and needs one.
        public static let parameterMissing = Code(.parameterMissing)
        /// A parameter's value is not of its type, or there is no such parameter.
        public static let parameterUnreadable = Code(.parameterUnreadable)
        /// The run's task was cancelled.
        public static let cancelled = Code(.cancelled)
        /// The run would have taken more than its `Limits` allow.
        public static let limitReached = Code(.limitReached)
        /// A column does not fit the Swift type that it is decoded into.
        public static let columnMismatch = Code(.columnMismatch)
        /// An absent value has no place in a property that is not optional.
        public static let absentValue = Code(.absentValue)
        /// A text to prepare does not hold just one query.
        public static let queryCount = Code(.queryCount)

        /// A value that cannot stand in a record of a dataset that is made.
        public static let unwritableValue = Code(.unwritableValue)

        package init(_ code: DiagnosticCode) { rawValue = code.description }
    }

    /// The code of the first error.
    ///
    ///     error.code    // E2003
    public var code: Code {
        (diagnostics.first(where: \.isError) ?? diagnostics.first)?.code ?? Code(rawValue: "")
    }

    /// The message of the first error, in English.
    ///
    ///     error.message    // "'nmae' is not a field of city"
    public var message: String { (diagnostics.first(where: \.isError) ?? diagnostics.first)?.message ?? "" }

    /// All diagnostics as the command line shows them, in English.
    ///
    ///     print(error.rendered)
    public var rendered: String { rendered(in: .english) }

    /// All diagnostics as the command line shows them.
    ///
    ///     print(error.rendered(in: .korean))
    public func rendered(in language: NaruDiagnostic.Language) -> String {
        diagnostics.map { $0.rendered(in: language) }.joined(separator: "\n")
    }

    /// As `rendered`.
    public var description: String { rendered }
}

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
