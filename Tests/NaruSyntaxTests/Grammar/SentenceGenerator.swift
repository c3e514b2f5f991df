import TestSupport

/// Random sentences of a grammar.
struct SentenceGenerator {
    let grammar: Grammar
    var random: RandomSource
    /// How many tokens may still be written before only the shortest ways out
    /// are taken.
    private var budget = 0
    private let heights: [String: Int]

    init(_ grammar: Grammar, seed: UInt64) {
        self.grammar = grammar
        random = RandomSource(seed: seed)
        heights = Self.heights(of: grammar)
    }

    /// A sentence as text, under the side conditions.
    mutating func sentence() -> String {
        while true {
            budget = 1 + random.below(50)
            let derivation = Derivation.node(rule: Grammar.start, expand(.rule(Grammar.start), in: "", glue: nil))
            let tokens = derivation.tokens
            // Most sentences should have something to say.
            if tokens.count <= 5, !random.chance(5) { continue }
            if !derivation.isMisleading { return text(of: withKeywords(tokens)) }
        }
    }

    // MARK: Expansion

    private mutating func expand(_ element: Grammar.Element, in rule: String, glue: Grammar.Glue?) -> [Derivation] {
        switch element {
        case .literal(let text): token(text, glue)
        case .terminal("NEWLINE"): [.token(GeneratedToken(text: "", isNewline: true))]
        case .terminal(let name): token(Vocabulary.text(of: name, &random), glue, isName: name == "NAME")
        case .rule(let name):
            [.node(rule: name, expand(grammar.rules[name] ?? .sequence([]), in: name, glue: glue))]
        case .sequence(let parts):
            parts.reduce(into: []) { result, part in
                // Glue belongs to the first token, whichever part that comes from.
                result += expand(part, in: rule, glue: result.isEmpty ? glue : nil)
            }
        case .choice(let options): expand(choose(options, in: rule), in: rule, glue: glue)
        case .optional(let inner): budget > 0 && random.chance(40) ? expand(inner, in: rule, glue: glue) : []
        case .repetition(let inner): expandRepeatedly(inner, in: rule, glue)
        case .glued(let inner, let part): expand(part, in: rule, glue: inner)
        }
    }

    private mutating func token(_ text: String, _ glue: Grammar.Glue?, isName: Bool = false) -> [Derivation] {
        budget -= 1
        return [.token(GeneratedToken(text: text, glue: glue, isName: isName))]
    }

    private mutating func expandRepeatedly(
        _ inner: Grammar.Element, in rule: String, _ glue: Grammar.Glue?
    ) -> [Derivation] {
        var result: [Derivation] = []
        var count = 0
        while budget > 0, count < 4, random.chance(rule == "query" ? 60 : 25) {
            result += expand(inner, in: rule, glue: result.isEmpty ? glue : nil)
            count += 1
        }
        return result
    }

    private mutating func choose(_ options: [Grammar.Element], in rule: String) -> Grammar.Element {
        if budget > 0 {
            // Uniform choice would hardly ever get past the first rules.
            if let usual = Self.usual[rule], random.chance(75) { return options[min(usual, options.count - 1)] }
            return random.pick(options)
        }
        let needed = options.map { Self.height(of: $0, heights) }
        let least = needed.min() ?? 0
        return random.pick(options.indices.filter { needed[$0] == least }.map { options[$0] })
    }

    /// The option that makes a sentence like those that people write.
    private static let usual = [
        "statement": 3, "source": 0, "expr": 1, "compare": 0, "range": 0, "unary": 1, "postfix": 1,
    ]

    // MARK: Heights

    /// How many rules have to be opened at least before only tokens are left.
    private static func heights(of grammar: Grammar) -> [String: Int] {
        var heights: [String: Int] = [:]
        for _ in grammar.rules {
            for (name, element) in grammar.rules { heights[name] = height(of: element, heights) + 1 }
        }
        return heights
    }

    private static func height(of element: Grammar.Element, _ heights: [String: Int]) -> Int {
        switch element {
        case .literal, .terminal, .optional, .repetition: 0
        case .rule(let name): heights[name] ?? 1000
        case .sequence(let parts): parts.map { height(of: $0, heights) }.max() ?? 0
        case .choice(let options): options.map { height(of: $0, heights) }.min() ?? 0
        case .glued(_, let inner): height(of: inner, heights)
        }
    }

    // MARK: Text

    /// Puts keywords where only names can stand: after a dot, before a colon,
    /// and where an operand has to begin.
    private mutating func withKeywords(_ tokens: [GeneratedToken]) -> [GeneratedToken] {
        var result = tokens
        for index in tokens.indices.dropFirst() where tokens[index].isName && random.chance(25) {
            let before = tokens[index - 1].text
            let after = index + 1 < tokens.count ? tokens[index + 1].text : ""
            // A dot and a word may begin a statement as a command of the prompt would.
            let isFirst = index == 1 || tokens[index - 2].isNewline || tokens[index - 2].text == ";"
            if before == ".", isFirst { continue }
            if before == "." {
                result[index].text = random.pick(Vocabulary.reserved + Vocabulary.joining)
            } else if after == ":" || Vocabulary.operandFollows.contains(before) {
                result[index].text = random.pick(Vocabulary.joining)
            }
        }
        return result
    }

    private mutating func text(of tokens: [GeneratedToken]) -> String {
        var result = ""
        var isFirst = true
        var newlineIsDue = false
        for token in tokens {
            if token.isNewline {
                newlineIsDue = true
                continue
            }
            if newlineIsDue {
                // A line that could go on with the statement above must not.
                result += LineRules.continues(token.text) ? " ; " : "\n"
            } else if !isFirst {
                result += separator(before: token, after: result)
            }
            result += token.text
            isFirst = false
            newlineIsDue = false
        }
        return result
    }

    private mutating func separator(before token: GeneratedToken, after text: String) -> String {
        switch token.glue {
        case .touching: return ""
        case .sameLine: return ["(", "[", "{"].contains(token.text) ? "" : " "
        case nil: break
        }
        if random.chance(15), LineRules.mayStartLine(token.text), !text.hasSuffix("..") { return "\n  " }
        if random.chance(5), !["=", "-", "/", ".."].contains(where: text.hasSuffix),
            [",", ")", "]"].contains(token.text)
        {
            return ""
        }
        return " "
    }
}
