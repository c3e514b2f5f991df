import TestSupport

/// A generated sentence with the rules that it came from.
indirect enum Derivation {
    case token(GeneratedToken)
    case node(rule: String, [Derivation])

    var tokens: [GeneratedToken] {
        switch self {
        case .token(let token): [token]
        case .node(_, let children): children.flatMap(\.tokens)
        }
    }
}

struct GeneratedToken {
    var text: String
    /// How it stands to the token before it.
    var glue: Grammar.Glue?
    var isName = false
    /// `NEWLINE` has no text of its own.
    var isNewline = false
}

extension Derivation {
    /// The side conditions that the grammar leaves out: `no x` and `any x` are
    /// first operands only in parentheses, and no query begins as those of other
    /// languages do.
    var isMisleading: Bool {
        guard case .node(let rule, let children) = self else { return false }
        if rule == "source", looksForeign { return true }
        let operators: Set = ["compare", "coalesce", "set", "range", "sum", "term"]
        if operators.contains(rule), children.count > 1, children[0].isQuantified { return true }
        return children.contains(where: \.isMisleading)
    }

    private var looksForeign: Bool {
        let words = tokens.prefix(2).map(\.text)
        return words.count == 2 && ["where", "from"].contains(words[0]) && ![".", "[", "{"].contains(words[1])
    }

    private var isQuantified: Bool {
        guard case .node(let rule, let children) = self else { return false }
        if rule == "unary", case .token(let token)? = children.first {
            return ["no", "any", "-"].contains(token.text) && holdsQuantifier
        }
        return children.count == 1 && children[0].isQuantified
    }

    /// Of prefixes: `- no x` too.
    private var holdsQuantifier: Bool {
        guard case .node("unary", let children) = self, case .token(let token)? = children.first else { return false }
        return token.text == "no" || token.text == "any" || (children.last?.holdsQuantifier ?? false)
    }
}
