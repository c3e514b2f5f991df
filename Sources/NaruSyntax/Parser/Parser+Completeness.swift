extension Parser {
    /// Whether interactive input can be run as it stands. What ends in an open
    /// bracket, an open text, a `|` or an infix operator waits for more lines.
    package static func isComplete(_ text: String) -> Bool {
        let lexed = Lexer.tokens(of: SourceText(name: "input", text: text))
        if lexed.endsInsideText { return false }
        let tokens = lexed.tokens.dropLast()
        let partners = Brackets.partners(in: Array(tokens))
        for (token, partner) in zip(tokens, partners) where token.symbol?.closer != nil && partner < 0 { return false }
        guard let last = tokens.last else { return true }
        switch last.kind {
        case .symbol(let symbol):
            // `3..` is a range without an upper bound; `city*` is a type.
            if symbol == .range { return true }
            if symbol == .star, !last.hasSpaceBefore, declaresParameter(tokens) { return true }
            return !(symbol.isInfix || symbol == .bar || symbol == .comma || symbol == .colon || symbol == .dot)
        case .reserved(let word):
            if tokens.dropLast().last?.is(.dot) ?? false { return true }
            switch word {
            case .true, .false, .it, .today: return true
            default: return false
            }
        default: return true
        }
    }

    private static func declaresParameter(_ tokens: ArraySlice<Token>) -> Bool {
        let statement = tokens.lastIndex { $0.is(.semicolon) }.map { tokens[($0 + 1)...] } ?? tokens
        guard let parameter = statement.lastIndex(where: { $0.isWord("param") && $0.isFirstOnLine }) else {
            return false
        }
        return !statement[parameter...].contains { $0.is(.equal) }
    }
}
