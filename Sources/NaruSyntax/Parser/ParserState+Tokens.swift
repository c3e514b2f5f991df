/// Questions about the next token. They are asked in functions of their own
/// because a token is large: a copy of one in each frame of the recursion would
/// use up the stack that nested queries need.
extension ParserState {
    func at(_ symbol: Symbol) -> Bool { !isLost && tokens[index].is(symbol) }
    func at(_ word: ReservedWord) -> Bool { !isLost && tokens[index].is(word) }
    func atWord(_ word: String) -> Bool { !isLost && tokens[index].isWord(word) }
    func nextIs(_ symbol: Symbol) -> Bool { peek().is(symbol) }
    func nextIs(_ word: ReservedWord) -> Bool { peek().is(word) }

    /// A token `~x` of the grammar: on the same line as the one before.
    func atSameLine(_ symbol: Symbol) -> Bool { at(symbol) && !tokens[index].isFirstOnLine }
    var atSameLineText: Bool { !isLost && tokens[index].isText && !tokens[index].isFirstOnLine }
    var atSameLinePlain: Bool { isPlain(current) && !current.isFirstOnLine }

    var atName: Bool { !isLost && tokens[index].isName }
    var atEnd: Bool { isLost || tokens[index].isEnd }
    var atCloser: Bool { !isLost && tokens[index].symbol?.isCloser ?? false }
    var atOperand: Bool { startsOperand(current) }
    var nextIsOperand: Bool { startsOperand(peek()) }
    var atStageWord: Bool { StageWord.contains(current) }
    var atViewWord: Bool { ViewWord.contains(current) }
    var atSpace: Bool { current.hasSpaceBefore }
    var nextIsPlain: Bool { isPlain(peek()) }
    var nextIsFirstOnLine: Bool { peek().isFirstOnLine }

    func isPlain(_ token: Token) -> Bool { token.isName && !token.isJoiningWord }

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
        if index & 4095 == 4095, Allowance.isSpent { index = tokens.count - 1 }
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
            case .and, .or, .in, .is, .then, .else: return false
            }
        case .text, .symbol, .unreadable, .end: return false
        }
    }

    func startsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .parameter, .number, .text, .date, .unreadable: true
        case .reserved(let word):
            switch word {
            case .true, .false, .it, .today, .no, .any, .not, .if, .is: true
            case .and, .or, .in, .then, .else: false
            }
        case .symbol(let symbol):
            symbol == .leftParenthesis || symbol == .leftBracket || symbol == .minus || symbol == .dot
                || symbol == .range
        case .end: false
        }
    }
}

extension ParserState {
    /// A line that begins with this token goes on with the statement above.
    static func continues(_ token: Token, next: Token) -> Bool {
        switch token.kind {
        case .symbol(let symbol):
            symbol.isInfix || symbol.isCloser || symbol == .bar || symbol == .dot || symbol == .comma
                || symbol == .colon
        case .reserved(let word):
            switch word {
            case .and, .or, .in, .is, .then, .else: true
            case .not: next.is(.in)
            default: false
            }
        case .name: token.isJoiningWord
        default: false
        }
    }

    /// Whether a complete statement has ended before the next token.
    var isAtStatementEnd: Bool { endsStatement(before: index) }

    private func endsStatement(before place: Int) -> Bool {
        let token = tokens[place]
        if token.isEnd || token.is(.semicolon) { return true }
        guard token.isFirstOnLine else { return false }
        return !Self.continues(token, next: place + 1 < tokens.count ? tokens[place + 1] : token)
    }

    /// Skips to a token for which `stops` holds on this bracket level, to the
    /// bracket that closes it, or to the end of the statement.
    mutating func skip(until stops: (Token) -> Bool) {
        while index != fence, !tokens[index].isEnd {
            let token = tokens[index]
            if stops(token) { return }
            if fence == nil, token.is(.semicolon) || endsHere() { return }
            let partner = partners[index]
            if partner > index, fence.map({ partner < $0 }) ?? true {
                index = partner + 1
            } else {
                index += 1
            }
        }
    }

    /// Past a mistake it can't be known whether the line before is complete;
    /// it is not if it ends where an operand must follow.
    private func endsHere() -> Bool {
        if Brackets.startsDefinition(tokens, at: index) { return true }
        guard index > 0, endsStatement(before: index), let symbol = tokens[index - 1].symbol else {
            return endsStatement(before: index)
        }
        return !(symbol.isInfix || symbol == .bar || symbol == .comma || symbol == .colon || symbol.closer != nil)
    }

    /// `item {"," item}`; a mistake in one item leaves the others standing.
    mutating func list<Item>(until words: Set<String> = [], _ item: (inout ParserState) -> Item) -> [Item] {
        var items: [Item] = []
        repeat {
            let outer = openScope()
            items.append(item(&self))
            closeScope(outer)
            finishItem(until: words)
        } while take(.comma)
        return items
    }

    /// Goes to the end of a list's item, whatever stands there.
    private mutating func finishItem(until words: Set<String>) {
        if !isLost, startsStrayItem { expected(.commaOrEnd) }
        guard isLost, !isOverLimit else { return }
        skip { token in
            token.is(.comma) || token.is(.bar) || words.contains(where: token.isWord)
        }
        if index != fence, tokens[index].is(.comma) || words.contains(where: tokens[index].isWord) {
            isLost = false
        }
    }

    /// A value directly behind a value, where no `|` was left out.
    private var startsStrayItem: Bool {
        atOperand && current.symbol == nil && !current.isJoiningWord && !isAtQueryEnd && !atStageWord && !atViewWord
    }
}
