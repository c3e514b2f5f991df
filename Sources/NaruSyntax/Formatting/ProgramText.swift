/// The statements of a program and what stands between them.
struct ProgramText {
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
