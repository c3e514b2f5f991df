/// A sentence in every language that Naru speaks.
package struct Message: Hashable, Sendable {
    package var english: String
    package var korean: String
    /// Where more is.
    package var pointer: Pointer?

    /// In Korean `은(는)`, `이(가)`, `을(를)`, `와(과)`, `(으)로` become the one that
    /// fits the word before.
    package init(_ english: String, ko korean: String) {
        self.english = Message.shortened(english)
        self.korean = KoreanParticle.resolve(Message.shortened(korean))
    }

    /// A sentence quotes what was written, which may be of any length; nobody
    /// reads more than its beginning and its end.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        let (start, end) = (text.unicodeScalars.prefix(longest / 16), text.unicodeScalars.suffix(longest / 16))
        return String(start) + " … " + String(end)
    }

    private static let longest = 4_000

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

    /// So many of one text are told. Whoever looks for mistakes stops behind one
    /// more, which says that there are more.
    package static let most = 100

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

/// Where a message points to for more. What to type there is not the same at the
/// prompt, on the command line and in a library, so whoever shows the message
/// says it.
package enum Pointer: Hashable, Sendable {
    /// Lists of which the message is the beginning.
    case types, fields(String), functions
    /// What other programs have words for.
    case leaving, help, schema, schemaOf(String), opening, clearing, history, reading, writing, format, timing
    case explaining
    /// How a parameter gets its value.
    case parameter(String)
}

/// What to say where a message points to; nil where there is nothing to type.
package typealias Signpost = @Sendable (Pointer) -> Message?

extension Message {
    /// A sentence that is nothing but where to look.
    package init(pointingTo pointer: Pointer) {
        self.init("", ko: "")
        self.pointer = pointer
    }

    /// The sentence, and behind it where more is; empty where there is nothing
    /// to say.
    package func text(_ language: Language, _ signpost: Signpost?) -> String {
        guard let pointer, let place = signpost?(pointer) else { return self[language] }
        return self[language].isEmpty ? place[language] : "\(self[language]) (\(place[language]))"
    }
}
