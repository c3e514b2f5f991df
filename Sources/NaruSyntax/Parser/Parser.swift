package struct ParseResult: Sendable {
    package var program: Program
    package var diagnostics: [Diagnostic]
    package var comments: [Span]
}

/// Reads Naru programs. Nothing that it is given makes it fail: mistakes are
/// reported and stand in the tree as `missing`.
package enum Parser {
    package static func parse(_ source: SourceText) -> ParseResult {
        let lexed = Lexer.tokens(of: source)
        var parser = ParserState(tokens: lexed.tokens)
        let program = parser.program()
        // What the words of other languages are made of is no mistake of its own.
        let own = lexed.diagnostics.filter { found in
            !parser.foreign.contains { $0.start <= found.span?.start ?? -1 && found.span?.start ?? -1 < $0.end }
        }
        let diagnostics = (own + parser.diagnostics).sortedByPlace()
        return ParseResult(program: program, diagnostics: diagnostics, comments: lexed.comments)
    }
}

extension [Diagnostic] {
    fileprivate func sortedByPlace() -> [Diagnostic] {
        enumerated().sorted { left, right in
            let (leftStart, rightStart) = (left.element.span?.start ?? 0, right.element.span?.start ?? 0)
            return leftStart != rightStart ? leftStart < rightStart : left.offset < right.offset
        }.map(\.element)
    }
}

/// The tokens of a program and how far they have been read.
struct ParserState {
    let tokens: [Token]
    /// For each opening bracket the token that closes it, or -1.
    let partners: [Int]
    var diagnostics: [Diagnostic] = []
    /// The next token to be read.
    var index = 0
    /// An error has been reported and reading has not found its footing again.
    /// Until it has, every token looks like the end, so nothing that follows
    /// from the error is reported.
    var isLost = false
    /// Where statements of other languages stand.
    var foreign: [Span] = []
    /// An unclosed bracket of this statement has been reported.
    var sawUnclosed = false
    /// How often reading got lost.
    var lostCount = 0
    /// The statement nests too deeply; the rest of it is skipped.
    var isOverLimit = false
    /// The closing bracket that encloses what is being read, if it exists.
    var fence: Int?
    /// How many brackets are open.
    var brackets = 0
    /// How many brackets, prefixes and the like enclose the next token.
    var depth = 0
    /// Reading is tried out; nobody sees what is reported.
    var isLookingAhead = false
    /// How high the tree of the present scope has grown.
    var height = 0

    init(tokens: [Token]) {
        self.tokens = tokens
        self.partners = Brackets.partners(in: tokens)
    }

    /// Reports a mistake that does not disturb what follows.
    mutating func report(_ diagnostic: Diagnostic) {
        if !isLost { take(diagnostic) }
    }

    /// Behind as many mistakes as are told reading goes on at the end.
    mutating func take(_ diagnostic: Diagnostic) {
        if diagnostics.count <= Diagnostic.most { diagnostics.append(diagnostic) }
        if diagnostics.count > Diagnostic.most { index = tokens.count - 1 }
    }

    /// Reports a mistake after which the tokens make no sense for now.
    mutating func fail(_ diagnostic: Diagnostic) {
        guard !isLost else { return }
        lostCount += 1
        take(diagnostic)
        isLost = true
    }

    /// The lexer has already reported an unreadable token.
    mutating func failSilently() {
        guard !isLost else { return }
        lostCount += 1
        isLost = true
    }

    /// - Parameter word: What could stand before the token to mend it.
    mutating func expected(_ what: Message, write word: String? = nil) {
        if current.isUnreadable { return failSilently() }
        if let comment = dashedComment() { return fail(comment) }
        var diagnostic = Diagnostic.unexpected(
            tokens[index], expected: what, after: index > 0 ? tokens[index - 1] : nil)
        if let hint = hint() {
            let isCaretTaken = hint.suggestions.contains(where: \.isAtCaret)
            (diagnostic.label, diagnostic.help) = (hint.label ?? (isCaretTaken ? nil : diagnostic.label), [])
            diagnostic.suggestions = hint.suggestions
        } else if let word {
            let place = tokens[index].span
            diagnostic.suggestions.append(Suggestion([.insertion("\(word) ", at: place.start)], shown: place))
        }
        fail(diagnostic)
    }

