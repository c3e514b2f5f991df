/// Questions about the next token. They are asked in functions of their own
/// because a token is large: a copy of one in each frame of the recursion would
/// use up the stack that nested queries need.
extension ParserState {
    func at(_ symbol: Symbol) -> Bool { current.is(symbol) }
    func at(_ word: ReservedWord) -> Bool { current.is(word) }
    func atWord(_ word: String) -> Bool { current.isWord(word) }
    func nextIs(_ symbol: Symbol) -> Bool { peek().is(symbol) }
    func nextIs(_ word: ReservedWord) -> Bool { peek().is(word) }

    /// A token `~x` of the grammar: on the same line as the one before.
    func atSameLine(_ symbol: Symbol) -> Bool { current.is(symbol) && !current.isFirstOnLine }
    var atSameLineText: Bool { current.kind == .text && !current.isFirstOnLine }
    var atSameLinePlain: Bool { isPlain(current) && !current.isFirstOnLine }

    var atName: Bool { current.kind == .name }
    var atEnd: Bool { current.kind == .end }
    var atCloser: Bool { current.symbol?.isCloser ?? false }
    var atOperand: Bool { startsOperand(current) }
    var nextIsOperand: Bool { startsOperand(peek()) }
    var atStageWord: Bool { StageWords.contain(current) }
    var atViewWord: Bool { ViewWords.contain(current) }
    var atSpace: Bool { current.hasSpaceBefore }
    var nextIsPlain: Bool { isPlain(peek()) }
    var nextIsFirstOnLine: Bool { peek().isFirstOnLine }

    func isPlain(_ token: Token) -> Bool { token.kind == .name && !token.isJoiningWord }

    /// The token at `index`; while lost, an end.
    var current: Token { isLost ? Self.nothing : tokens[index] }

    func peek(_ ahead: Int = 1) -> Token {
        isLost || index + ahead >= tokens.count ? Self.nothing : tokens[index + ahead]
    }

    private static let nothing = Token(.end, at: Span(0, 0), text: "")

    /// Where a node begins that is about to be read.
    var start: Int { tokens[index].span.start }

    /// From `start` to the end of the last token read.
    func span(from start: Int) -> Span {
        let end = index > 0 ? tokens[index - 1].span.end : start
        return Span(start, max(start, end))
    }

    mutating func skipToken() {
        if index < tokens.count - 1 { index += 1 }
    }

    mutating func advance() -> Token {
        let token = tokens[index]
        skipToken()
        return token
    }

    /// The next token, which is a name.
    mutating func takeName() -> Name {
        let token = advance()
        return Name(token.text, at: token.span, isQuoted: token.isQuoted)
    }

    mutating func take(_ symbol: Symbol) -> Bool {
        guard at(symbol) else { return false }
        skipToken()
        return true
    }

    mutating func take(_ word: ReservedWord) -> Bool {
        guard at(word) else { return false }
        skipToken()
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        guard atWord(word) else { return false }
        skipToken()
        return true
    }

    func node(_ kind: Expression.Kind, from start: Int) -> Expression {
        Expression(kind, at: span(from: start))
    }

    func missing(from start: Int? = nil) -> Expression {
        Expression(.missing, at: span(from: start ?? self.start))
    }

    /// The next token but `ahead` begins an operand and can't go on with one,
    /// so that the name before it was no operand.
    func beginsOperand(_ ahead: Int = 1) -> Bool {
        let token = peek(ahead)
        switch token.kind {
        case .name: return !token.isJoiningWord && !token.isFirstOnLine
        case .number, .date, .parameter: return !token.isFirstOnLine
        case .reserved(let word):
            switch word {
            case .true, .false, .it, .today, .no, .any, .if: return !token.isFirstOnLine
            case .not: return !token.isFirstOnLine && !peek(ahead + 1).is(.in)
            default: return false
            }
        default: return false
        }
    }

    func startsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .parameter, .number, .text, .date, .unreadable: true
        case .reserved(let word):
            switch word {
            case .true, .false, .it, .today, .no, .any, .not, .if, .is: true
            default: false
            }
        case .symbol(let symbol):
            symbol == .leftParenthesis || symbol == .leftBracket || symbol == .minus || symbol == .dot
                || symbol == .range
        case .end: false
        }
    }
}
