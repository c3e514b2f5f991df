/// `LIKE`, `CONTAINS` and `BETWEEN` of other languages.
extension ParserState {
    var isAtForeignComparison: Bool {
        let isNegated = at(.not) && !current.isFirstOnLine
        let token = isNegated ? peek() : current
        return token.kind == .name && !token.isQuoted && !token.isFirstOnLine
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
