extension ParserState {
    /// Deep enough for any query a person writes, and shallow enough that every
    /// later pass may walk the tree by recursion.
    static let limit = 250

    /// Reads something that the next token encloses or prefixes.
    mutating func deeper<Result>(or fallback: Result, _ body: (inout ParserState) -> Result) -> Result {
        guard depth + height < Self.limit else {
            stopAtLimit()
            return fallback
        }
        let outer = height
        depth += 1
        height = 0
        let result = body(&self)
        depth -= 1
        height = max(outer, height + 1)
        return result
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
}
