import TestSupport
import Testing

/// Which ways of a grammar some texts go: every alternative, every part that
/// may be left out or come again.
struct GrammarCoverage {
    private let grammar: Grammar
    private(set) var seen: Set<String> = []

    init(_ grammar: Grammar) { self.grammar = grammar }

    /// `stage: "where" [ "possibly" ] expr`
    var all: [String] {
        grammar.rules.sorted { $0.key < $1.key }.flatMap { ways($0.value, in: $0.key) }
    }

    private func ways(_ element: Grammar.Element, in rule: String) -> [String] {
        switch element {
        case .literal, .terminal, .rule: []
        case .sequence(let parts): parts.flatMap { ways($0, in: rule) }
        case .choice(let options): options.flatMap { ["\(rule): \($0)"] + ways($0, in: rule) }
        case .optional(let inner): ["\(rule): [\(inner)]"] + ways(inner, in: rule)
        case .repetition(let inner): ["\(rule): {\(inner)}"] + ways(inner, in: rule)
        case .glued(_, let inner): ways(inner, in: rule)
        }
    }

    /// Goes one derivation of a text; where there are several, one that takes
    /// the first alternative and as few repetitions as can be.
    mutating func add(_ text: String) {
        var recognizer = Recognizer(grammar, text)
        walk(.rule(Grammar.start), 0, recognizer.tokens.count, Grammar.start, &recognizer)
    }

    private mutating func walk(
        _ element: Grammar.Element, _ start: Int, _ end: Int, _ rule: String, _ recognizer: inout Recognizer
    ) {
        switch element {
        case .literal, .terminal: return
        case .rule(let name): walk(grammar.rules[name] ?? .sequence([]), start, end, name, &recognizer)
        case .glued(_, let inner): walk(inner, start, end, rule, &recognizer)
        case .sequence(let parts): walk(parts[...], start, end, rule, &recognizer)
        case .choice(let options):
            for option in options where recognizer.ends(of: option, from: start).contains(end) {
                seen.insert("\(rule): \(option)")
                return walk(option, start, end, rule, &recognizer)
            }
        case .optional(let inner):
            guard end > start else { return }
            seen.insert("\(rule): [\(inner)]")
            walk(inner, start, end, rule, &recognizer)
        case .repetition(let inner):
            guard end > start else { return }
            seen.insert("\(rule): {\(inner)}")
            let next = recognizer.ends(of: inner, from: start).sorted().first { place in
                place > start && recognizer.ends(of: element, from: place).contains(end)
            }
            guard let next else { return }
            walk(inner, start, next, rule, &recognizer)
            walk(element, next, end, rule, &recognizer)
        }
    }

    private mutating func walk(
        _ parts: ArraySlice<Grammar.Element>, _ start: Int, _ end: Int, _ rule: String, _ recognizer: inout Recognizer
    ) {
        guard let first = parts.first else { return }
        let rest = Grammar.Element.sequence(Array(parts.dropFirst()))
        let places = recognizer.ends(of: first, from: start).sorted()
        guard let next = places.first(where: { recognizer.ends(of: rest, from: $0).contains(end) }) else { return }
        walk(first, start, next, rule, &recognizer)
        walk(parts.dropFirst(), next, end, rule, &recognizer)
    }
}

extension Grammar.Element: CustomStringConvertible {
    var description: String {
        switch self {
        case .literal(let text): "\"\(text)\""
        case .terminal(let name), .rule(let name): name
        case .sequence(let parts): parts.map(\.description).joined(separator: " ")
        case .choice(let options): "(" + options.map(\.description).joined(separator: " | ") + ")"
        case .optional(let inner): "[\(inner)]"
        case .repetition(let inner): "{\(inner)}"
        case .glued(.sameLine, let inner): "~\(inner)"
        case .glued(.touching, let inner): "^\(inner)"
        }
    }
}

/// Every way of the grammar is gone by a conformance case that runs.
@Suite struct GrammarCoverageTests {
    @Test func casesGoEveryWay() throws {
        var coverage = GrammarCoverage(try GrammarReader.read(Repository.text("Grammar/naru.ebnf")))
        for query in RepositoryQuery.running { coverage.add(query.text) }
        let missing = Set(coverage.all).subtracting(coverage.seen)
        #expect(missing.sorted() == [], "no case that runs goes these ways")
    }
}
