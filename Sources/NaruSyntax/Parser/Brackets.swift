enum Brackets {
    /// Which bracket closes which, found ahead of parsing so that recovery can
    /// step over whole groups.
    static func partners(in tokens: [Token]) -> [Int] {
        var partners = [Int](repeating: -1, count: tokens.count)
        var open: [(index: Int, closer: Symbol)] = []
        for (index, token) in tokens.enumerated() {
            if startsDefinition(tokens, at: index) { open.removeAll() }
            if token.is(.semicolon), !separatesValues(tokens, at: index, in: open.last?.closer) { open.removeAll() }
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

    /// `["a"; "b"]`: the bracket around it is closed on the same line.
    private static func separatesValues(_ tokens: [Token], at index: Int, in closer: Symbol?) -> Bool {
        guard let closer else { return false }
        var depth = 0
        // Bounded, so that a text of many strays stays linear.
        for token in tokens[(index + 1)...].prefix(32) {
            guard !token.isFirstOnLine, let symbol = token.symbol else {
                if token.isFirstOnLine { return false }
                continue
            }
            if symbol.closer != nil { depth += 1 }
            guard symbol.isCloser else { continue }
            if depth == 0 { return symbol == closer }
            depth -= 1
        }
        return false
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
