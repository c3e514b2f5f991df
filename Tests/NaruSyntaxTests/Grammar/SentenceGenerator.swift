/// Random sentences of a grammar.
struct SentenceGenerator {
    let grammar: Grammar
    var random: RandomSource
    /// Beyond this many nested rules only the shortest ways out are taken.
    private let depthLimit = 40
    private let heights: [String: Int]

    init(_ grammar: Grammar, seed: UInt64) {
        self.grammar = grammar
        random = RandomSource(seed: seed)
        heights = Self.heights(of: grammar)
    }

    /// A sentence as text, under the side conditions.
    mutating func sentence(from rule: String = Grammar.start) -> String {
        while true {
            let derivation = Derivation.node(rule: rule, expand(.rule(rule), depth: 0, glue: nil))
            let tokens = derivation.tokens
            if tokens.count <= 400, !derivation.isMisleading { return text(of: tokens) }
        }
    }

    // MARK: Expansion

    private mutating func expand(_ element: Grammar.Element, depth: Int, glue: Grammar.Glue?) -> [Derivation] {
        switch element {
        case .literal(let text): [.token(GeneratedToken(text: text, glue: glue))]
        case .terminal("NEWLINE"): [.token(GeneratedToken(text: "", isNewline: true))]
        case .terminal(let name):
            [.token(GeneratedToken(text: Vocabulary.text(of: name, &random), glue: glue))]
        case .rule(let name):
            [.node(rule: name, expand(grammar.rules[name] ?? .sequence([]), depth: depth + 1, glue: glue))]
        case .sequence(let parts):
            parts.enumerated().flatMap { index, part in expand(part, depth: depth, glue: index == 0 ? glue : nil) }
        case .choice(let options): expand(choose(options, depth), depth: depth, glue: glue)
        case .optional(let inner):
            depth < depthLimit && random.chance(35) ? expand(inner, depth: depth, glue: glue) : []
        case .repetition(let inner): expandRepeatedly(inner, depth)
        case .glued(let inner, let part): expand(part, depth: depth, glue: inner)
        }
    }

    private mutating func expandRepeatedly(_ inner: Grammar.Element, _ depth: Int) -> [Derivation] {
        var result: [Derivation] = []
        var count = 0
        while depth < depthLimit, count < 3, random.chance(22) {
            result += expand(inner, depth: depth, glue: nil)
            count += 1
        }
        return result
    }

    private mutating func choose(_ options: [Grammar.Element], _ depth: Int) -> Grammar.Element {
        guard depth >= depthLimit / 2 else { return random.pick(options) }
        let heights = options.map { Self.height(of: $0, heights) }
        let least = heights.min() ?? 0
        return random.pick(options.indices.filter { heights[$0] == least }.map { options[$0] })
    }

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
        if random.chance(5), !["=", "-", "/", ".."].contains(where: text.hasSuffix), [",", ")", "]"].contains(token.text) {
            return ""
        }
        return " "
    }
}
