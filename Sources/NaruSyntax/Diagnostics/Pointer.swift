/// Where a message points to for more. What to type there is not the same at the
/// prompt, on the command line and in a library, so whoever shows the message
/// says it.
package enum Pointer: Hashable, Sendable {
    /// Lists of which the message is the beginning.
    case types, fields(String), functions
    /// What other programs have words for.
    case leaving, help, schema, schemaOf(String), opening, clearing, history, reading, writing, format, timing
    case explaining
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
