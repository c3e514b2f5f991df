extension ParserState {
    /// `query = source { "|" view } { "|" stage }`
    mutating func query() -> Query {
        let start = start
        let outer = openScope()
        let source = source()
        closeScope(outer)
        var query = Query(source: source, span: span(from: start))
        var isFirst = true
        var sawStage = false
        // Stages behind a broken one are read for their own mistakes only:
        // which columns reach them is not known.
        var isSound = true
        while true {
            let hasBar = takeBar()
            if isLost, isFirst { query.source = Source(.expression(missing(from: start)), at: span(from: start)) }
            isFirst = false
            if isLost {
                isSound = false
                guard findBar() else { break }
                continue
            }
            guard hasBar else { break }
            let outer = openScope()
            if ViewWords.contain(current) {
                readView(into: &query, sawStage: sawStage)
            } else {
                sawStage = true
                let stage = stage()
                if let stage, !isLost, isSound { query.stages.append(stage) }
                isSound = isSound && stage != nil
            }
            closeScope(outer)
        }
        query.span = span(from: start)
        return query
    }

    /// Past a mistake, goes on at the next `|`.
    private mutating func findBar() -> Bool {
        guard !isOverLimit else { return false }
        skip { $0.is(.bar) }
        guard index != fence, tokens[index].is(.bar) else { return false }
        isLost = false
        return true
    }

    /// Behind a source or stage there must be a `|` or the end of the query.
    private mutating func takeBar() -> Bool {
        if isLost { return false }
        if take(.bar) { return true }
        if isAtQueryEnd { return false }
        if StageWords.contain(current) || ViewWords.contain(current) {
            report(.missingBar(current))
            return true
        }
        if current.symbol?.isCloser ?? false {
            fail(.strayBracket(current))
        } else {
            expected(.barOrEnd)
        }
        return false
    }

    var isAtQueryEnd: Bool {
        if current.kind == .end || current.is(.semicolon) { return true }
        if brackets > 0, current.symbol?.isCloser ?? false { return true }
        return fence == nil && isAtStatementEnd
    }

    private mutating func readView(into query: inout Query, sawStage: Bool) {
        let start = start
        guard let view = view() else { return }
        if sawStage { report(.viewAfterStage(at: span(from: start))) } else { query.views.append(view) }
    }

    /// `"as" "of" sum | "known" "by" sum | "stated" "only" | "all" "claims"`
    private mutating func view() -> View? {
        let start = start
        let word = advance()
        let second = ViewWords.second(after: word.text)
        guard takeWord(second) else {
            expected(.word(second))
            return nil
        }
        let kind: View.Kind
        switch word.text {
        case "as": kind = .asOf(sum())
        case "known": kind = .knownBy(sum())
        case "stated": kind = .statedOnly
        default: kind = .allClaims
        }
        return isLost ? nil : View(kind, at: span(from: start))
    }
}
