package import NaruSyntax

/// What a stretch of a program is, for colouring.
package enum HighlightClass: String, Hashable, Sendable, CaseIterable {
    case keyword, name, function, type, number, text, date, parameter, enumCase, comment, symbol, unreadable
}

package struct Highlight: Hashable, Sendable {
    package var span: Span
    package var kind: HighlightClass

    package init(_ kind: HighlightClass, at span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// Colours a program by its tokens alone, so that it keeps up with typing.
package enum Highlighter {
    /// In order of place, without overlaps; blanks have none.
    package static func highlights(of text: String) -> [Highlight] {
        let lexed = Lexer.tokens(of: SourceText(name: "", text: text))
        let tokens = lexed.tokens.filter { $0.kind != .end }
        let named = tokens.indices.map { Highlight(kind(of: $0, in: tokens), at: tokens[$0].span) }
        let comments = lexed.comments.map { Highlight(.comment, at: $0) }
        return (named + comments).filter { $0.span.start < $0.span.end }.sorted { $0.span.start < $1.span.start }
    }

    private static func kind(of index: Int, in tokens: [Token]) -> HighlightClass {
        let token = tokens[index]
        switch token.kind {
        case .reserved: return follows(.dot, index, tokens) ? .name : .keyword
        case .parameter: return .parameter
        case .number: return .number
        case .text: return .text
        case .date: return .date
        case .symbol: return .symbol
        case .unreadable, .end: return .unreadable
        case .name: return nameKind(of: index, in: tokens)
        }
    }

    private static func nameKind(of index: Int, in tokens: [Token]) -> HighlightClass {
        let token = tokens[index]
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        if follows(.dot, index, tokens) { return isEnumCase(index, in: tokens) ? .enumCase : .name }
        if token.isQuoted { return .name }
        if Keywords.isKeyword(index, in: tokens) { return .keyword }
        if let next, next.is(.leftParenthesis), !next.hasSpaceBefore { return .function }
        if let next, next.kind == .text, !next.isFirstOnLine { return .type }
        if index > 0,
            tokens[index - 1].is(.is) || (index > 1 && tokens[index - 1].is(.not) && tokens[index - 2].is(.is))
        {
            return .type
        }
        return .name
    }

    /// `.mou` has no operand before its dot.
    private static func isEnumCase(_ index: Int, in tokens: [Token]) -> Bool {
        guard index >= 2 else { return true }
        return !Keywords.endsOperand(tokens, at: index - 2) || tokens[index - 1].hasSpaceBefore
    }

    private static func follows(_ symbol: Symbol, _ index: Int, _ tokens: [Token]) -> Bool {
        index > 0 && tokens[index - 1].is(symbol)
    }
}
