extension ParserState {
    /// One stage behind its `|`; nil if it can't be read.
    mutating func stage() -> Stage? {
        let start = start
        guard atStageWord else {
            failStage()
            return nil
        }
        guard let word = StageWord(rawValue: advance().text), let kind = stageKind(word), !isLost else { return nil }
        return Stage(kind, at: span(from: start))
    }

    private mutating func failStage() {
        switch current.kind {
        case .unreadable: failSilently()
        case .name where !current.isQuoted && !current.isJoiningWord: fail(.unknownStage(current, restOfStage))
        default: fail(.missingStage(tokens[index], after: tokens[max(index - 1, 0)]))
        }
    }

    /// What stands behind the next word, up to the end of its line or a `|`.
    private var restOfStage: ArraySlice<Token> {
        let rest = tokens[min(index + 1, tokens.count)...].prefix(16)
        return rest.prefix { !$0.is(.bar) && !$0.is(.semicolon) && !$0.isEnd && !$0.isFirstOnLine }
    }

    private mutating func stageKind(_ word: StageWord) -> Stage.Kind? {
        switch word {
        case .filter: condition()
        case .select: .select(columns())
        case .add: .add(columns())
        case .drop: drop()
        case .expand: expand()
        case .join: join()
        case .group: group()
        case .sort: sort()
        case .take: count(after: word.rawValue).map { .take($0) }
        case .skip: count(after: word.rawValue).map { .skip($0) }
        case .top: top()
        case .distinct: distinct()
        case .union: setStage(.union)
        case .intersect: setStage(.intersect)
        case .except: setStage(.except)
        case .withSources: withSources()
        case .why: .why
        }
    }

    private mutating func condition() -> Stage.Kind {
        let possibly = takeWord("possibly")
        return .filter(expression(), possibly: possibly)
    }

    private mutating func drop() -> Stage.Kind {
        .drop(list { $0.name(.columnName) }.compactMap { $0 })
    }

    private mutating func distinct() -> Stage.Kind {
        let hasKeys = atOperand && !current.isFirstOnLine
        return .distinct(hasKeys ? list { $0.expression() } : [])
    }

    private mutating func withSources() -> Stage.Kind {
        if !takeWord("sources") { expected(.word("sources")) }
        return .withSources
    }

    /// `"expand" [ "optional" ] NAME ":" set`
    private mutating func expand() -> Stage.Kind? {
        let optional = optional()
        guard let name = boundName(after: "expand") else { return nil }
        return .expand(name, set(), optional: optional)
    }

    /// `"join" [ "optional" ] NAME ":" set "on" expr`
    private mutating func join() -> Stage.Kind? {
        let word = tokens[max(index - 1, 0)].span
        let optional = optional()
        guard let name = boundName(after: "join") else { return nil }
        let source = set()
        if !takeWord("on") {
            if isAtQueryEnd || at(.bar) { fail(.joinWithoutOn(name, word: word, at: span(from: name.span.start))) }
            expected(.word("on"))
        }
        return .join(name, source, on: expression(), optional: optional)
    }

    private mutating func optional() -> Bool {
        guard atWord("optional"), !nextIs(.colon) else { return false }
        skipToken()
        return true
    }

    private mutating func boundName(after word: String) -> Name? {
        guard !atName || nextIs(.colon) else {
            fail(.unboundElement(after: word, at: tokens[max(index - 1, 0)].span, current))
            return nil
        }
        guard let name = name(.columnName) else { return nil }
        if !take(.colon) { expected(.symbol(.colon)) }
        return name
    }

    /// `"group" ( "by" cols [ "across" coalesce [ "in" coalesce ] ] [ "into" cols ] | "into" cols )`
    private mutating func group() -> Stage.Kind? {
        if takeWord("into") { return .group(by: [], across: nil, into: columns()) }
        guard takeWord("by") else {
            expected(.groupPart)
            return nil
        }
        let keys = columns(until: ["across", "into"])
        let across = across()
        return .group(by: keys, across: across, into: takeWord("into") ? columns() : nil)
    }

