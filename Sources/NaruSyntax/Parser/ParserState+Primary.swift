/// The productions from `postfix` down.
extension ParserState {
    /// `postfix = call "over" … | primary { "." NAME | ~"[" expr "]" | ~"{" cols "}" }`
    mutating func postfix() -> Expression {
        let start = start
        let outer = openScope()
        var result = primary()
        if atStep { result = steps(on: result, from: start, shapes: true) }
        if atWord("over") { result = windowed(result, from: start) }
        closeScope(outer)
        return result
    }

    private var atStep: Bool { at(.dot) || atSameLine(.leftBracket) || atSameLine(.leftBrace) }

    private mutating func windowed(_ base: Expression, from start: Int) -> Expression {
        if case .call = base.kind { return window(over: base, from: start) }
        failAtOver(base)
        return base
    }

    private mutating func failAtOver(_ base: Expression) {
        if !current.isFirstOnLine || startsOperand(peek()) { fail(.windowWithoutCall(base, at: current.span)) }
    }

    mutating func steps(on base: Expression, from start: Int, shapes: Bool) -> Expression {
        var result = base
        while !isLost {
            if at(.dot) {
                result = member(of: result, from: start)
            } else if atSameLine(.leftBracket) {
                result = filter(result, from: start)
            } else if shapes, atSameLine(.leftBrace) {
                result = shape(result, from: start)
            } else {
                break
            }
            grow()
        }
        return result
    }

    private mutating func member(of base: Expression, from start: Int) -> Expression {
        skipToken()
        guard let name = name(.fieldName, afterDot: true) else { return base }
        return node(.member(base, name), from: start)
    }

    private mutating func filter(_ base: Expression, from start: Int) -> Expression {
        guard let bracket = openBracket() else { return base }
        let condition = expression()
        close(bracket)
        return node(.filter(base, condition), from: start)
    }

    private mutating func shape(_ base: Expression, from start: Int) -> Expression {
        guard let bracket = openBracket() else { return base }
        let columns = columns()
        close(bracket)
        return node(.shape(base, columns), from: start)
    }

    /// `"over" ( "all" | NAME {"." NAME} | "(" expr {"," expr} ")" ) [ ~"so" "far" ]`
    private mutating func window(over call: Expression, from start: Int) -> Expression {
        skipToken()
        grow()
        guard let keys = windowKeys() else {
            expected(.windowPart)
            return missing(from: start)
        }
        let isRunning = soFar()
        return node(.window(call, Window(keys: keys, isRunning: isRunning)), from: start)
    }

    private mutating func windowKeys() -> [Expression]? {
        if takeWord("all") { return [] }
        if atName { return [path()] }
        guard at(.leftParenthesis) else { return nil }
        let isEmpty = nextIs(.rightParenthesis)
        let keys = items()
        if isEmpty { expected(.operand) }
        return keys
    }

    private mutating func soFar() -> Bool {
        guard atWord("so"), !current.isFirstOnLine else { return false }
        skipToken()
        if !takeWord("far") { expected(.word("far")) }
        return true
    }

    /// `NAME {"." NAME}`
    private mutating func path() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        let first = takeName()
        var result = node(.name(first), from: start)
        while take(.dot) {
            guard let name = name(.fieldName, afterDot: true) else { break }
            grow()
            result = node(.member(result, name), from: start)
        }
        return result
    }

    private mutating func primary() -> Expression {
        if at(.leftParenthesis) { return parenthesised() }
        if at(.leftBracket) { return listLiteral() }
        return atName ? named() : literal()
    }

    private mutating func listLiteral() -> Expression {
        let start = start
        let items = items()
        return node(.list(items), from: start)
    }

    /// Every primary that holds no expression.
    private mutating func literal() -> Expression {
        let token = current
        let start = start
        switch token.kind {
        case .number(let literal): return number(literal)
        case .text: return leaf(.text(token.text))
        case .date(let date): return leaf(.date(date))
        case .parameter: return leaf(.parameter(Name(token.text, at: token.span)))
        case .reserved(.true): return leaf(.bool(true))
        case .reserved(.false): return leaf(.bool(false))
        case .reserved(.it): return leaf(.it)
        case .reserved(.today): return leaf(.today)
        case .symbol(.dot):
            skipToken()
            guard let name = name(.caseName, afterDot: true) else { return missing(from: start) }
            return node(.enumCase(name), from: start)
        case .unreadable:
            skipToken()
            return missing(from: start)
        default:
            failPrimary()
            return missing(from: start)
        }
    }

    /// `"(" query ")"`
    mutating func parenthesised() -> Expression {
        let start = start
        let damage = lostCount
        guard let bracket = openBracket() else { return missing(from: start) }
        let query = query()
        close(bracket)
        return nested(query, isSound: lostCount == damage, from: start)
    }

    /// What a damaged query gives can't be known, so nothing is concluded from it.
    private func nested(_ query: Query, isSound: Bool, from start: Int) -> Expression {
        isSound ? node(.nested(query), from: start) : missing(from: start)
    }

    /// Expressions between brackets.
    private mutating func items() -> [Expression] {
        guard let bracket = openBracket() else { return [] }
        let items = atCloser ? [] : list { $0.expression() }
        close(bracket)
        return items
    }

    private mutating func leaf(_ kind: Expression.Kind) -> Expression {
        Expression(kind, at: advance().span)
    }

    /// `NUMBER [~PLAIN]`
    private mutating func number(_ literal: NumberLiteral) -> Expression {
        let start = start
        skipToken()
        if literal.value == .int(.min) { report(.numberTooLarge(.int, at: span(from: start))) }
        guard atSameLinePlain, !beginsStage else { return node(.number(literal), from: start) }
        let unit = takeName()
        return node(.measured(literal, unit: unit), from: start)
    }

    /// Behind a unit nothing can begin an operand, so here a `|` was left out.
    private var beginsStage: Bool {
        if atWord("group"), peek().isWord("by") { return true }
        return atStageWord
            && (beginsOperand() || (!nextIsFirstOnLine && (nextIs(.leftParenthesis) || peek().isText)))
    }

    /// `NAME [~TEXT]` or a call
    private mutating func named() -> Expression {
        if index > 0, Brackets.startsDefinition(tokens, at: index) { return failNamed() }
        let name = takeName()
        if atSameLine(.leftParenthesis) { return call(name) }
        return atSameLineText ? entity(name) : Expression(.name(name), at: name.span)
    }

    private mutating func failNamed() -> Expression {
        expected(.operand)
        return missing()
    }

    mutating func entity(_ type: Name) -> Expression {
        let text = advance()
        return node(.entity(type: type, text: text.text, textSpan: text.span), from: type.span.start)
    }

    /// `call = NAME ~"(" [ arg {"," arg} ] ")"`
    private mutating func call(_ name: Name) -> Expression {
        guard let bracket = openBracket() else { return missing() }
        let arguments = at(.rightParenthesis) ? [] : list { $0.argument(of: name) }
        close(bracket)
        return node(.call(name, arguments), from: name.span.start)
    }

    /// `arg = [ NAME ":" ] key`
    private mutating func argument(of function: Name) -> Argument {
        if at(.star), nextIs(.rightParenthesis) { return starArgument(of: function) }
        let label = label()
        let key = key()
        return Argument(label: label, value: key.value, direction: key.direction)
    }

    private mutating func starArgument(of function: Name) -> Argument {
        report(.starArgument(of: function, at: current.span, closer: peek().span.end))
        return Argument(label: nil, value: leaf(.missing), direction: nil)
    }
}
