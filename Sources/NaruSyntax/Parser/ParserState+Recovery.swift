extension ParserState {
    /// A line that begins with this token goes on with the statement above.
    static func continues(_ token: Token, next: Token) -> Bool {
        switch token.kind {
        case .symbol(let symbol):
            symbol.isInfix || symbol.isCloser || symbol == .bar || symbol == .dot || symbol == .comma || symbol == .colon
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

    /// Reads with the bracket at `open` as the fence. If reading got lost, goes
    /// on behind the closing bracket where there is one.
    mutating func bracketed<Result>(_ body: (inout ParserState) -> Result) -> Result {
        let open = index
        let closer = tokens[open].symbol?.closer ?? .rightParenthesis
        let outer = fence
        let partner = partners[open]
        if partner > open { fence = partner }
        advance()
        brackets += 1
        let result = body(&self)
        brackets -= 1
        if !isLost, !take(closer) {
            if partner < 0, current.kind == .end || isAtStatementEnd || current.symbol?.isCloser ?? false {
                isLost = true
                lostCount += 1
            } else {
                expected(.symbol(closer))
            }
        }
        if isLost, partner < 0 { reportUnclosed(open) }
        if isLost, partner > open, !isOverLimit {
            index = partner + 1
            isLost = false
        }
        fence = outer
        return result
    }

    /// Of brackets left open inside each other only the innermost is named.
    mutating func reportUnclosed(_ open: Int) {
        guard !sawUnclosed, !isOverLimit, let closer = tokens[open].symbol?.closer else { return }
        diagnostics.append(.unclosed(tokens[open], closer: closer))
        sawUnclosed = true
    }

    /// `item {"," item}`; a mistake in one item leaves the others standing.
    mutating func list<Item>(until stops: (Token) -> Bool = { _ in false }, _ item: (inout ParserState) -> Item) -> [Item] {
        var items: [Item] = []
        repeat {
            let outer = height
            height = 0
            items.append(item(&self))
            height = max(height, outer)
            if !isLost, startsStrayItem, !stops(current) { expected(.commaOrEnd) }
            if isLost, !isOverLimit {
                skip { $0.is(.comma) || $0.is(.bar) || stops($0) }
                if tokens[index].is(.comma) { isLost = false }
            }
        } while take(.comma)
        return items
    }

    /// A value directly behind a value, where no `|` was left out.
    private var startsStrayItem: Bool {
        startsOperand(current) && current.symbol == nil && !current.isJoiningWord && !isAtQueryEnd
            && !StageWords.contain(current) && !ViewWords.contain(current)
    }
}
