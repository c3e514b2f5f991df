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
        guard let text = FormattedProgram(source, parsed).text else { return .unfaithful }
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

/// The statements of a program and what stands between them.
struct FormattedProgram {
    private let source: SourceText
    private let comments: [Span]
    /// Those from the last statement with comments on.
    private var tokens: ArraySlice<Token>
    private var nextComment = 0
    private var output = ""
    /// Where the part of the source ends that has been written.
    private var end = 0
    /// The statement written last, as text.
    private var last: String?
    /// Nothing stands between this place and the last statement.
    private var isBehindStatement = false

    /// nil where a statement's comments find no place.
    private(set) var text: String?

    init(_ source: SourceText, _ parsed: ParseResult) {
        self.source = source
        comments = parsed.comments
        tokens = parsed.comments.isEmpty ? [] : Lexer.tokens(of: source).tokens[...]
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if source.utf8.starts(with: mark) {
            output = "\u{FEFF}"
            end = mark.count
        }
        for statement in parsed.program.statements {
            guard let pieces = pieces(of: statement) else { return }
            write(PieceLayout.text(of: pieces), at: statement.span)
        }
        writeComments(before: source.utf8.count, gap: false)
        if !isAtStart { output += "\n" }
        text = output
    }

    /// With the comments that stand inside of the statement.
    private mutating func pieces(of statement: Statement) -> [Piece]? {
        let pieces = Printer.pieces(of: statement)
        let span = statement.span
        let inner = comments[nextComment...].drop { $0.start < span.start }.prefix { $0.start < span.end }
        guard !inner.isEmpty else { return pieces }
        let own = tokens.drop { $0.span.start < span.start }.prefix { $0.span.start < span.end }
        tokens = tokens[own.endIndex...]
        return CommentPlacement(source, Array(own), Array(inner)).place(in: pieces)
    }

    private mutating func write(_ statement: String, at span: Span) {
        // A line that could go on with the statement above must not.
        if last != nil, Printer.continuesStatement(statement) { output += ";" }
        let isTall = statement.contains("\n") || last?.contains("\n") ?? false
        writeComments(before: span.start, gap: isTall)
        breakLine(before: span.start, gap: isTall)
        output += statement
        end = span.end
        last = statement
        isBehindStatement = true
        while nextComment < comments.count, comments[nextComment].start < end { nextComment += 1 }
    }

    private mutating func writeComments(before place: Int, gap: Bool) {
        while nextComment < comments.count, comments[nextComment].start < place {
            let span = comments[nextComment]
            let isTrailing = isBehindStatement && source.lineEnds(from: end, to: span.start) == 0
            if isTrailing { output += "  " } else { breakLine(before: span.start, gap: gap) }
            output += source.comment(span)
            if !isTrailing { isBehindStatement = false }
            end = span.end
            nextComment += 1
        }
    }

    /// Blank lines are kept as one; there is one around statements of several
    /// lines.
    private mutating func breakLine(before place: Int, gap: Bool) {
        guard last != nil || !isAtStart else { return }
        let isBlank = source.lineEnds(from: end, to: place) > 1 || (gap && isBehindStatement && last != nil)
        output += isBlank ? "\n\n" : "\n"
    }

    private var isAtStart: Bool { output.isEmpty || output == "\u{FEFF}" }
}
