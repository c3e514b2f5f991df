extension ParserState {
    /// `source = expr | "paths" … | "reach" … | "network" …`
    mutating func source() -> Source {
        let start = start
        let next = peek()
        if current.isWord("paths"), next.isWord("from"), !next.isFirstOnLine { return paths(from: start) }
        if current.isWord("reach"), next.isWord("from"), !next.isFirstOnLine { return reach(from: start) }
        if current.isWord("network"), !next.isFirstOnLine, isPlain(next) || next.is(.leftParenthesis) {
            return network(from: start)
        }
        checkSourceWord()
        return Source(.expression(expression()), at: span(from: start))
    }

    private mutating func paths(from start: Int) -> Source {
        advance()
        advance()
        let from = set()
        let to = operand(after: "to")
        let via = operand(after: "via")
        let limit = upTo()
        let mode = pathMode()
        return Source(.paths(from: from, to: to, via: via, limit: limit, mode: mode), at: span(from: start))
    }

    private mutating func pathMode() -> PathMode {
        if takeWord("shortest") { return .shortest }
        if takeWord("simple") { return .simple }
        guard takeWord("all") else { return .unspecified }
        if !takeWord("shortest") { expected(.word("shortest")) }
        return .allShortest
    }

    private mutating func reach(from start: Int) -> Source {
        advance()
        advance()
        let from = set()
        let via = operand(after: "via")
        let limit = upTo()
        return Source(.reach(from: from, via: via, limit: limit), at: span(from: start))
    }

    /// `"network" ~entry "via" set`
    private mutating func network(from start: Int) -> Source {
        advance()
        let entry = entry()
        let via = operand(after: "via")
        return Source(.network(entry, via: via), at: span(from: start))
    }

    /// `( PLAIN [ ~TEXT ] | "(" query ")" ) { "." NAME | ~"[" expr "]" }`
    private mutating func entry() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        if current.is(.leftParenthesis) { return steps(on: parenthesised(), from: start, shapes: false) }
        let token = advance()
        let name = Name(token.text, at: token.span, isQuoted: token.isQuoted)
        guard current.kind == .text, !current.isFirstOnLine else {
            return steps(on: Expression(.name(name), at: name.span), from: start, shapes: false)
        }
        let text = advance()
        let kind = Expression.Kind.entity(type: name, text: text.text, textSpan: text.span)
        return steps(on: Expression(kind, at: span(from: start)), from: start, shapes: false)
    }

    private mutating func operand(after word: String) -> Expression {
        guard takeWord(word) else {
            expected(.word(word))
            return missing()
        }
        return set()
    }

    private mutating func upTo() -> Count? {
        guard takeWord("up") else { return nil }
        guard takeWord("to") else {
            expected(.word("to"))
            return nil
        }
        return count(after: "up to")
    }

    /// `count = INT | PARAM`
    mutating func count(after word: String) -> Count? {
        let token = current
        switch token.kind {
        case .number(let literal):
            guard case .int(let value) = literal.value else { break }
            advance()
            return Count(.literal(value), at: token.span)
        case .parameter:
            advance()
            return Count(.parameter(Name(token.text, at: token.span)), at: token.span)
        case .unreadable:
            failSilently()
            return nil
        default: break
        }
        fail(.notACount(tokens[index], after: word))
        return nil
    }

    /// Queries as other languages begin them.
    private mutating func checkSourceWord() {
        let next = peek()
        if current.is(.bar) { return fail(.missingSource(current)) }
        guard current.kind == .name, !current.isQuoted, !next.isFirstOnLine else { return }
        let word = current.text.lowercased()
        guard ForeignWords.queryStarts.contains(word) else { return }
        let isFollowed = next.is(.star) || (startsOperand(next) && next.kind != .text && !next.isJoiningWord && !isPunctuation(next))
        guard isFollowed else { return }
        if word == "from" {
            report(.needlessFrom(at: current.span))
            advance()
        } else {
            fail(.sqlOrder(word, at: current.span))
        }
    }

    private func isPunctuation(_ token: Token) -> Bool {
        if case .symbol = token.kind { true } else { false }
    }
}
