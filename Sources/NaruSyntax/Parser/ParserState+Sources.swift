extension ParserState {
    /// `source = expr | "paths" … | "reach" … | "network" …`
    mutating func source() -> Source {
        let start = start
        switch sourceForm {
        case .paths: return paths(from: start)
        case .reach: return reach(from: start)
        case .network: return network(from: start)
        case .expression: return bareSource(from: start)
        }
    }

    private mutating func bareSource(from start: Int) -> Source {
        checkSourceWord()
        let value = expression()
        return Source(.expression(value), at: span(from: start))
    }

    private var sourceForm: SourceForm {
        let next = peek()
        guard atName, !next.isFirstOnLine else { return .expression }
        if atWord("paths"), next.isWord("from") { return .paths }
        if atWord("reach"), next.isWord("from") { return .reach }
        if atWord("paths"), Self.modeWords.contains(next.text), modeStandsFirst() { return .paths }
        if atWord("network"), next.isWord("via") { return .network }
        if atWord("network"), isPlain(next) || next.is(.leftParenthesis) { return .network }
        return .expression
    }

    private mutating func paths(from start: Int) -> Source {
        skipToken()
        let (misplaced, place, words) = misplacedMode()
        skipToken()
        let from = set()
        let to = operand(after: "to")
        let via = operand(after: "via")
        let limit = upTo()
        let mode = misplaced ?? pathMode()
        if let words {
            let end = span(from: start).end
            let moved = misplaced == .allShortest ? "all shortest" : misplaced == .simple ? "simple" : "shortest"
            suggest(
                [TextEdit(words, ""), .insertion(" \(moved)", at: end)], for: place, shown: Span(start, end))
        }
        return Source(.paths(from: from, to: to, via: via, limit: limit, mode: mode), at: span(from: start))
    }

    private static let modeWords: Set<String> = ["shortest", "simple", "all"]

    /// `paths shortest from …`, `paths all shortest from …`
    private func modeStandsFirst() -> Bool {
        peek(2).isWord("from") || peek(2).isWord("shortest") && peek(3).isWord("from")
    }

    /// The mode with what was noted of it, and its words with the space behind.
    private mutating func misplacedMode() -> (mode: PathMode?, place: Int?, words: Span?) {
        guard !atWord("from") else { return (nil, nil, nil) }
        let start = start
        let mode = pathMode()
        let place = note(.pathModeFirst(at: span(from: start)))
        return (mode, place, Span(start, self.start))
    }

    private mutating func pathMode() -> PathMode {
        if takeWord("shortest") { return .shortest }
        if takeWord("simple") { return .simple }
        guard takeWord("all") else { return .unspecified }
        if !takeWord("shortest") { expected(.word("shortest")) }
        return .allShortest
    }

    private mutating func reach(from start: Int) -> Source {
        skipToken()
        skipToken()
        let from = set()
        let via = operand(after: "via")
        let limit = upTo()
        return Source(.reach(from: from, via: via, limit: limit), at: span(from: start))
    }

    /// `"network" ~entry "via" set`
    private mutating func network(from start: Int) -> Source {
        skipToken()
        if atWord("of"), isPlain(peek()) {
            report(.needlessOf(at: current.span, removed: Span(current.span.start, peek().span.start)))
            skipToken()
        }
        if atWord("via") { fail(.networkOfNothing(at: current.span)) }
        let entry = entry()
        let via = operand(after: "via")
        return Source(.network(entry, via: via), at: span(from: start))
    }

    /// `( PLAIN [ ~TEXT ] | "(" query ")" ) { "." NAME | ~"[" expr "]" }`
    private mutating func entry() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        let base: Expression
        if at(.leftParenthesis) {
            base = parenthesised()
        } else {
            let name = takeName()
            base = atSameLineText ? entity(name) : node(.name(name), from: start)
        }
        return steps(on: base, from: start, shapes: false)
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
            skipToken()
            return Count(.literal(value), at: token.span, text: literal.text)
        case .parameter:
            skipToken()
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
        if at(.equal) { return fail(.spreadsheetFormula(at: current.span)) }
        guard current.isName, !current.isQuoted else { return }
        let word = current.text.lowercased()
        if ForeignWords.changes.contains(word), beginsOperand() || next.text.lowercased() == "into" {
            return fail(.onlyAsks(word, at: current.span))
        }
        if word == "match", next.is(.leftParenthesis), next.hasSpaceBefore || current.text == "MATCH" {
            return fail(.sqlOrder(word, at: current.span))
        }
        let selectsAll = next.is(.star) && peek(2).text.lowercased() == "from" && beginsOperand(3)
        guard ForeignWords.queryStarts.contains(word), selectsAll || beginsOperand() else { return }
        if word == "from" {
            report(.needlessFrom(at: current.span, removed: Span(current.span.start, next.span.start)))
            skipToken()
        } else {
            fail(.sqlOrder(word, at: current.span))
        }
    }
}

private enum SourceForm { case expression, paths, reach, network }