    private mutating func across() -> Across? {
        let start = start
        guard takeWord("across") else { return nil }
        let value = coalesce()
        return Across(value: value, cases: take(.in) ? coalesce() : nil, at: span(from: start))
    }

    /// `"sort" key {"," key}`
    private mutating func sort() -> Stage.Kind {
        skipNeedlessBy()
        return .sort(list { $0.key() })
    }

    private mutating func skipNeedlessBy() {
        guard atWord("by"), beginsOperand() else { return }
        report(.needlessBy(at: current.span, removed: Span(current.span.start, peek().span.start)))
        skipToken()
    }

    /// `"top" count "by" key`
    private mutating func top() -> Stage.Kind? {
        guard let count = count(after: "top") else { return nil }
        if !takeWord("by") { expected(.word("by"), write: "by") }
        return .top(count, by: key())
    }

    /// `( "union" | "intersect" | "except" ) "(" query ")"`
    private mutating func setStage(_ operation: SetOperator) -> Stage.Kind? {
        guard at(.leftParenthesis) else {
            failSetStage(operation.rawValue)
            return nil
        }
        guard let bracket = openBracket() else { return nil }
        let query = query()
        close(bracket)
        return .set(operation, query)
    }

    private mutating func failSetStage(_ word: String) {
        if atOperand {
            let operand = ahead { $0.set() }
            fail(.setStageParentheses(word, operand: operand?.span, at: current.span))
        } else {
            expected(.symbol(.leftParenthesis))
        }
    }

    /// `cols = col {"," col}`
    mutating func columns(until words: Set<String> = []) -> [Column] {
        list(until: words) { $0.column() }
    }

    /// `col = [ NAME ":" ] expr`
    private mutating func column() -> Column {
        let name = label()
        let value = at(.star) && !nextIsOperand ? starColumn() : expression()
        return Column(name: name, value: value)
    }

    private mutating func starColumn() -> Expression {
        report(.starColumn(at: current.span, suggestions: waysWithoutStar))
        return Expression(.missing, at: advance().span)
    }

    /// Without the whole `| select *`, or with `add` for `select *,`.
    private var waysWithoutStar: [Suggestion] {
        guard index > 1, tokens[index - 1].isWord("select"), tokens[index - 2].is(.bar) else { return [] }
        let (bar, select, star) = (tokens[index - 2].span, tokens[index - 1].span, tokens[index].span)
        if nextIs(.comma) {
            let rest = Span(select.start, peek().span.end)
            return [Suggestion([TextEdit(rest, "add")], shown: rest.joined(peek(2).span))]
        }
        let message = Message("remove '| select *'", ko: "'| select *'을(를) 지우세요")
        let before = index > 2 ? tokens[index - 3].span.end : bar.start
        return [Suggestion([TextEdit(Span(before, star.end), "")], .said(message))]
    }

    /// `key = expr [ "asc" | "desc" ]`
    mutating func key() -> SortKey {
        let value = expression()
        return SortKey(value: value, direction: direction())
    }

    private mutating func direction() -> SortDirection? {
        if takeWord("asc") { return .ascending }
        if takeWord("desc") { return .descending }
        if atName, let meant = ForeignWords.directions[current.text.lowercased()], !current.isFirstOnLine {
            report(
                .foreignWord(
                    current, meant: meant, suggestions: [.write(meant, for: current.span, isAtCaret: true)]))
            skipToken()
        }
        return nil
    }

    /// `[ NAME ":" ]`
    mutating func label() -> Name? {
        guard nextIs(.colon) else { return nil }
        switch current.kind {
        case .name, .reserved:
            let name = name(.columnName)
            skipToken()
            return name
        default: return nil
        }
    }
}
