package import NaruSyntax

/// One finding about a program, its parameters, its run, or a data file.
///
///     for warning in result.warnings { print(warning.rendered) }
public struct NaruDiagnostic: Hashable, Sendable, CustomStringConvertible {
    package let stored: Diagnostic
    package let program: SourceText?

    package init(_ stored: Diagnostic, in program: SourceText?) {
        self.stored = stored
        self.program = program
    }

    /// The languages that messages exist in.
    ///
    ///     error.rendered(in: .korean).hasPrefix("오류[E2003]")    // true
    public enum Language: Hashable, Sendable {
        /// The one that code and logs have.
        case english
        /// With the same codes and places.
        case korean
    }

    /// A place in a text, as editors count it.
    ///
    ///     diagnostic.location?.line    // 1
    public struct Location: Hashable, Sendable {
        /// The file, or `query` for a program's own text.
        ///
        ///     diagnostic.location?.file    // "query"
        public let file: String

        /// From 1.
        ///
        ///     diagnostic.location?.line    // 1
        public let line: Int

        /// From 1, in characters.
        ///
        ///     diagnostic.location?.column    // 17
        public let column: Int

        init(of offset: Int, in source: SourceText) {
            let position = source.position(of: offset)
            (file, line, column) = (source.name, position.line, position.column)
        }
    }

    /// A stable code such as `E2003`, which `naru explain` and the page of
    /// messages explain.
    ///
    ///     diagnostic.code    // E2003
    public var code: NaruError.Code { NaruError.Code(rawValue: stored.code.description) }

    /// An error; otherwise a warning.
    ///
    ///     diagnostic.isError    // true
    public var isError: Bool { stored.severity == .error }

    /// What is wrong, in English.
    ///
    ///     diagnostic.message    // "'nmae' is not a field of city"
    public var message: String { message(in: .english) }

    /// Ways out, in English.
    ///
    ///     diagnostic.help.count    // 1
    public var help: [String] { help(in: .english) }

    /// What is wrong. Control characters of what it quotes are escaped.
    ///
    ///     diagnostic.message(in: .korean)    // "city에 'nmae'라는 필드가 없습니다"
    public func message(in language: Language) -> String {
        ControlText.escaped(stored.message[language.stored])
    }

    /// What stands under the place, such as "did you mean 'name'?".
    ///
    ///     diagnostic.label()    // "did you mean 'name'?"
    public func label(in language: Language = .english) -> String? {
        stored.caption(in: text).map { ControlText.escaped($0[language.stored]) }
    }

    /// Ways out.
    ///
    ///     diagnostic.help(in: .korean).count    // 1
    public func help(in language: Language) -> [String] {
        stored.helpLines(in: text).map { ControlText.escaped($0[language.stored]) }
    }

    /// Rewritings of the text, each of which mends what this is about and
    /// checks in its place; the best first. Messages name them in words.
    ///
    ///     diagnostic.suggestions[0].edits[0].replacement    // "name"
    public var suggestions: [NaruSuggestion] { stored.suggestions.map { NaruSuggestion($0, in: text) } }

    /// Where it is, if it has a place.
    ///
    ///     diagnostic.location?.column    // 17
    public var location: Location? {
        guard let span = stored.span, let source = stored.source ?? program else { return nil }
        return Location(of: span.start, in: source)
    }

    /// The text that places are in.
    private var text: SourceText { stored.source ?? program ?? SourceText(name: "", utf8: []) }

    /// As the command line shows it, in English, with the line and a mark
    /// under the place; ends with a line break.
    ///
    ///     diagnostic.rendered.hasPrefix("error[E2003]")    // true
    public var rendered: String { rendered(in: .english) }

    /// As the command line shows it, in a language.
    ///
    ///     diagnostic.rendered(in: .korean).hasPrefix("오류[E2003]")    // true
    public func rendered(in language: Language) -> String {
        DiagnosticRenderer(language: language.stored).render(stored, in: text)
    }

    /// As `rendered`.
    public var description: String { rendered }
}

extension NaruDiagnostic.Language {
    var stored: NaruSyntax.Language { self == .korean ? .korean : .english }
}
