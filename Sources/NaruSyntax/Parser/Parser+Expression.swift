package struct ExpressionResult: Sendable {
    package var expression: Expression
    package var diagnostics: [Diagnostic]
}

extension Parser {
    /// Reads one expression, such as the value of a parameter.
    package static func parseExpression(_ source: SourceText) -> ExpressionResult {
        let lexed = Lexer.tokens(of: source)
        var parser = ParserState(tokens: lexed.tokens)
        var expression = parser.expression()
        if !parser.isLost, !parser.atEnd { parser.expected(.endOfStatement) }
        if parser.isLost { expression = Expression(.missing, at: Span(0, source.utf8.count)) }
        return ExpressionResult(expression: expression, diagnostics: lexed.diagnostics + parser.diagnostics)
    }
}
