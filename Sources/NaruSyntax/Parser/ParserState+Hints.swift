/// What was probably meant where a token is out of place.
extension ParserState {
    /// For the caret, in place of what was expected.
    func hint() -> Message? {
        let token = tokens[index]
        if let marker = dateMarkerHint() { return marker }
        switch token.kind {
        case .symbol(.leftParenthesis): return methodHint()
        case .symbol(.comma): return groupedDigitsHint() ?? listHint()
        case .symbol(.semicolon) where fence != nil: return Self.separatorHint
        case .symbol(.question): return Self.conditionalHint
        case .reserved(.not): return negationHint()
        case .number: return numberHint()
        case .name where !token.isQuoted: return wordHint(token) ?? adjacentHint(token)
        default: return nil
        }
    }

    /// `@2023-10~`, `@2023?`
    private func dateMarkerHint() -> Message? {
        let mark = tokens[index].is(.question) ? index : index - 1
        guard mark > 0, tokens[mark].is(.question) || tokens[mark].is(.matches) else { return nil }
        let date = tokens[mark - 1]
        guard case .date = date.kind, date.span.end == tokens[mark].span.start else { return nil }
        let text = date.text.drop { $0 == "@" } + tokens[mark].text
        return Message("write date(\"\(text)\")", ko: "date(\"\(text)\") 로 쓰세요")
    }

    private static let conditionalHint = Message(
        "a choice is written 'if a then b else c'", ko: "선택은 'if a then b else c'로 씁니다")

    /// `x.count()`
    private func methodHint() -> Message? {
        guard index > 1, tokens[index - 2].is(.dot) else { return nil }
        let name = tokens[index - 1].text
        return Message("write \(name)(x) instead of x.\(name)()", ko: "x.\(name)() 대신 \(name)(x) 로 쓰세요")
    }

    /// `(1, 2, 3)`
    private func listHint() -> Message? {
        // Bounded, so that a long line of mistakes stays linear.
        let opener = tokens[..<index].suffix(64).last { $0.symbol?.closer != nil }
        guard opener?.is(.leftParenthesis) ?? false else { return nil }
        return Message("a list stands in square brackets: [a, b]", ko: "목록은 대괄호로 묶습니다: [a, b]")
    }

    /// `a not = b`
    private func negationHint() -> Message? {
        let next = tokens[min(index + 1, tokens.count - 1)]
        switch next.symbol {
        case .equal: return Message("write 'a != b'", ko: "'a != b'로 쓰세요")
        case .matches: return Message("write 'a !~ b'", ko: "'a !~ b'로 쓰세요")
        default: return Message("'not' stands before the whole comparison", ko: "'not'은 비교 전체의 앞에 씁니다")
        }
    }

    /// `x as y`, `x AND y`
    private func wordHint(_ token: Token) -> Message? {
        let word = token.text.lowercased()
        let before = index > 0 ? tokens[index - 1] : nil
        if word == "when", before?.isWord("case") ?? false { return Self.conditionalHint }
        if word == "so" && peek().isWord("far") || word == "far" && before?.isWord("so") ?? false {
            return Message(
                "a running total is written 'sum(n) over all so far'", ko: "누계는 'sum(n) over all so far' 로 씁니다")
        }
        if word == "from", let before, before.isWord("paths") || before.isWord("reach") {
            return Message("a query inside another stands in parentheses of its own", ko: "질의 안의 질의는 따로 괄호로 묶습니다")
        }
        if word == "as" { return Message("a name stands before its column: 'n: x'", ko: "이름은 열 앞에 씁니다: 'n: x'") }
        if let stage = ForeignWords.laterStages[word] {
            return Message("write '| \(stage) …'", ko: "'| \(stage) …'로 쓰세요")
        }
        guard word != token.text, ReservedWord(rawValue: word) != nil || JoiningWord.all.contains(word) else {
            return nil
        }
        return Message("keywords are written small: '\(word)'", ko: "키워드는 소문자로 씁니다: '\(word)'")
    }
}
