/// The productions from `coalesce` down to `unary`.
extension ParserState {
    /// `coalesce = set {"??" set}`
    mutating func coalesce() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        let first = set()
        guard current.is(.coalesce) else { return first }
        var operands = [first]
        while take(.coalesce) { operands.append(set()) }
        grow()
        return Expression(.coalesce(operands), at: span(from: start))
    }

    /// `set = range [ one of union, intersect, except, repeated ]`
    mutating func set() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        let first = range()
        guard let operation = setOperator(current) else { return first }
        checkSetReading(of: first)
        var operands = [first]
        var isMixed = false
        while let next = setOperator(current) {
            if next != operation, !isMixed {
                report(.mixedSetOperators(operation, next, at: current.span))
                isMixed = true
            }
            advance()
            operands.append(range())
        }
        grow()
        return Expression(isMixed ? .missing : .set(operation, operands), at: span(from: start))
    }

    private func setOperator(_ token: Token) -> SetOperator? {
        guard token.kind == .name, !token.isQuoted else { return nil }
        switch token.text {
        case "union": return .union
        case "intersect": return .intersect
        case "except": return .except
        default: return nil
        }
    }

    private mutating func checkSetReading(of first: Expression) {
        switch first.kind {
        case .no: report(.misleadingSet("no", current.text, at: first.span.joined(current.span)))
        case .any: report(.misleadingSet("any", current.text, at: first.span.joined(current.span)))
        default: break
        }
    }

    /// `range = sum [ ^".." [ ^sum ] ] | ".." ^sum`
    private mutating func range() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        if take(.range) {
            if current.hasSpaceBefore, startsOperand(current) { report(.spacedRange(at: span(from: start))) }
            let upper = sum()
            grow()
            return Expression(.range(lower: nil, upper: upper), at: span(from: start))
        }
        let lower = sum()
        guard current.is(.range) else { return lower }
        if current.hasSpaceBefore { report(.spacedRange(at: current.span)) }
        advance()
        let upper = startsUpperBound(current) ? sum() : nil
        grow()
        return Expression(.range(lower: lower, upper: upper), at: span(from: start))
    }

    private mutating func startsUpperBound(_ token: Token) -> Bool {
        guard startsOperand(token) else { return false }
        guard token.hasSpaceBefore else { return true }
        switch token.kind {
        case .number, .date, .parameter:
            guard !token.isFirstOnLine else { return false }
            if !tokens[index - 1].hasSpaceBefore { report(.spacedRange(at: tokens[index - 1].span)) }
            return true
        default: return false
        }
    }

    /// `sum = term {("+"|"-") term}`
    mutating func sum() -> Expression {
        leftAssociative([.plus: .add, .minus: .subtract]) { $0.term() }
    }

    /// `term = unary {("*"|"/"|"%") unary}`
    private mutating func term() -> Expression {
        leftAssociative([.star: .multiply, .slash: .divide, .percent: .remainder]) { $0.unary() }
    }

    private mutating func leftAssociative(
        _ operators: KeyValuePairs<Symbol, ArithmeticOperator>, of operand: (inout ParserState) -> Expression
    ) -> Expression {
        let start = start
        let outer = openScope()
        var left = operand(&self)
        while let symbol = current.symbol, let found = operators.first(where: { $0.key == symbol }) {
            advance()
            grow()
            let right = operand(&self)
            left = Expression(.arithmetic(found.value, left, right), at: span(from: start))
        }
        closeScope(outer)
        return left
    }

    /// `unary = ("-"|"no"|"any") unary | postfix`
    private mutating func unary() -> Expression {
        guard current.is(.minus) || current.is(.no) || current.is(.any) else { return postfix() }
        let start = start
        return deeper(or: missing()) { parser in
            let sign = parser.advance()
            let operand = parser.unary()
            let kind: Expression.Kind = sign.is(.minus) ? .negate(operand) : sign.is(.no) ? .no(operand) : .any(operand)
            return Expression(kind, at: parser.span(from: start))
        }
    }
}
