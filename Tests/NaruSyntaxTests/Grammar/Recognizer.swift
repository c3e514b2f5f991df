import TestSupport

@testable import NaruSyntax

/// Whether tokens derive from a grammar: tries every way, remembers the answers.
struct Recognizer {
    let grammar: Grammar
    let tokens: [Token]
    /// Where each rule, begun at a token, can end.
    private var known: [Place: Set<Int>] = [:]
    /// How far the tokens could be read, for messages.
    private var furthest = 0

    private struct Place: Hashable {
        var rule: String
        var index: Int
    }

    init(_ grammar: Grammar, _ text: String) {
        self.grammar = grammar
        tokens = Lexer.tokens(of: SourceText(name: "query", text: text)).tokens.filter { $0.kind != .end }
    }

    /// The token that no derivation of a text gets past; nil where the text
    /// derives from the grammar.
    static func obstacle(_ grammar: Grammar, _ text: String) -> String? {
        var recognizer = Recognizer(grammar, text)
        let count = recognizer.tokens.count
        if recognizer.ends(of: .rule(Grammar.start), from: 0).contains(count) { return nil }
        let place = recognizer.furthest
        return place < count ? "'\(recognizer.tokens[place].text)', token \(place + 1)" : "the end"
    }

    mutating func ends(of element: Grammar.Element, from index: Int) -> Set<Int> {
        switch element {
        case .literal(let text): step(index) { Self.matches($0, literal: text) }
        case .terminal("NEWLINE"): isLineBreak(before: index) ? [index] : []
        case .terminal(let name): step(terminal: name, index)
        case .rule(let name): ends(ofRule: name, from: index)
        case .sequence(let parts):
            parts.reduce(into: [index]) { places, part in
                places = places.reduce(into: []) { $0.formUnion(ends(of: part, from: $1)) }
            }
        case .choice(let options): options.reduce(into: []) { $0.formUnion(ends(of: $1, from: index)) }
        case .optional(let inner): ends(of: inner, from: index).union([index])
        case .repetition(let inner): repeatedEnds(of: inner, from: index)
        case .glued(let glue, let inner): isGlued(index, glue) ? ends(of: inner, from: index) : []
        }
    }

    private mutating func ends(ofRule name: String, from index: Int) -> Set<Int> {
        let place = Place(rule: name, index: index)
        if let ends = known[place] { return ends }
        guard let rule = grammar.rules[name] else { return [] }
        let found = ends(of: rule, from: index)
        known[place] = found
        return found
    }

    private mutating func repeatedEnds(of inner: Grammar.Element, from index: Int) -> Set<Int> {
        var all: Set<Int> = [index]
        var fresh: Set<Int> = [index]
        while !fresh.isEmpty {
            var next: Set<Int> = []
            for place in fresh { next.formUnion(ends(of: inner, from: place)) }
            fresh = next.subtracting(all)
            all.formUnion(fresh)
        }
        return all
    }

    // MARK: Tokens

    private mutating func step(_ index: Int, _ matches: (Token) -> Bool) -> Set<Int> {
        furthest = max(furthest, index)
        return index < tokens.count && matches(tokens[index]) ? [index + 1] : []
    }

    private mutating func step(terminal: String, _ index: Int) -> Set<Int> {
        let followsDot = index > 0 && tokens[index - 1].is(.dot)
        return step(index) { Self.matches($0, terminal: terminal, followsDot: followsDot) }
    }

    func isGlued(_ index: Int, _ glue: Grammar.Glue) -> Bool {
        guard index < tokens.count else { return false }
        switch glue {
        case .sameLine: return !tokens[index].isFirstOnLine
        // What begins a text touches nothing, and nothing parts it from anything.
        case .touching: return index == 0 || !tokens[index].hasSpaceBefore
        }
    }

    private func isLineBreak(before index: Int) -> Bool {
        guard index < tokens.count, tokens[index].isFirstOnLine else { return false }
        if tokens[index].text == "not", index + 1 < tokens.count, tokens[index + 1].text == "in" { return false }
        return tokens[index].isQuoted || tokens[index].kind == .text || !LineRules.continues(tokens[index].text)
    }

    private static func matches(_ token: Token, literal: String) -> Bool {
        switch token.kind {
        case .name: token.isWord(literal)
        case .reserved(let word): word.rawValue == literal
        case .symbol(let symbol): symbol.rawValue == literal
        default: false
        }
    }

    private static func matches(_ token: Token, terminal: String, followsDot: Bool) -> Bool {
        switch (terminal, token.kind) {
        case ("NAME", .name), ("TEXT", .text), ("DATE", .date), ("PARAM", .parameter), ("NUMBER", .number): true
        case ("NAME", .reserved): followsDot
        case ("PLAIN", .name): !token.isJoiningWord
        case ("INT", .number(let literal)): if case .int = literal.value { true } else { false }
        default: false
        }
    }
}
