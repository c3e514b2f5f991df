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
        if token.kind == .end || token.is(.semicolon) { return true }
        guard token.isFirstOnLine else { return false }
        return !Self.continues(token, next: place + 1 < tokens.count ? tokens[place + 1] : token)
    }

    /// Skips to a token for which `stops` holds on this bracket level, to the
    /// bracket that closes it, or to the end of the statement.
    mutating func skip(until stops: (Token) -> Bool) {
        while index != fence, tokens[index].kind != .end {
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
