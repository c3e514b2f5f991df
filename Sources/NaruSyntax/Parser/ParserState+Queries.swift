extension ParserState {
    /// `query = source { "|" view } { "|" stage }`
    mutating func query() -> Query {
        let start = start
        let outer = openScope()
        var query = Query(source: source(), span: Span(start, start))
        closeScope(outer)
        var place = QueryPlace.source
        // Stages behind a broken one are read for their own mistakes only:
        // which columns reach them is not known.
        var isSound = true
        while true {
            let hasBar = takeBar()
            if isLost {
                isSound = false
                if place == .source { query.source = lostSource(from: start) }
            }
            if place == .source { place = .views }
            if isLost {
                guard findBar() else { break }
                continue
            }
            guard hasBar else { break }
            if atViewWord {
                readView(into: &query, place: place)
            } else {
                place = .stages
                isSound = readStage(into: &query, isSound: isSound)
            }
        }
        query.span = span(from: start)
        return query
    }

    private func lostSource(from start: Int) -> Source {
        let span = span(from: start)
        return Source(.expression(Expression(.missing, at: span)), at: span)
    }

    private mutating func readStage(into query: inout Query, isSound: Bool) -> Bool {
        let outer = openScope()
        defer { closeScope(outer) }
        guard let stage = stage(), !isLost else { return false }
        if isSound { query.stages.append(stage) }
        return isSound
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
        return isAtQueryEnd ? false : missesBar()
    }

    /// True if a stage follows, whose `|` was left out.
    private mutating func missesBar() -> Bool {
        if atStageWord || atView {
            report(.missingBar(current))
            return true
        }
        if atCloser { fail(.strayBracket(current)) } else { expected(.barOrEnd) }
        return false
    }

    private var atView: Bool {
        current.viewWord.map { peek().isWord($0.second) } ?? false
    }

    var isAtQueryEnd: Bool {
        if atEnd || at(.semicolon) { return true }
        if brackets > 0, atCloser { return true }
        return fence == nil && isAtStatementEnd
    }

    private mutating func readView(into query: inout Query, place: QueryPlace) {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        guard let view = view() else { return }
        guard place == .stages else {
            query.views.append(view)
            return
        }
        report(.viewAfterStage(at: span(from: start), suggestions: moved(view, behind: query)))
    }

    /// The view of a `|` that the stages follow.
    private func moved(_ view: View, behind query: Query) -> [Suggestion] {
        guard let bar = tokens[..<index].lastIndex(where: { $0.span.end <= view.span.start }), bar > 0,
            tokens[bar].is(.bar)
        else { return [] }
        let goal = query.views.last?.span.end ?? query.source.span.end
        let words = view.written
        let message = Message("move `\(words)` behind the source", ko: "`\(words)`을(를) 대상 뒤로 옮기세요")
        let old = Span(tokens[bar - 1].span.end, view.span.end)
        return [Suggestion([.insertion(" | \(words)", at: goal), TextEdit(old, "")], .said(message))]
    }

    /// `"as" "of" sum | "known" "by" sum | "stated" "only" | "all" "claims"`
    private mutating func view() -> View? {
        let start = start
        guard let word = advance().viewWord else { return nil }
        guard takeWord(word.second) else {
            expected(.word(word.second))
            return nil
        }
        let kind: View.Kind =
            switch word {
            case .asOf: .asOf(sum())
            case .knownBy: .knownBy(sum())
            case .statedOnly: .statedOnly
            case .allClaims: .allClaims
            }
        return isLost ? nil : View(kind, at: span(from: start))
    }
}

extension View {
    /// As it stands in a query.
    fileprivate var written: String {
        switch kind {
        case .asOf(let day), .knownBy(let day): "\(word.words) \(Printer.print(day))"
        case .statedOnly, .allClaims: word.words
        }
    }
}

extension Token {
    fileprivate var viewWord: ViewWord? { isName && !isQuoted ? ViewWord(rawValue: text) : nil }
}

/// Which part of a query is being read.
private enum QueryPlace { case source, views, stages }
