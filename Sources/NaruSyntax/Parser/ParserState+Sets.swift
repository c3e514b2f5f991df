/// The productions from `coalesce` down to `unary`. Copied into each other at
/// every place that asks for an operand, they would take the compiler as long
/// as the rest of the parser.
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
        let reach = checkReach(of: first, "??")
        var operands = [first]
        while take(.coalesce) { operands.append(set()) }
        suggestParentheses(reach, first)
        grow()
        return node(.coalesce(operands), from: start)
    }

    /// `set = range [ one of union, intersect, except, repeated ]`
    @inline(never)
    mutating func set() -> Expression {
        let start = start
        let outer = openScope()
        var result = range()
        if let operation = setOperator() { result = set(operation, of: result, from: start) }
        closeScope(outer)
        return result
    }

    private mutating func set(_ operation: SetOperator, of first: Expression, from start: Int) -> Expression {
        let reach = checkReach(of: first, operation.rawValue)
        var operands = [first]
        var mixed: (place: Int?, operands: Int)?
        while let next = setOperator() {
            if next != operation, mixed == nil {
                mixed = (note(.mixedSetOperators(operation, next, at: current.span)), operands.count)
            }
            skipToken()
            operands.append(range())
        }
        suggestParentheses(reach, first)
        if let mixed { suggestParentheses(mixed.place, around: operands, mixed.operands) }
        let isMixed = mixed != nil
        grow()
        return isMixed ? missing(from: start) : node(.set(operation, operands), from: start)
    }

    private func setOperator() -> SetOperator? {
        let token = current
        return token.isName && !token.isQuoted ? SetOperator(rawValue: token.text) : nil
    }

    /// Around what stands before the other operator, or around what it takes.
    private mutating func suggestParentheses(_ place: Int?, around operands: [Expression], _ before: Int) {
        let (first, last, end) = (operands[0].span, operands[before - 1].span, operands[operands.count - 1].span)
        let whole = first.joined(end)
        for part in [first.joined(last), last.joined(end)] {
            suggest([.insertion("(", at: part.start), .insertion(")", at: part.end)], for: place, shown: whole)
        }
    }

    /// `no a union b` reads as if `no` took the whole of it.
    private mutating func checkReach(of first: Expression, _ operation: String) -> Int? {
        switch first.kind {
        case .no: note(.misleadingSet("no", operation, at: first.span))
        case .any: note(.misleadingSet("any", operation, at: first.span))
        default: nil
        }
    }

    /// `no (a union b)`, once the whole of it is read.
    private mutating func suggestParentheses(_ place: Int?, _ first: Expression) {
        let operand: Expression
        switch first.kind {
        case .no(let inner), .any(let inner): operand = inner
        default: return
        }
        let whole = span(from: first.span.start)
        suggest(
            [.insertion("(", at: operand.span.start), .insertion(")", at: whole.end)], for: place, shown: whole)
    }

    /// `range = sum [ ^".." [ ^sum ] ] | ".." ^sum`
    @inline(never)
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
        let reach = lower.flatMap { checkReach(of: $0, "..") }
        let isSpaced = lower != nil && atSpace
        let dots = tokens[index].span
        skipToken()
        let hasUpper = lower == nil || startsUpperBound
        let spaced = isSpaced || (hasUpper && atSpace) ? note(.spacedRange(at: dots)) : nil
        let upper = hasUpper ? sum() : nil
        let gaps = [
            lower.map { Span($0.span.end, dots.start) }, upper.map { Span(dots.end, $0.span.start) },
        ].compactMap(\.self)
        suggest(gaps.map { TextEdit($0, "") }, for: spaced, shown: span(from: start), isAtCaret: true)
        if let lower { suggestParentheses(reach, lower) }
        grow()
        return node(.range(lower: lower, upper: upper), from: start)
    }

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
    @inline(never)
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
        let reach = checkReach(of: left, operation.rawValue)
        grow()
        let right = term()
        suggestParentheses(reach, left)
        return node(.arithmetic(operation, left, right), from: start)
    }

    /// `term = unary {("*"|"/"|"%") unary}`
    @inline(never)
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
        let reach = checkReach(of: left, operation.rawValue)
        grow()
        let right = unary()
        suggestParentheses(reach, left)
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
