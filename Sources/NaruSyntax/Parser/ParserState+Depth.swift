extension ParserState {
    /// Deep enough for any query a person writes, and shallow enough that every
    /// later pass may walk the tree by recursion.
    static let limit = 250

    /// What `enter` must be undone with.
    struct Scope {
        var height: Int
    }

    /// A bracket being read, and what surrounds it.
    struct Bracket {
        var open: Int
        var fence: Int?
        var scope: Scope
    }

    /// Begins something that the next token encloses or prefixes; nil beyond
    /// the limit.
    mutating func enter() -> Scope? {
        guard depth + height < Self.limit else {
            stopAtLimit()
            return nil
        }
        depth += 1
        return Scope(height: openScope())
    }

    mutating func leave(_ scope: Scope) {
        depth -= 1
        height = max(scope.height, height + 1)
    }

    /// What has been read in the present scope becomes the child of a new node.
    mutating func grow() {
        height += 1
        if depth + height > Self.limit { stopAtLimit() }
    }

    /// A scope of its own for `height`: siblings don't add up.
    mutating func openScope() -> Int {
        defer { height = 0 }
        return height
    }

    mutating func closeScope(_ outer: Int) { height = max(outer, height) }

    private mutating func stopAtLimit() {
        guard !isOverLimit else { return }
        fail(.tooDeep(at: tokens[index].span, limit: Self.limit))
        isOverLimit = true
        isLost = true
    }

    /// Steps into the bracket at `index`, with its closing one as the fence.
    mutating func openBracket() -> Bracket? {
        guard let scope = enter() else { return nil }
        let bracket = Bracket(open: index, fence: fence, scope: scope)
        if partners[index] > index { fence = partners[index] }
        brackets += 1
        skipToken()
        return bracket
    }

    /// Steps out behind the closing bracket. If reading got lost inside, it has
    /// found its way again where there is one.
    mutating func close(_ bracket: Bracket) {
        let open = bracket.open
        let partner = partners[open]
        let closer = tokens[open].symbol?.closer ?? .rightParenthesis
        brackets -= 1
        if !isLost, !take(closer) {
            if partner < 0, atEnd || isAtStatementEnd || atCloser || at(.bar) {
                failSilently()
            } else {
                expected(.symbol(closer))
            }
        }
        if isLost, partner < 0 { reportUnclosed(open) }
        if isLost, partner > open, !isOverLimit {
            index = partner + 1
            isLost = false
        }
        fence = bracket.fence
        leave(bracket.scope)
    }

    /// Of brackets left open inside each other only the innermost is named.
    private mutating func reportUnclosed(_ open: Int) {
        guard !sawUnclosed, !isOverLimit, let closer = tokens[open].symbol?.closer else { return }
        take(.unclosed(tokens[open], closer: closer, ends: possibleEnds(of: open)))
        sawUnclosed = true
    }

    /// Where a bracket without its closing one may have been meant to end:
    /// before the next `|`, or with the line.
    private func possibleEnds(of open: Int) -> [Int] {
        var ends: [Int] = []
        var place = open + 1
        // Bounded, so that a long line of mistakes stays linear.
        while place < min(tokens.count, open + 64), !tokens[place].isEnd, !tokens[place].isFirstOnLine {
            if tokens[place].is(.bar) { ends.append(tokens[place - 1].span.end) }
            place += 1
        }
        return ends.prefix(1) + [tokens[place - 1].span.end]
    }
}

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
        return tokens[index + 1].isName && !tokens[index + 1].isFirstOnLine
    }
}
