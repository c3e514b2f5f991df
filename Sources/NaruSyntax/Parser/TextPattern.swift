/// What a pattern of SQL or a regular expression asks of a text, where Naru has
/// words for it.
struct TextPattern {
    private enum Part { case whole, start, end, anywhere }

    private let parts: [(part: Part, text: String)]
    /// Small and large letters count as equal.
    private let isFolded: Bool

    /// Nil where it asks for more than beginnings, ends and what lies between.
    init?(_ pattern: String, of word: String) {
        isFolded = word == "ilike"
        switch word {
        case "like", "ilike":
            guard let found = Self.likeParts(pattern) else { return nil }
            parts = found
        case "matches", "similar":
            guard let found = Self.expressionParts(pattern) else { return nil }
            parts = found
        default: parts = [(.anywhere, pattern)]
        }
    }

    /// `S%`, `%S`, `%S%`, `S%l`
    private static func likeParts(_ pattern: String) -> [(Part, String)]? {
        guard !pattern.contains("_") else { return nil }
        let pieces = pattern.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count > 1 else { return [(.whole, pattern)] }
        var parts: [(Part, String)] = []
        for (place, piece) in pieces.enumerated() where !piece.isEmpty {
            parts.append((place == 0 ? .start : place == pieces.count - 1 ? .end : .anywhere, piece))
        }
        // Two pieces in between would have to stand in their order.
        return parts.isEmpty || parts.count { $0.0 == .anywhere } > 1 ? nil : parts
    }

    /// `^S`, `S$`, `.*S.*`
    private static func expressionParts(_ pattern: String) -> [(Part, String)]? {
        var rest = pattern[...]
        let isStart = rest.hasPrefix("^")
        if isStart { rest = rest.dropFirst() }
        let isEnd = rest.hasSuffix("$")
        if isEnd { rest = rest.dropLast() }
        let opens = rest.hasPrefix(".*")
        if opens { rest = rest.dropFirst(2) }
        let closes = rest.hasSuffix(".*")
        if closes { rest = rest.dropLast(2) }
        guard !rest.isEmpty, !rest.contains(where: { "\\^$.|?*+()[]{}".contains($0) }) else { return nil }
        switch (isStart && !opens, isEnd && !closes) {
        case (true, true): return [(.whole, String(rest))]
        case (true, false): return [(.start, String(rest))]
        case (false, true): return [(.end, String(rest))]
        case (false, false): return [(.anywhere, String(rest))]
        }
    }

    /// The tests, each as a whole condition.
    func tests(of subject: String, isNegated: Bool) -> [String] {
        let tests = parts.map { test(of: subject, $0.part, $0.text, isNegated: isNegated && parts.count == 1) }
        let whole = tests.joined(separator: " and ")
        if tests.count > 1 { return [isNegated ? "not (\(whole))" : whole] }
        return [whole]
    }

    private func test(of subject: String, _ part: Part, _ text: String, isNegated: Bool) -> String {
        let (read, wanted) =
            isFolded && part != .anywhere
            ? ("fold(\(subject))", "fold(\(Notation.text(text)))") : (subject, Notation.text(text))
        switch part {
        case .whole: return "\(read) \(isNegated ? "!=" : "=") \(wanted)"
        case .start: return "\(isNegated ? "not " : "")starts_with(\(read), \(wanted))"
        case .end: return "\(isNegated ? "not " : "")ends_with(\(read), \(wanted))"
        case .anywhere: return "\(read) \(isNegated ? "!~" : "~") \(wanted)"
        }
    }
}
