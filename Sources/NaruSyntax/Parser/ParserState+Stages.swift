extension ParserState {
    /// One stage behind its `|`; nil if it can't be read.
    mutating func stage() -> Stage? {
        let start = start
        guard current.kind == .name, !current.isQuoted, !StageWords.isMissing(current) else {
            if current.kind == .unreadable { failSilently() } else { fail(.missingStage(tokens[index], after: tokens[max(index - 1, 0)])) }
            return nil
        }
        guard StageWords.contain(current) else {
            fail(.unknownStage(tokens[index], next: peek()))
            return nil
        }
        let word = advance()
        guard let kind = stageKind(word), !isLost else { return nil }
        return Stage(kind, at: span(from: start))
    }

    private mutating func stageKind(_ word: Token) -> Stage.Kind? {
        switch word.text {
        case "where":
            let possibly = takeWord("possibly")
            return .filter(expression(), possibly: possibly)
        case "select": return .select(columns())
        case "add": return .add(columns())
        case "drop": return .drop(list { $0.name(.columnName) }.compactMap { $0 })
        case "expand": return expand()
        case "join": return join()
        case "group": return group()
        case "sort": return sort()
        case "take": return count(after: "take").map { .take($0) }
        case "skip": return count(after: "skip").map { .skip($0) }
        case "top": return top()
        case "distinct":
            let hasKeys = !current.isFirstOnLine && startsOperand(current)
            return .distinct(hasKeys ? list { $0.expression() } : [])
        case "with":
            if !takeWord("sources") { expected(.word("sources")) }
            return .withSources
        case "why": return .why
        default: return setStage(word)
        }
    }

    /// `"expand" [ "optional" ] NAME ":" set`
    private mutating func expand() -> Stage.Kind? {
        let optional = optional()
        guard let name = boundName(after: "expand") else { return nil }
        return .expand(name, set(), optional: optional)
    }

    /// `"join" [ "optional" ] NAME ":" set "on" expr`
    private mutating func join() -> Stage.Kind? {
        let optional = optional()
        guard let name = boundName(after: "join") else { return nil }
        let source = set()
        if !takeWord("on") { expected(.word("on")) }
        return .join(name, source, on: expression(), optional: optional)
    }

    private mutating func optional() -> Bool {
        guard current.isWord("optional"), !peek().is(.colon) else { return false }
        advance()
        return true
    }

    private mutating func boundName(after word: String) -> Name? {
        guard current.kind != .name || peek().is(.colon) else {
            fail(.unboundElement(after: word, current))
            return nil
        }
        guard let name = name(.columnName) else { return nil }
        if !take(.colon) { expected(.symbol(.colon)) }
        return name
    }

    /// `"group" ( "by" cols [ "into" cols ] | "into" cols )`
    private mutating func group() -> Stage.Kind? {
        if takeWord("into") { return .group(by: [], into: columns()) }
        guard takeWord("by") else {
            expected(.groupPart)
            return nil
        }
        let keys = columns(until: "into")
        return .group(by: keys, into: takeWord("into") ? columns() : nil)
    }

    /// `"sort" key {"," key}`
    private mutating func sort() -> Stage.Kind {
        if current.isWord("by"), startsOperand(peek()), peek().symbol == nil, !peek().isJoiningWord {
            report(.needlessBy(at: current.span))
            advance()
        }
        return .sort(list { $0.key() })
    }

    /// `"top" count "by" key`
    private mutating func top() -> Stage.Kind? {
        guard let count = count(after: "top") else { return nil }
        if !takeWord("by") { expected(.word("by")) }
        return .top(count, by: key())
    }

    /// `( "union" | "intersect" | "except" ) "(" query ")"`
    private mutating func setStage(_ word: Token) -> Stage.Kind? {
        guard let operation = SetOperator(rawValue: word.text) else { return nil }
        guard current.is(.leftParenthesis) else {
            if startsOperand(current) { fail(.setStageParentheses(word, at: current.span)) } else { expected(.symbol(.leftParenthesis)) }
            return nil
        }
        let query = bracketed { parser in
            parser.deeper(or: nil) { parser -> Query? in parser.query() }
        }
        return query.map { .set(operation, $0) }
    }

    /// `cols = col {"," col}`
    mutating func columns(until word: String? = nil) -> [Column] {
        list(until: { token in word.map { token.isWord($0) } ?? false }) { $0.column() }
    }

    /// `col = [ NAME ":" ] expr`
    private mutating func column() -> Column {
        let name = label()
        return Column(name: name, value: item())
    }

    private mutating func item() -> Expression {
        if current.is(.star), !startsOperand(peek()) {
            report(.starColumn(at: current.span))
            return Expression(.missing, at: advance().span)
        }
        return expression()
    }

    /// `key = expr [ "asc" | "desc" ]`
    mutating func key() -> SortKey {
        let value = expression()
        if takeWord("asc") { return SortKey(value: value, direction: .ascending) }
        if takeWord("desc") { return SortKey(value: value, direction: .descending) }
        if current.kind == .name, let meant = ForeignWords.directions[current.text.lowercased()], !current.isFirstOnLine {
            report(.foreignWord(current, meant: meant))
            advance()
        }
        return SortKey(value: value, direction: nil)
    }

    /// `[ NAME ":" ]`
    mutating func label() -> Name? {
        guard peek().is(.colon) else { return nil }
        switch current.kind {
        case .name, .reserved:
            let name = name(.columnName)
            advance()
            return name
        default: return nil
        }
    }
}
