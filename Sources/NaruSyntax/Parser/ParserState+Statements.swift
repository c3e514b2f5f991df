extension ParserState {
    /// `program = {";"} [ statement { ( ";" {";"} | NEWLINE ) statement } {";"} ]`
    mutating func program() -> Program {
        var statements: [Statement] = []
        while true {
            while take(.semicolon) {}
            if current.isEnd { break }
            let start = index
            statements.append(statement())
            finishStatement(from: start)
        }
        return Program(statements: statements)
    }

    /// Whatever happened in a statement, the next one is read afresh.
    private mutating func finishStatement(from start: Int) {
        if !isLost, !isAtStatementEnd { expected(.endOfStatement) }
        if isLost {
            if isOverLimit { index = start }
            if index == start {
                index = partners[start] > start ? partners[start] + 1 : min(start + 1, tokens.count - 1)
            }
            fence = nil
            skip { _ in false }
        }
        isLost = false
        isOverLimit = false
        sawUnclosed = false
        fence = nil
        depth = 0
        brackets = 0
        height = 0
    }

    /// `statement = "let" … | "param" … | "import" ~TEXT | query`
    private mutating func statement() -> Statement {
        let start = start
        let kind = statementKind()
        return Statement(kind, at: span(from: start))
    }

    private mutating func statementKind() -> Statement.Kind {
        if let foreign = foreignStatement() { return foreign }
        let next = peek()
        if !next.isFirstOnLine {
            if current.isWord("let"), isNameLike(next) { return definition() }
            if current.isWord("param"), isNameLike(next) || next.kind == .parameter { return parameterStatement() }
            if current.isWord("import"), next.isText {
                skipToken()
                return .importFile(advance().text)
            }
            if current.isWord("import"), isPlain(next), !StageWord.contains(next), !ViewWord.contains(next) {
                skipToken()
                expected(.importedFile)
            }
        }
        if current.isJoiningWord, !next.is(.leftParenthesis) || next.isFirstOnLine {
            fail(.missingSource(current))
        }
        return .query(query())
    }

    private func isNameLike(_ token: Token) -> Bool {
        if case .reserved = token.kind { return true }
        return token.isName
    }

    /// `"let" ~NAME [ "." NAME ] [ ~"(" [ param {"," param} ] ")" ] "=" query`
    private mutating func definition() -> Statement.Kind {
        skipToken()
        var owner: Name?
        var name = name(.definedName) ?? Name("", at: span(from: start))
        if take(.dot) {
            owner = name
            name = self.name(.fieldName, afterDot: true) ?? Name("", at: span(from: start))
        }
        let parameters = atSameLine(.leftParenthesis) ? parameters() : nil
        if !take(.equal) { expected(.symbol(.equal)) }
        if isLost {
            // The body is still read for mistakes of its own.
            skip { $0.is(.equal) }
            if tokens[index].is(.equal) {
                isLost = false
                skipToken()
            }
        }
        return .definition(Definition(owner: owner, name: name, parameters: parameters, body: query()))
    }

    /// `"(" [ param {"," param} ] ")"`
    private mutating func parameters() -> [Parameter]? {
        guard let bracket = openBracket() else { return nil }
        let parameters = at(.rightParenthesis) ? [] : list { $0.parameter() }.compactMap { $0 }
        close(bracket)
        return parameters
    }

    /// `"param" ~param [ "=" expr ]`
    private mutating func parameterStatement() -> Statement.Kind {
        skipToken()
        guard let parameter = parameter() else {
            let source = Source(.expression(missing()), at: span(from: start))
            return .query(Query(source: source, span: source.span))
        }
        return .parameter(parameter, defaultValue: take(.equal) ? expression() : nil)
    }

    /// `param = NAME ":" type`
    private mutating func parameter() -> Parameter? {
        let name: Name
        if current.kind == .parameter {
            report(.dollarInDeclaration(current))
            let token = advance()
            name = Name(token.text, at: token.span)
        } else {
            guard let found = self.name(.parameterName) else { return nil }
            name = found
        }
        guard take(.colon) else {
            expected(.parameterType)
            return nil
        }
        return typeName().map { Parameter(name: name, type: $0) }
    }

    /// `type = NAME [ "." NAME ] [ "?" | "*" ]`
    private mutating func typeName() -> TypeName? {
        let start = start
        guard let name = name(.typeName) else { return nil }
        var field: Name?
        if take(.dot) { field = self.name(.fieldName, afterDot: true) }
        let suffix: TypeName.Suffix = take(.question) ? .optional : take(.star) ? .many : .none
        return TypeName(name: name, field: field, suffix: suffix, span: span(from: start))
    }

    /// A name where nothing else can stand; a reserved word is taken for the
    /// name it was meant as.
    mutating func name(_ what: Message, afterDot: Bool = false) -> Name? {
        switch current.kind {
        case .name:
            let token = advance()
            return Name(token.text, at: token.span, isQuoted: token.isQuoted)
        case .reserved:
            if !afterDot { report(.reservedWord(current)) }
            let token = advance()
            return Name(token.text, at: token.span)
        default:
            expected(what)
            return nil
        }
    }

    private mutating func failWithoutParentheses(
        _ word: String, _ read: (inout ParserState) -> Expression
    ) {
        let operand = ahead(read)
        fail(.needsParentheses(word, operand: operand?.span, at: tokens[index].span))
    }

    /// No operand begins here: says what was found, and how it was meant.
    mutating func failPrimary() {
        let token = current
        switch token.kind {
        case .reserved(.if): failWithoutParentheses("if") { $0.expression() }
        case .reserved(.not): failWithoutParentheses("not") { $0.negation() }
        case .reserved(.is): failWithoutParentheses("is") { $0.comparison() }
        case .end where index > 0 && !isLost:
            if tokens[index - 1].symbol?.closer != nil { failSilently() } else { expected(.operand) }
        default: expected(.operand)
        }
    }
}
