/// What was probably meant: in words, and as it could be written.
struct Hint {
    var label: Message?
    var suggestions: [Suggestion]

    init(_ label: Message? = nil, _ suggestions: [Suggestion] = []) {
        self.label = label
        self.suggestions = suggestions
    }

    /// Instead of what stands at a place.
    init(_ label: Message? = nil, write text: String, for span: Span) {
        self.init(label, [.write(text, for: span)])
    }
}

/// What was probably meant where a token is out of place.
extension ParserState {
    /// In place of what was expected.
    func hint() -> Hint? {
        let token = tokens[index]
        if let marker = dateMarkerHint() { return marker }
        switch token.kind {
        case .symbol(.leftParenthesis): return methodHint()
        case .symbol(.comma): return groupedDigitsHint() ?? listHint()
        case .symbol(.bar): return argumentHint()
        case .symbol(.semicolon) where fence != nil: return separatorHint
        case .symbol(.question): return Self.conditionalHint
        case .reserved(.not): return negationHint()
        case .number: return numberHint()
        case .name where !token.isQuoted: return wordHint(token) ?? adjacentHint(token)
        default: return nil
        }
    }

    /// `@2023-10~`, `@2023?`
    private func dateMarkerHint() -> Hint? {
        let mark = tokens[index].is(.question) ? index : index - 1
        guard mark > 0, tokens[mark].is(.question) || tokens[mark].is(.matches) else { return nil }
        let date = tokens[mark - 1]
        guard case .date = date.kind, date.span.end == tokens[mark].span.start else { return nil }
        let text = date.text.drop { $0 == "@" } + tokens[mark].text
        return Hint(
            Message("a literal has no mark of doubt", ko: "리터럴에는 불확실 표시가 없습니다"), write: "date(\"\(text)\")",
            for: date.span.joined(tokens[mark].span))
    }

    private static let conditionalHint = Hint(
        Message("a choice is made with 'if', 'then' and 'else'", ko: "선택은 'if', 'then', 'else'로 씁니다"))

    /// `x.count()`
    private func methodHint() -> Hint? {
        guard index > 1, tokens[index - 2].is(.dot), partners[index] > index else { return nil }
        let name = tokens[index - 1].text
        let call = Message("a function stands before what it takes", ko: "함수는 받는 것 앞에 씁니다")
        guard let start = operandStart(before: index - 2) else { return Hint(call) }
        let inner = partners[index] == index + 1 ? ")" : ", "
        let head = TextEdit(
            Span(tokens[index - 2].span.start, tokens[inner == ")" ? index + 1 : index].span.end), inner)
        let whole = Span(start, tokens[partners[index]].span.end)
        return Hint(call, [Suggestion([.insertion("\(name)(", at: start), head], shown: whole)])
    }

    /// Where the path begins that ends before a token.
    private func operandStart(before end: Int) -> Int? {
        var place = end - 1
        while place >= 0 {
            let token = tokens[place]
            if let opener = opener(of: place) {
                place = opener - 1
                if tokens[opener].is(.leftBracket), place >= 0 { continue }
                // The parenthesis of a call has its name before it.
                let isCall = place >= 0 && tokens[place].isName && !tokens[opener].hasSpaceBefore
                if !isCall { return tokens[opener].span.start }
            }
            guard place >= 0, tokens[place].isName || tokens[place].is(.it) || token.isText else {
                return nil
            }
            if tokens[place].isText { return place > 0 ? tokens[place - 1].span.start : nil }
            guard place > 0, tokens[place - 1].is(.dot) else { return tokens[place].span.start }
            place -= 2
        }
        return nil
    }

    /// The bracket that a token closes; looked for nearby only, so that a long
    /// line of mistakes stays linear.
    private func opener(of place: Int) -> Int? {
        guard tokens[place].symbol?.isCloser ?? false else { return nil }
        return (max(0, place - 64)..<place).last { partners[$0] == place }
    }

