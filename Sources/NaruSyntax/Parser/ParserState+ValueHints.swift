/// What was probably meant by values that are written in another way.
extension ParserState {
    var separatorHint: Hint {
        Hint(Message("values are separated by commas", ko: "값 사이에는 쉼표를 씁니다"), write: ",", for: tokens[index].span)
    }

    /// `1,000`
    func groupedDigitsHint() -> Hint? {
        guard index > 0, case .number = tokens[index - 1].kind, tokens[index - 1].text.utf8.count <= 3 else {
            return nil
        }
        var digits = tokens[index - 1].text
        var place = index
        while place + 1 < tokens.count, tokens[place].is(.comma), !tokens[place].hasSpaceBefore {
            let group = tokens[place + 1]
            guard case .number = group.kind, !group.hasSpaceBefore, group.text.utf8.count == 3 else { break }
            digits += "_" + group.text
            place += 2
        }
        guard place > index else { return nil }
        let whole = tokens[index - 1].span.joined(tokens[place - 1].span)
        return Hint(
            Message("digits are grouped with '_'", ko: "숫자는 '_'로 묶습니다"), write: digits, for: whole)
    }

    /// `1억 5000만`
    func numberHint() -> Hint? {
        guard index > 0, case .number(let first) = tokens[index - 1].kind,
            case .number(let second) = tokens[index].kind,
            case .int(let more) = first.value, case .int(let less) = second.value, more > less,
            first.text.unicodeScalars.last.map({ $0.value > 127 }) ?? false
        else { return nil }
        let (sum, overflow) = more.addingReportingOverflow(less)
        guard !overflow, let number = KoreanNumber.written(sum) else { return nil }
        return Hint(
            Message("one number has one of 만 억 조, at its end", ko: "수에는 만, 억, 조 가운데 하나만 끝에 붙입니다"),
            write: number, for: tokens[index - 1].span.joined(tokens[index].span))
    }

    /// `count cities`, `city Seoul`, `country = South Korea`, `결연 연도`
    func adjacentHint(_ token: Token) -> Hint? {
        guard index > 0, !token.isFirstOnLine, !token.isJoiningWord else { return nil }
        let before = tokens[index - 1]
        guard before.isName, !before.isQuoted, !StageWord.contains(before) else { return nil }
        if ForeignWords.aggregates.contains(before.text), index < 2 || !tokens[index - 2].is(.dot) {
            return Hint(
                Message("a function has parentheses", ko: "함수에는 괄호를 씁니다"),
                [
                    Suggestion(
                        [
                            TextEdit(Span(before.span.end, token.span.start), "("),
                            .insertion(")", at: pathEnd(from: index)),
                        ], shown: before.span)
                ])
        }
        return Hint(nil, waysToJoin(before, token))
    }

    /// Words behind each other as one name, as a text, as the text of an
    /// entity, or with a comma between.
    private func waysToJoin(_ before: Token, _ token: Token) -> [Suggestion] {
        var words = [before.text, token.text]
        var last = token.span
        for next in tokens[(index + 1)...].prefix(4) {
            guard next.isName, !next.isFirstOnLine, !next.isJoiningWord, !StageWord.contains(next) else { break }
            words.append(next.text)
            last = next.span
        }
        let whole = before.span.joined(last)
        let all = words.joined(separator: " ")
        let name = words.dropFirst().joined(separator: " ")
        // A text of several words is what something is compared with.
        let isCompared = index > 1 && tokens[index - 2].symbol?.comparison != nil
        let texts =
            ["`\(all)`", "\(Notation.name(before.text)) \(Notation.text(name))"]
            + (isCompared ? [Notation.text(all)] : [])
        let comma = TextEdit.insertion(",", at: before.span.end)
        return texts.map { Suggestion([TextEdit(whole, $0)], isAlternative: true) }
            + [Suggestion([comma], isAlternative: true, shown: before.span.joined(token.span))]
    }

    /// The end of `a.b.c` from its first name.
    private func pathEnd(from start: Int) -> Int {
        var place = start
        while place + 2 < tokens.count, tokens[place + 1].is(.dot), tokens[place + 2].isName { place += 2 }
        return tokens[place].span.end
    }
}

/// `LIKE`, `CONTAINS` and `BETWEEN` of other languages.
extension ParserState {
    var isAtForeignComparison: Bool {
        let isNegated = at(.not) && !current.isFirstOnLine
        let token = isNegated ? peek() : current
        return token.isName && !token.isQuoted && !token.isFirstOnLine
            && ForeignWords.comparisons[token.text.lowercased()] != nil
            && startsOperand(isNegated ? peek(2) : peek())
    }

    mutating func foreignComparison(of left: Expression, from start: Int) -> Expression {
        let isNegated = take(.not)
        let word = advance()
        let meant = ForeignWords.comparisons[word.text.lowercased()] ?? "~"
        let place = note(.foreignWord(word, meant: meant))
        let right = coalesce()
        var upper: Expression?
        if meant == "in", take(.and) { upper = coalesce() }
        let whole = span(from: start)
        for way in Self.ways(to: word.text.lowercased(), meant, left, right, upper, isNegated: isNegated) {
            suggest([TextEdit(whole, way)], for: place)
        }
        return missing(from: start)
    }

    private static func ways(
        to word: String, _ meant: String, _ left: Expression, _ right: Expression, _ upper: Expression?, isNegated: Bool
    ) -> [String] {
        let (first, second) = (Printer.print(left), Printer.print(right))
        if let upper {
            let end = upper.isPlainPath || upper.isLiteral ? Printer.print(upper) : "(\(Printer.print(upper)))"
            let begin = right.isPlainPath || right.isLiteral ? second : "(\(second))"
            return ["\(first) \(isNegated ? "not in" : "in") \(begin)..\(end)"]
        }
        switch meant {
        case "in": return []
        case "~":
            if case .text(let pattern) = right.kind, let pattern = TextPattern(pattern, of: word) {
                return pattern.tests(of: first, isNegated: isNegated)
            }
            let contained = "\(second) \(isNegated ? "not in" : "in") \(first)"
            return ["\(first) \(isNegated ? "!~" : "~") \(second)"] + (word == "contains" ? [contained] : [])
        default:
            let comparison = "\(first) \(meant) \(second)"
            return [isNegated ? "not \(comparison)" : comparison]
        }
    }
}

extension Expression {
    /// A name, `it`, or a part of one.
    package var isPlainPath: Bool {
        switch kind {
        case .name, .it: true
        case .member(let base, _): base.isPlainPath
        default: false
        }
    }

    var isLiteral: Bool {
        switch kind {
        case .number, .measured, .text, .date, .bool, .parameter, .today, .enumCase, .entity: true
        default: false
        }
    }
}
