/// The productions from `expr` down to `compare`.
extension ParserState {
    /// `expr = "if" expr "then" expr [ "else" expr ] | conj {"or" conj}`
    mutating func expression() -> Expression {
        current.is(.if) ? conditional() : chain(.or, of: { $0.conjunction() }) { .or($0) }
    }

    private mutating func conditional() -> Expression {
        let start = start
        return deeper(or: missing()) { parser in
            parser.advance()
            let condition = parser.expression()
            if !parser.take(.then) { parser.expected(.word("then")) }
            let then = parser.expression()
            let otherwise = parser.take(.else) ? parser.expression() : nil
            return Expression(
                .conditional(condition: condition, then: then, otherwise: otherwise), at: parser.span(from: start))
        }
    }

    /// `conj = neg {"and" neg}`
    private mutating func conjunction() -> Expression {
        chain(.and, of: { $0.negation() }) { .and($0) }
    }

    private mutating func chain(
        _ word: ReservedWord, of operand: (inout ParserState) -> Expression, as kind: ([Expression]) -> Expression.Kind
    ) -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        let first = operand(&self)
        guard current.is(word) else { return first }
        var operands = [first]
        while take(word) { operands.append(operand(&self)) }
        grow()
        return Expression(kind(operands), at: span(from: start))
    }

    /// `neg = {"not"} compare`
    private mutating func negation() -> Expression {
        guard current.is(.not) else { return comparison() }
        let start = start
        return deeper(or: missing()) { parser in
            parser.advance()
            let operand = parser.negation()
            return Expression(.not(operand), at: parser.span(from: start))
        }
    }

    /// `compare = coalesce [ relop coalesce | ["not"] "in" coalesce | test ] | test`
    private mutating func comparison() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        if current.is(.is) { return typeTest(of: nil, from: start) }
        let left = coalesce()
        guard let first = comparisonTail(of: left, from: start) else { return left }
        grow()
        while isAtComparison {
            report(.chainedComparison(at: current.span))
            if comparisonTail(of: first, from: start) == nil { break }
        }
        return first
    }

    private var isAtComparison: Bool {
        switch current.kind {
        case .symbol(let symbol): symbol.comparison != nil
        case .reserved(.in), .reserved(.is): true
        case .reserved(.not): peek().is(.in)
        default: false
        }
    }

    private mutating func comparisonTail(of left: Expression, from start: Int) -> Expression? {
        if isAtComparison { checkReading(of: left) }
        if let comparison = current.symbol?.comparison {
            advance()
            let right = comparedValue()
            return Expression(.compare(comparison, left, right), at: span(from: start))
        }
        if current.is(.in) || (current.is(.not) && peek().is(.in)) {
            let isNegated = take(.not)
            advance()
            let set = coalesce()
            return Expression(.contains(element: left, set: set, isNegated: isNegated), at: span(from: start))
        }
        if current.is(.is) { return typeTest(of: left, from: start) }
        return foreignComparison(of: left, from: start)
    }

    /// `no a = b` would compare a yes-or-no value, which nobody means.
    private mutating func checkReading(of left: Expression) {
        switch left.kind {
        case .no: report(.misleadingComparison("no", at: left.span.joined(current.span)))
        case .any: report(.misleadingComparison("any", at: left.span.joined(current.span)))
        default: break
        }
    }

    private mutating func comparedValue() -> Expression {
        guard isNull(current) else { return coalesce() }
        let span = advance().span
        report(.nullWord(at: span))
        return Expression(.missing, at: span)
    }

    func isNull(_ token: Token) -> Bool {
        token.kind == .name && !token.isQuoted && ["null", "nil", "none"].contains(token.text.lowercased())
    }

    /// `test = "is" ["not"] NAME`
    private mutating func typeTest(of subject: Expression?, from start: Int) -> Expression {
        advance()
        let isNegated = take(.not)
        if isNull(current) {
            report(.nullWord(at: current.span))
            advance()
            return Expression(.missing, at: span(from: start))
        }
        guard let type = name(.typeName) else { return missing(from: start) }
        return Expression(.typeTest(subject, type: type, isNegated: isNegated), at: span(from: start))
    }

    /// `LIKE`, `CONTAINS` and `BETWEEN` of other languages.
    private mutating func foreignComparison(of left: Expression, from start: Int) -> Expression? {
        guard current.kind == .name, !current.isQuoted, !current.isFirstOnLine, startsOperand(peek()),
            let meant = ForeignWords.comparisons[current.text.lowercased()]
        else { return nil }
        report(.foreignWord(current, meant: meant))
        advance()
        _ = coalesce()
        return Expression(.missing, at: span(from: start))
    }
}