    /// `count(xs | where c)`
    private func argumentHint() -> Hint? {
        guard let open = tokens[..<index].indices.suffix(64).last(where: { partners[$0] > index }),
            tokens[open].is(.leftParenthesis), open > 0, tokens[open - 1].isName
        else { return nil }
        let end = tokens[partners[open]].span.start
        return Hint(
            Message("a query inside another stands in parentheses of its own", ko: "질의 안의 질의는 따로 괄호로 묶습니다"),
            [
                Suggestion(
                    [.insertion("(", at: tokens[open].span.end), .insertion(")", at: end)],
                    shown: Span(tokens[open - 1].span.start, tokens[partners[open]].span.end))
            ])
    }

    /// `(1, 2, 3)`
    private func listHint() -> Hint? {
        guard let place = tokens[..<index].suffix(64).lastIndex(where: { $0.symbol?.closer != nil }),
            tokens[place].is(.leftParenthesis)
        else { return nil }
        let words = Message("a list stands in square brackets", ko: "목록은 대괄호로 묶습니다")
        guard partners[place] > index else { return Hint(words) }
        let (open, close) = (tokens[place].span, tokens[partners[place]].span)
        return Hint(words, [Suggestion([TextEdit(open, "["), TextEdit(close, "]")])])
    }

    /// `a not = b`
    private func negationHint() -> Hint? {
        let next = tokens[min(index + 1, tokens.count - 1)]
        let both = tokens[index].span.joined(next.span)
        switch next.symbol {
        case .equal: return Hint(write: "!=", for: both)
        case .matches: return Hint(write: "!~", for: both)
        default: return Hint(Message("'not' stands before the whole comparison", ko: "'not'은 비교 전체의 앞에 씁니다"))
        }
    }

    /// `x as y`, `x AND y`
    private func wordHint(_ token: Token) -> Hint? {
        let word = token.text.lowercased()
        let before = index > 0 ? tokens[index - 1] : nil
        if word == "when", before?.isWord("case") ?? false { return Self.conditionalHint }
        if word == "so" && peek().isWord("far") || word == "far" && before?.isWord("so") ?? false {
            return Hint(
                Message(
                    "a running total has 'over', its rows and then 'so far'", ko: "누계는 'over'와 대상 행, 그다음 'so far'로 씁니다")
            )
        }
        if word == "from", let before, before.isWord("paths") || before.isWord("reach") {
            return Hint(
                Message("a query inside another stands in parentheses of its own", ko: "질의 안의 질의는 따로 괄호로 묶습니다"))
        }
        if word == "as" { return columnNameHint() }
        if let stage = ForeignWords.laterStages[word] {
            let next = tokens[min(index + 1, tokens.count - 1)]
            let place = stage == "sort" && next.isWord("by") ? token.span.joined(next.span) : token.span
            return Hint(
                Message("a stage stands behind a '|'", ko: "단계는 '|' 뒤에 씁니다"), write: "| \(stage)", for: place)
        }
        guard word != token.text, ReservedWord(word) != nil || JoiningWord.all.contains(word) else {
            return nil
        }
        return Hint(
            Message("keywords are written small", ko: "키워드는 소문자로 씁니다"), write: word, for: token.span)
    }

    /// `count(x) as n`
    private func columnNameHint() -> Hint {
        let words = Message("a name stands before its column, with ':'", ko: "이름은 열 앞에 ':'와 함께 씁니다")
        guard index + 1 < tokens.count, tokens[index + 1].isName, let start = columnStart() else {
            return Hint(words)
        }
        let name = tokens[index + 1]
        let edits = [
            TextEdit.insertion("\(Notation.name(name.text)): ", at: start),
            TextEdit(Span(tokens[index - 1].span.end, name.span.end), ""),
        ]
        return Hint(words, [Suggestion(edits)])
    }

    /// Where the column begins that is being read.
    private func columnStart() -> Int? {
        var place = index - 1
        while place > max(0, index - 64) {
            let token = tokens[place]
            if token.is(.comma) || token.is(.bar) || token.symbol?.closer != nil || token.isWord("into")
                || token.isWord("by") || token.isWord("select") || token.isWord("add")
            {
                return tokens[place + 1].span.start
            }
            place = opener(of: place).map { $0 - 1 } ?? place - 1
        }
        return nil
    }
}