    // MARK: Suggestions

    /// As `report`, for a mistake whose rewriting is known when more is read:
    /// its place among the diagnostics.
    mutating func note(_ diagnostic: Diagnostic) -> Int? {
        guard !isLost, diagnostics.count < Diagnostic.most else { return nil }
        diagnostics.append(diagnostic)
        return diagnostics.count - 1
    }

    /// `shown` is what the message shows around the edits.
    mutating func suggest(_ edits: [TextEdit], for place: Int?, shown: Span? = nil, isAtCaret: Bool = false) {
        guard let place, diagnostics.indices.contains(place), !isLost else { return }
        diagnostics[place].suggestions.append(Suggestion(edits, isAtCaret: isAtCaret, shown: shown))
    }

    /// What comes next, read without going on; nil where it can't be read.
    func ahead(_ read: (inout ParserState) -> Expression) -> Expression? {
        guard !isLookingAhead, !isLost else { return nil }
        var copy = self
        copy.isLookingAhead = true
        copy.diagnostics = []
        let found = read(&copy)
        return copy.isLost || !copy.diagnostics.isEmpty ? nil : found
    }

    /// `--` is two signs in Naru; where reading fails behind it on one line, it
    /// was meant as a comment.
    private func dashedComment() -> Diagnostic? {
        var place = index
        // Bounded, so that a long line of mistakes stays linear.
        while place > 1, index - place < 32, !tokens[place].isFirstOnLine {
            place -= 1
            let (left, right) = (tokens[max(place - 1, 0)], tokens[place])
            if left.is(.minus), right.is(.minus), left.span.end == right.span.start {
                return .foreignComment("--", at: left.span.joined(right.span))
            }
        }
        return nil
    }
}

package struct ExpressionResult: Sendable {
    package var expression: Expression
    package var diagnostics: [Diagnostic]
}

extension Parser {
    /// Reads one expression, such as the value of a parameter.
    package static func parseExpression(_ source: SourceText) -> ExpressionResult {
        let lexed = Lexer.tokens(of: source)
        var parser = ParserState(tokens: lexed.tokens)
        var expression = parser.expression()
        if !parser.isLost, !parser.atEnd { parser.expected(.endOfStatement) }
        if parser.isLost { expression = Expression(.missing, at: Span(0, source.utf8.count)) }
        return ExpressionResult(expression: expression, diagnostics: lexed.diagnostics + parser.diagnostics)
    }
}

extension Parser {
    /// Whether interactive input can be run as it stands. What ends in an open
    /// bracket, an open text, a `|` or an infix operator waits for more lines.
    package static func isComplete(_ text: String) -> Bool {
        let lexed = Lexer.tokens(of: SourceText(name: "input", text: text))
        if lexed.endsInsideText { return false }
        let tokens = lexed.tokens.dropLast()
        let partners = Brackets.partners(in: Array(tokens))
        for (token, partner) in zip(tokens, partners) where token.symbol?.closer != nil && partner < 0 { return false }
        guard let last = tokens.last else { return true }
        switch last.kind {
        case .symbol(let symbol):
            // `3..` is a range without an upper bound; `city*` is a type.
            if symbol == .range { return true }
            if symbol == .star, !last.hasSpaceBefore, declaresParameter(tokens) { return true }
            return !(symbol.isInfix || symbol == .bar || symbol == .comma || symbol == .colon || symbol == .dot)
        case .reserved(let word):
            if tokens.dropLast().last?.is(.dot) ?? false { return true }
            switch word {
            case .true, .false, .it, .today: return true
            default: return false
            }
        default: return true
        }
    }

    private static func declaresParameter(_ tokens: ArraySlice<Token>) -> Bool {
        let statement = tokens.lastIndex { $0.is(.semicolon) }.map { tokens[($0 + 1)...] } ?? tokens
        guard let parameter = statement.lastIndex(where: { $0.isWord("param") && $0.isFirstOnLine }) else {
            return false
        }
        return !statement[parameter...].contains { $0.is(.equal) }
    }
}
