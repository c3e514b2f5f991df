/// The productions from `expr` down to `compare`.
extension ParserState {
    /// `expr = "if" expr "then" expr [ "else" expr ] | conj {"or" conj}`
    mutating func expression() -> Expression {
        at(.if) ? conditional() : disjunction()
    }

    private mutating func conditional() -> Expression {
        let start = start
        guard let scope = enter() else { return missing() }
        skipToken()
        let condition = expression()
        if !take(.then) { expected(.word("then")) }
        let then = expression()
        let otherwise = take(.else) ? expression() : nil
        leave(scope)
        return node(.conditional(condition: condition, then: then, otherwise: otherwise), from: start)
    }

    private mutating func disjunction() -> Expression {
        let start = start
        let outer = openScope()
        var result = conjunction()
        if at(.or) { result = disjunction(of: result, from: start) }
        closeScope(outer)
        return result
    }

    private mutating func disjunction(of first: Expression, from start: Int) -> Expression {
        var operands = [first]
        while take(.or) { operands.append(conjunction()) }
        grow()
        return node(.or(operands), from: start)
    }

    /// `conj = neg {"and" neg}`
    private mutating func conjunction() -> Expression {
        let start = start
        let outer = openScope()
        var result = negation()
        if at(.and) { result = conjunction(of: result, from: start) }
        closeScope(outer)
        return result
    }

    private mutating func conjunction(of first: Expression, from start: Int) -> Expression {
        var operands = [first]
        while take(.and) { operands.append(negation()) }
        grow()
        return node(.and(operands), from: start)
    }

    /// `neg = {"not"} compare`
    mutating func negation() -> Expression {
        at(.not) ? negated() : comparison()
    }

    private mutating func negated() -> Expression {
        let start = start
        guard let scope = enter() else { return missing() }
        skipToken()
        let operand = negation()
        leave(scope)
        return node(.not(operand), from: start)
    }

    /// `compare = coalesce [ relop coalesce | ["not"] "in" coalesce | test ] | test`
    mutating func comparison() -> Expression {
        let start = start
        let outer = openScope()
        var result: Expression
        if at(.is) {
            result = typeTest(of: nil, from: start)
        } else {
            result = coalesce()
            if isAtComparison || isAtForeignComparison {
                grow()
                result = comparisonTail(of: result, from: start)
            }
        }
        if isAtComparison { skipChain(behind: result) }
        closeScope(outer)
        return result
    }

    private mutating func skipChain(behind first: Expression) {
        let place = note(.chainedComparison(at: current.span))
        while isAtComparison { _ = comparisonTail(of: first, from: start) }
        guard case .compare(_, _, let shared) = first.kind else { return }
        suggest(
            [.insertion(" and \(Printer.print(shared))", at: first.span.end)], for: place,
            shown: span(from: first.span.start))
    }

    @inline(never)
    private mutating func comparisonTail(of left: Expression, from start: Int) -> Expression {
        let compared = left.span.joined(current.span)
        let result = comparisonNode(of: left, from: start)
        checkReading(of: left, in: result, at: compared)
        return result
    }

    private mutating func comparisonNode(of left: Expression, from start: Int) -> Expression {
        if let comparison = current.symbol?.comparison {
            skipToken()
            return compare(left, comparison, from: start)
        }
        if at(.is) { return typeTest(of: left, from: start) }
        return isAtForeignComparison ? foreignComparison(of: left, from: start) : containment(of: left, from: start)
    }

    private mutating func compare(_ left: Expression, _ comparison: ComparisonOperator, from start: Int) -> Expression {
        let right = takeNull(beside: left, isNegated: comparison == .notEqual) ?? coalesce()
        return node(.compare(comparison, left, right), from: start)
    }

    private mutating func containment(of left: Expression, from start: Int) -> Expression {
        let isNegated = take(.not)
        skipToken()
        let set = coalesce()
        return node(.contains(element: left, set: set, isNegated: isNegated), from: start)
    }

    private var isAtComparison: Bool {
        switch current.kind {
        case .symbol(let symbol): symbol.comparison != nil
        case .reserved(.in), .reserved(.is): true
        case .reserved(.not): nextIs(.in)
        default: false
        }
    }

    /// `no a = b` would compare a yes-or-no value, which nobody means.
    private mutating func checkReading(of left: Expression, in whole: Expression, at span: Span) {
        switch left.kind {
        case .no(let operand):
            let way = Self.way("no", operand, whole)
            report(.misleadingComparison("no", way: way.map { TextEdit(whole.span, $0) }, at: span))
        case .any(let operand):
            let way = Self.way("any", operand, whole)
            report(.misleadingComparison("any", way: way.map { TextEdit(whole.span, $0) }, at: span))
        default: break
        }
    }

    /// The same with the test inside a filter.
    private static func way(_ word: String, _ operand: Expression, _ whole: Expression) -> String? {
        let test: String
        switch whole.kind {
        case .compare(let comparison, _, let right): test = "\(comparison.rawValue) \(Printer.print(right))"
        case .contains(_, let set, let isNegated): test = (isNegated ? "not in " : "in ") + Printer.print(set)
        default: return nil
        }
        guard case .member(let base, let name) = operand.kind else {
            return "\(word) \(Printer.print(operand))[it \(test)]"
        }
        return "\(word) \(Printer.print(base))[\(Notation.name(name.text)) \(test)]"
    }

    /// `x = null` asks whether there is no `x`.
    private mutating func takeNull(beside subject: Expression?, isNegated: Bool) -> Expression? {
        let token = current
        guard token.isName, !token.isQuoted, ["null", "nil", "none"].contains(token.text.lowercased()),
            !nextIs(.dot), !nextIs(.leftParenthesis), !nextIs(.leftBracket)
        else { return nil }
        let place = note(.nullWord(at: token.span))
        skipToken()
        if let subject {
            let prefix = isNegated ? "any " : "no "
            let open = subject.isPlainPath ? prefix : prefix + "("
            let rest = TextEdit(Span(subject.span.end, token.span.end), subject.isPlainPath ? "" : ")")
            suggest([.insertion(open, at: subject.span.start), rest], for: place, shown: subject.span)
        }
        return Expression(.missing, at: token.span)
    }

    /// `test = "is" ["not"] NAME`
    private mutating func typeTest(of subject: Expression?, from start: Int) -> Expression {
        skipToken()
        let isNegated = take(.not)
        if takeNull(beside: subject, isNegated: isNegated) != nil { return missing(from: start) }
        if atOperand, !atName { return equality(from: start, isNegated: isNegated) }
        if isNegated, at(.in) { return misplacedNegation(from: start) }
        guard let type = name(.typeName) else { return missing(from: start) }
        return node(.typeTest(subject, type: type, isNegated: isNegated), from: start)
    }

    /// `kind is .mou`
    private mutating func equality(from start: Int, isNegated: Bool) -> Expression {
        let words = tokens[isNegated ? index - 2 : index - 1].span.joined(tokens[index - 1].span)
        let place = note(.testOfValue(isNegated: isNegated, at: tokens[index - 1].span))
        _ = coalesce()
        suggest([TextEdit(words, isNegated ? "!=" : "=")], for: place, shown: span(from: start))
        return missing(from: start)
    }

    /// `x is not in xs`
    private mutating func misplacedNegation(from start: Int) -> Expression {
        let needless = Span(tokens[index - 2].span.start, tokens[index - 1].span.start)
        let place = note(.isNotIn(at: current.span))
        skipToken()
        _ = coalesce()
        suggest([TextEdit(needless, "")], for: place, shown: span(from: start))
        return missing(from: start)
    }
}
