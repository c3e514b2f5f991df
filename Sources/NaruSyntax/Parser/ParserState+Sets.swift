/// The productions from `coalesce` down to `unary`.
extension ParserState {
    /// `coalesce = set {"??" set}`
    mutating func coalesce() -> Expression {
        let start = start
        let outer = openScope()
        var result = set()
        if at(.coalesce) { result = coalesce(of: result, from: start) }
        closeScope(outer)
        return result
    }

    private mutating func coalesce(of first: Expression, from start: Int) -> Expression {
        checkReach(of: first, "??")
        var operands = [first]
        while take(.coalesce) { operands.append(set()) }
        grow()
        return node(.coalesce(operands), from: start)
    }

    /// `set = range [ one of union, intersect, except, repeated ]`
    mutating func set() -> Expression {
        let start = start
        let outer = openScope()
        var result = range()
        if let operation = setOperator() { result = set(operation, of: result, from: start) }
        closeScope(outer)
        return result
    }

    private mutating func set(_ operation: SetOperator, of first: Expression, from start: Int) -> Expression {
        checkReach(of: first, operation.rawValue)
        var operands = [first]
        var isMixed = false
        while let next = setOperator() {
            if next != operation, !isMixed {
                isMixed = true
                report(.mixedSetOperators(operation, next, at: current.span))
            }
            skipToken()
            operands.append(range())
        }
        grow()
        return isMixed ? missing(from: start) : node(.set(operation, operands), from: start)
    }

    private func setOperator() -> SetOperator? {
        let token = current
        return token.kind == .name && !token.isQuoted ? SetOperator(word: token.text) : nil
    }

    /// `no a union b` reads as if `no` took the whole of it.
    private mutating func checkReach(of first: Expression, _ operation: String) {
        switch first.kind {
        case .no: report(.misleadingSet("no", operation, at: first.span))
        case .any: report(.misleadingSet("any", operation, at: first.span))
        default: break
        }
    }

    /// `range = sum [ ^".." [ ^sum ] ] | ".." ^sum`
    private mutating func range() -> Expression {
        let start = start
        let outer = openScope()
        var result: Expression
        if at(.range) {
            result = range(above: nil, from: start)
        } else {
            result = sum()
            if at(.range) { result = range(above: result, from: start) }
        }
        closeScope(outer)
        return result
    }

    private mutating func range(above lower: Expression?, from start: Int) -> Expression {
        if let lower { checkReach(of: lower, "..") }
        let isSpaced = lower != nil && atSpace
        skipToken()
        let hasUpper = lower == nil || startsUpperBound
        if isSpaced || (hasUpper && atSpace) { reportSpacedRange() }
        let upper = hasUpper ? sum() : nil
        grow()
        return node(.range(lower: lower, upper: upper), from: start)
    }

    private mutating func reportSpacedRange() { report(.spacedRange(at: tokens[index - 1].span)) }

    /// An operand that touches the `..`; a literal counts as meant for it even
    /// behind a space.
    private var startsUpperBound: Bool {
        let token = current
        guard startsOperand(token), token.hasSpaceBefore else { return startsOperand(token) }
        switch token.kind {
        case .number, .date, .parameter: return !token.isFirstOnLine
        // Written with spaces on both sides, it has both bounds.
        case .name: return tokens[index - 1].hasSpaceBefore && !token.isFirstOnLine && !token.isJoiningWord
        default: return false
        }
    }

    /// `sum = term {("+"|"-") term}`
    mutating func sum() -> Expression {
        let start = start
        let outer = openScope()
        var result = term()
        while let operation = takeSign() {
            result = sum(result, operation, from: start)
        }
        closeScope(outer)
        return result
    }

    private mutating func takeSign() -> ArithmeticOperator? {
        take(.plus) ? .add : take(.minus) ? .subtract : nil
    }

    private mutating func sum(_ left: Expression, _ operation: ArithmeticOperator, from start: Int) -> Expression {
        checkReach(of: left, operation.rawValue)
        grow()
        let right = term()
        return node(.arithmetic(operation, left, right), from: start)
    }

    /// `term = unary {("*"|"/"|"%") unary}`
    private mutating func term() -> Expression {
        let start = start
        let outer = openScope()
        var result = unary()
        while let operation = takeFactorSign() {
            result = product(result, operation, from: start)
        }
        closeScope(outer)
        return result
    }

    private mutating func takeFactorSign() -> ArithmeticOperator? {
        take(.star) ? .multiply : take(.slash) ? .divide : take(.percent) ? .remainder : nil
    }

    private mutating func product(_ left: Expression, _ operation: ArithmeticOperator, from start: Int) -> Expression {
        checkReach(of: left, operation.rawValue)
        grow()
        let right = unary()
        return node(.arithmetic(operation, left, right), from: start)
    }

    /// `unary = ("-"|"no"|"any") unary | postfix`
    private mutating func unary() -> Expression {
        if at(.minus), let least = leastInt() { return least }
        return at(.minus) || at(.no) || at(.any) ? prefixed() : postfix()
    }

    /// The one whole number whose digits alone are none.
    private mutating func leastInt() -> Expression? {
        guard case .number(let literal) = peek().kind, literal.value == .int(.min), !nextIsFirstOnLine,
            !isPlain(peek(2)) || peek(2).isFirstOnLine
        else { return nil }
        let start = start
        skipToken()
        skipToken()
        return node(.number(NumberLiteral(literal.value, text: "-\(literal.text)")), from: start)
    }

    private mutating func prefixed() -> Expression {
        let start = start
        guard let scope = enter() else { return missing() }
        let isMinus = at(.minus)
        let isNo = at(.no)
        skipToken()
        let operand = unary()
        leave(scope)
        return node(isMinus ? .negate(operand) : isNo ? .no(operand) : .any(operand), from: start)
    }
}

extension SetOperator {
    init?(word: String) {
        switch word {
        case "union": self = .union
        case "intersect": self = .intersect
        case "except": self = .except
        default: return nil
        }
    }
}
