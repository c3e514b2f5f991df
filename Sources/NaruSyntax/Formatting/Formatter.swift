/// Programs in their canonical layout, with their comments.
package enum Formatter {
    package enum Outcome: Sendable {
        case formatted(String)
        /// The program doesn't parse, for these reasons.
        case refused([Diagnostic])
        /// Read again, the text would not say the same: a mistake in here.
        case unfaithful
    }

    package static func format(_ source: SourceText) -> Outcome {
        let parsed = Parser.parse(source)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else {
            return .refused(parsed.diagnostics)
        }
        guard let text = ProgramText(source, parsed).text else { return .unfaithful }
        return isFaithful(text, to: parsed, in: source) ? .formatted(text) : .unfaithful
    }

    /// A file is worth more than its layout: nothing is written that would not
    /// read the same.
    private static func isFaithful(_ text: String, to original: ParseResult, in source: SourceText) -> Bool {
        let copy = SourceText(name: source.name, text: text)
        let again = Parser.parse(copy)
        return !again.diagnostics.contains(where: { $0.severity == .error })
            && again.program.tree == original.program.tree
            && again.comments.map { copy.comment($0) } == original.comments.map { source.comment($0) }
    }
}

extension SourceText {
    /// A comment without the blanks at its end.
    func comment(_ span: Span) -> String {
        var text = self.text(in: span)
        while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.unicodeScalars.removeLast() }
        return text
    }

    /// How many lines end between two places; a CRLF is one end.
    func lineEnds(from start: Int, to end: Int) -> Int {
        var count = 0
        for index in start..<max(start, end) {
            let isEnd =
                utf8[index] == 0x0A || (utf8[index] == 0x0D && (index + 1 == utf8.count || utf8[index + 1] != 0x0A))
            if isEnd { count += 1 }
        }
        return count
    }
}
