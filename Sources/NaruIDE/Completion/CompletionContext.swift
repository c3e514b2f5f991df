import NaruSyntax

/// What kind of word is being typed, as far as the tokens before it tell.
struct CompletionContext {
    enum Place: Hashable {
        /// Nothing can be completed: a comment, a number, a date, a new name.
        case nothing
        case statement
        case stage(afterSource: Bool)
        /// A value may begin.
        case operand
        /// Behind a dot, a `$`, or where a type is named: the checker knows.
        case name
        /// Inside a text; the name of an entity, if a type stands before it.
        case text
        /// A value has ended.
        case afterOperand(word: String?)
    }

    var place: Place
    /// The typed part of the word, in UTF-8 offsets.
    var word: Range<Int>

    init(_ text: String, cursor: Int) {
        let bytes = Array(text.utf8.prefix(cursor))
        let lexed = Lexer.tokens(of: SourceText(name: "", utf8: bytes))
        word = cursor..<cursor
        place = .nothing
        if lexed.comments.contains(where: { $0.start < cursor && $0.end >= cursor }) { return }
        let tokens = lexed.tokens.filter { $0.kind != .end }
        if lexed.endsInsideText, let open = tokens.last {
            word = min(open.span.start + 1, cursor)..<cursor
            place = bytes[open.span.start] == UInt8(ascii: "`") ? .operand : .text
            return
        }
        guard let last = tokens.last, last.span.end == cursor, Self.isWord(last) else {
            if let last = tokens.last, last.span.end == cursor, Self.endsHard(last) { return }
            place = Self.place(after: tokens[...], isNewLine: Self.endsWithNewLine(bytes))
            return
        }
        let start = last.kind == .parameter ? last.span.start + 1 : last.span.start
        word = start..<cursor
        place = last.kind == .parameter ? .name : Self.place(after: tokens.dropLast(), isNewLine: last.isFirstOnLine)
    }

    private static func isWord(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .reserved, .parameter: true
        case .number, .text, .date, .symbol, .unreadable, .end: false
        }
    }

    private static func endsHard(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .date, .text: true
        case .name, .reserved, .parameter, .symbol, .unreadable, .end: false
        }
    }

    private static func endsWithNewLine(_ bytes: [UInt8]) -> Bool {
        bytes.last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == UInt8(ascii: "\n")
    }

    private static func place(after tokens: ArraySlice<Token>, isNewLine: Bool) -> Place {
        let tokens = Array(tokens)
        guard let last = tokens.last else { return .statement }
        if last.is(.semicolon) { return .statement }
        if last.is(.bar) { return .stage(afterSource: isSource(tokens)) }
        if last.is(.dot) { return .name }
        if last.kind == .parameter && last.text.isEmpty { return .name }
        if let named = namePlace(tokens) { return named }
        if Keywords.endsOperand(tokens, at: tokens.count - 1) {
            return isNewLine && isClosed(tokens) ? .statement : .afterOperand(word: currentWord(tokens))
        }
        if last.is(.equal), tokens.count >= 3, isDefinition(tokens) { return .statement }
        return .operand
    }

    /// Behind a word that wants a new name, or the name of a type.
    private static func namePlace(_ tokens: [Token]) -> Place? {
        guard let last = tokens.last else { return nil }
        if last.isWord("let") || last.isWord("param") || last.isWord("take") || last.isWord("skip") { return .nothing }
        if last.isWord("top") || last.isWord("expand") || last.isWord("join") || last.isWord("optional") {
            return isStageWord(tokens.count - 1, tokens) ? .nothing : nil
        }
        return nil
    }

    private static func isStageWord(_ index: Int, _ tokens: [Token]) -> Bool {
        index > 0 && (tokens[index - 1].is(.bar) || tokens[index].isWord("optional"))
    }

    /// Whether only a source and views stand before the last `|`.
    private static func isSource(_ tokens: [Token]) -> Bool {
        for (index, token) in tokens.enumerated().dropLast().reversed() where token.is(.bar) {
            guard index + 1 < tokens.count else { return true }
            return ViewWord.contains(tokens[index + 1].text)
        }
        return true
    }

    private static func isClosed(_ tokens: [Token]) -> Bool {
        var open = 0
        for token in tokens {
            if token.symbol?.closer != nil { open += 1 }
            if token.symbol?.isCloser ?? false { open -= 1 }
        }
        return open <= 0
    }

    private static func isDefinition(_ tokens: [Token]) -> Bool {
        for token in tokens.reversed() where token.isFirstOnLine || token.isWord("let") { return token.isWord("let") }
        return false
    }

    /// The first word of the stage or source that is being written, for the words that go on with it.
    private static func currentWord(_ tokens: [Token]) -> String? {
        for (index, token) in tokens.enumerated().reversed() {
            if token.kind == .name, index > 0, tokens[index - 1].is(.bar) { return token.text }
            if token.isWord("paths") || token.isWord("reach") || token.isWord("network") { return token.text }
            if token.is(.semicolon) { return nil }
        }
        return nil
    }
}
