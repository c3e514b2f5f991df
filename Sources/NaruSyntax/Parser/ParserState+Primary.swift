/// The productions from `postfix` down.
extension ParserState {
    /// `postfix = call "over" … | primary { "." NAME | ~"[" expr "]" | ~"{" cols "}" }`
    mutating func postfix() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        let base = primary()
        if case .call = base.kind, current.isWord("over") { return window(over: base, from: start) }
        let result = steps(on: base, from: start, shapes: true)
        if current.isWord("over"), !current.isFirstOnLine { fail(.windowWithoutCall(at: current.span)) }
        return result
    }

    mutating func steps(on base: Expression, from start: Int, shapes: Bool) -> Expression {
        var result = base
        while true {
            if take(.dot) {
                guard let name = name(.fieldName, afterDot: true) else { return result }
                result = Expression(.member(result, name), at: span(from: start))
            } else if current.is(.leftBracket), !current.isFirstOnLine {
                let condition = bracketed { $0.deeper(or: $0.missing()) { $0.expression() } }
                result = Expression(.filter(result, condition), at: span(from: start))
            } else if shapes, current.is(.leftBrace), !current.isFirstOnLine {
                let columns = bracketed { $0.deeper(or: []) { $0.columns() } }
                result = Expression(.shape(result, columns), at: span(from: start))
            } else {
                return result
            }
            grow()
        }
    }

    /// `"over" ( "all" | NAME {"." NAME} | "(" expr {"," expr} ")" )`
    private mutating func window(over call: Expression, from start: Int) -> Expression {
        advance()
        grow()
        let window: Window
        if takeWord("all") {
            window = .all
        } else if current.is(.leftParenthesis) {
            window = .by(bracketed { $0.deeper(or: []) { $0.list { $0.expression() } } })
        } else if current.kind == .name {
            window = .by([path()])
        } else {
            expected(.windowPart)
            window = .all
        }
        return Expression(.window(call, window), at: span(from: start))
    }

    private mutating func path() -> Expression {
        let start = start
        let outer = openScope()
        defer { closeScope(outer) }
        guard let first = name(.fieldName) else { return missing() }
        var result = Expression(.name(first), at: first.span)
        while take(.dot) {
            guard let name = name(.fieldName, afterDot: true) else { break }
            grow()
            result = Expression(.member(result, name), at: span(from: start))
        }
        return result
    }

    private mutating func primary() -> Expression {
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
        case .name where Brackets.startsDefinition(tokens, at: index):
            expected(.operand)
            return missing(from: start)
        case .name: return named()
        case .symbol(.dot):
            advance()
            guard let name = name(.caseName, afterDot: true) else { return missing(from: start) }
            return Expression(.enumCase(name), at: span(from: start))
        case .symbol(.leftParenthesis): return parenthesised()
        case .symbol(.leftBracket):
            let items = bracketed { parser in
                parser.current.is(.rightBracket)
                    ? [] : parser.deeper(or: []) { parser in parser.list { $0.expression() } }
            }
            return Expression(.list(items), at: span(from: start))
        case .unreadable:
            advance()
            return Expression(.missing, at: token.span)
        default:
            failPrimary()
            return missing(from: start)
        }
    }

    mutating func parenthesised() -> Expression {
        let start = start
        let damage = lostCount
        let query = bracketed { parser in
            parser.deeper(or: nil) { parser -> Query? in parser.query() }
        }
        // What a damaged query gives can't be known, so nothing is concluded from it.
        guard let query, lostCount == damage else { return missing(from: start) }
        return Expression(.nested(query), at: span(from: start))
    }

    private mutating func leaf(_ kind: Expression.Kind) -> Expression {
        Expression(kind, at: advance().span)
    }

    /// `NUMBER [~PLAIN]`
    private mutating func number(_ literal: NumberLiteral) -> Expression {
        let start = start
        advance()
        guard isPlain(current), !current.isFirstOnLine, !beginsStage else {
            return Expression(.number(literal), at: span(from: start))
        }
        let unit = advance()
        return Expression(
            .measured(literal, unit: Name(unit.text, at: unit.span, isQuoted: unit.isQuoted)), at: span(from: start))
    }

    /// Behind a unit nothing can begin an operand, so here a `|` was left out.
    private var beginsStage: Bool {
        StageWords.all.contains(current.text) && !current.isQuoted && !peek().isFirstOnLine && startsOperand(peek())
            && !peek().is(.minus) && !peek().is(.range) && !peek().is(.dot) && !peek().is(.leftBracket)
    }

    func isPlain(_ token: Token) -> Bool { token.kind == .name && !token.isJoiningWord }

    /// `NAME [~TEXT]` or a call
    private mutating func named() -> Expression {
        let token = advance()
        let name = Name(token.text, at: token.span, isQuoted: token.isQuoted)
        if current.is(.leftParenthesis), !current.isFirstOnLine { return call(name) }
        if current.kind == .text, !current.isFirstOnLine {
            let text = advance()
            return Expression(.entity(type: name, text: text.text, textSpan: text.span), at: span(from: name.span.start))
        }
        return Expression(.name(name), at: name.span)
    }

    /// `call = NAME ~"(" [ arg {"," arg} ] ")"`
    private mutating func call(_ name: Name) -> Expression {
        let arguments = bracketed { parser in
            parser.current.is(.rightParenthesis)
                ? [] : parser.deeper(or: []) { parser in parser.list { $0.argument(of: name) } }
        }
        return Expression(.call(name, arguments), at: span(from: name.span.start))
    }

    /// `arg = [ NAME ":" ] key`
    private mutating func argument(of function: Name) -> Argument {
        if current.is(.star), peek().is(.rightParenthesis) {
            report(.starArgument(of: function, at: current.span))
            let star = advance()
            return Argument(label: nil, value: Expression(.missing, at: star.span), direction: nil)
        }
        let label = label()
        let key = key()
        return Argument(label: label, value: key.value, direction: key.direction)
    }

    func missing(from start: Int? = nil) -> Expression {
        let start = start ?? self.start
        return Expression(.missing, at: span(from: start))
    }
}
