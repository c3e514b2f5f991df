/// A sentence in every language that Naru speaks.
package struct Message: Hashable, Sendable {
    package var english: String
    package var korean: String
    /// Where more is.
    package var pointer: Pointer?

    /// In Korean `은(는)`, `이(가)`, `을(를)`, `와(과)`, `(으)로` become the one that
    /// fits the word before.
    package init(_ english: String, ko korean: String) {
        self.english = english
        self.korean = KoreanParticle.resolve(korean)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .korean: korean
        }
    }
}

/// The language of messages, not of data.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case korean = "ko"
}

/// A stable code such as `E2003`; the letter and first digit name its family.
package struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// One finding about a program or a data file.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable {
        case error, warning
        /// Worth knowing, and nothing is wrong.
        case note
    }

    package var code: DiagnosticCode
    package var severity: Severity
    package var message: Message
    /// The place, in the text the diagnostic was made for.
    package var span: Span?
    /// What stands under the caret.
    package var label: Message?
    /// Ways out in words, each a `= help:` line.
    package var help: [Message]
    /// Ways out that can be typed; messages show them behind `label` and `help`.
    package var suggestions: [Suggestion]
    /// The text that `span` points into, where it is not the run's own
    /// program: an imported file or a data file.
    package var source: SourceText?

    package init(
        _ code: DiagnosticCode, _ severity: Severity = .error, _ message: Message, at span: Span?,
        label: Message? = nil, help: [Message] = [], suggestions: [Suggestion] = [], source: SourceText? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.span = span
        self.label = label
        self.help = help
        self.suggestions = suggestions
        self.source = source
    }
}
