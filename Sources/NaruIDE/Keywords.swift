import NaruSyntax

/// Where words of the language are words of the language: they are keywords
/// only in their places, and names everywhere else.
enum Keywords {
    /// Whether the name token at `index` is a keyword there.
    static func isKeyword(_ index: Int, in tokens: [Token]) -> Bool {
        let word = tokens[index].text
        let before = index > 0 ? tokens[index - 1] : nil
        if before?.is(.bar) ?? false { return StageWord.contains(word) || ViewWord.contains(word) }
        if let before, before.kind == .name, pairs.contains("\(before.text) \(word)") { return true }
        if isStatementStart(index, in: tokens) {
            return StatementWord.contains(word) && startsStatement(index, in: tokens)
        }
        if word == "so", index + 1 < tokens.count, tokens[index + 1].isWord("far") {
            return endsWindow(index - 1, in: tokens)
        }
        return JoiningWord.all.contains(word) && index > 0 && endsOperand(tokens, at: index - 1)
            || JoiningWord.all.contains(word) && before.map { $0.kind == .name && joins.contains($0.text) } ?? false
            || word == "on" || word == "from" && before?.isWord("paths") ?? false
    }

    /// Second words that belong to the one before.
    private static let pairs: Set<String> = Set(
        ViewWord.allCases.map(\.words) + StageWord.allCases.map(\.words) + StatementWord.allCases.map(\.words)
    ).union([
        "where possibly", "expand optional", "join optional", "group into", "up to", "all shortest", "over all",
        "so far",
    ])

    private static let joins: Set<String> = ["up", "all", "group"]

    static func isStatementStart(_ index: Int, in tokens: [Token]) -> Bool {
        guard index > 0 else { return true }
        let before = tokens[index - 1]
        if before.is(.semicolon) || before.is(.equal) || before.is(.leftParenthesis) { return true }
        return tokens[index].isFirstOnLine && endsOperand(tokens, at: index - 1)
    }

    /// `over all`, `over country.iso`, `over (a, b)`
    private static func endsWindow(_ index: Int, in tokens: [Token]) -> Bool {
        guard index > 0, !tokens[index + 1].isFirstOnLine else { return false }
        return tokens[index].kind == .name && !tokens[index].isWord("over") || tokens[index].is(.rightParenthesis)
    }

    /// `paths from`, `let name`, `network cities`: the word after tells.
    private static func startsStatement(_ index: Int, in tokens: [Token]) -> Bool {
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        switch StatementWord(rawValue: tokens[index].text) {
        case .paths, .reach: return next.isWord("from")
        case .importFile: return next.kind == .text
        case .define, .parameter, .network, nil: return next.kind == .name || next.is(.leftParenthesis)
        }
    }

    /// Whether an operand ends with the token at `index`, so that an operator
    /// or a joining word may follow.
    static func endsOperand(_ tokens: [Token], at index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        let token = tokens[index]
        switch token.kind {
        case .number, .text, .date, .parameter: return true
        case .name:
            let isWindow = token.isWord("all") && index > 0 && tokens[index - 1].isWord("over")
            return isWindow || !isKeyword(index, in: tokens)
        case .reserved(let word):
            if index > 0, tokens[index - 1].is(.dot) { return true }
            return word == .it || word == .today || word == .true || word == .false
        case .symbol(let symbol): return symbol.isCloser
        case .unreadable, .end: return false
        }
    }
}
