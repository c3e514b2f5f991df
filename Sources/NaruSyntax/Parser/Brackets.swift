enum Brackets {
    /// Which bracket closes which, found ahead of parsing so that recovery can
    /// step over whole groups.
    static func partners(in tokens: [Token]) -> [Int] {
        var partners = [Int](repeating: -1, count: tokens.count)
        var open: [(index: Int, closer: Symbol)] = []
        for (index, token) in tokens.enumerated() {
            if startsDefinition(tokens, at: index) || token.is(.semicolon) { open.removeAll() }
            guard let symbol = token.symbol else { continue }
            if let closer = symbol.closer {
                open.append((index, closer))
            } else if symbol.isCloser {
                // The search is bounded so that a text of many strays stays linear.
                guard let match = open.suffix(8).lastIndex(where: { $0.closer == symbol }) else { continue }
                partners[open[match].index] = index
                open.removeSubrange(match...)
            }
        }
        return partners
    }

    /// A bracket left open does not swallow the definitions below it.
    static func startsDefinition(_ tokens: [Token], at index: Int) -> Bool {
        let token = tokens[index]
        guard token.isFirstOnLine, token.isWord("let") || token.isWord("param"), index + 1 < tokens.count else {
            return false
        }
        return tokens[index + 1].kind == .name && !tokens[index + 1].isFirstOnLine
    }
}
