import TestSupport
import Testing

@testable import NaruSyntax

/// Holds `Grammar/naru.ebnf` and the parser to each other.
@Suite struct GrammarTests {
    let grammar: Grammar

    init() throws { grammar = try GrammarReader.read(Repository.text("Grammar/naru.ebnf")) }

    @Test func everyRuleIsDefinedAndUsed() {
        let used = grammar.rules.values.reduce(into: Set([Grammar.start])) { $0.formUnion($1.ruleNames) }
        #expect(Set(grammar.rules.keys) == used)
    }

    @Test func sentencesParseAndSurviveThePrinter() {
        let seed = RandomSource.seed
        var generator = SentenceGenerator(grammar, seed: seed)
        for _ in 0..<2000 {
            let sentence = generator.sentence()
            let result = parse(sentence)
            guard result.diagnostics.isEmpty else {
                Issue.record("NARU_SEED=\(seed)\n\(sentence)\n\(rendered(result.diagnostics, sentence))")
                return
            }
            let printed = Printer.print(result.program)
            let again = parse(printed)
            guard again.diagnostics.isEmpty, again.program.tree == result.program.tree else {
                Issue.record(
                    "NARU_SEED=\(seed)\n\(sentence)\nprinted:\n\(printed)\n\(rendered(again.diagnostics, printed))\n\(result.program.dump)\n\(again.program.dump)"
                )
                return
            }
            #expect(Printer.print(again.program) == printed)
        }
    }

    @Test func sentencesDeriveFromTheGrammar() {
        let seed = RandomSource.seed
        var generator = SentenceGenerator(grammar, seed: seed)
        for _ in 0..<300 {
            let sentence = generator.sentence()
            #expect(Recognizer.obstacle(grammar, sentence) == nil, "NARU_SEED=\(seed)\n\(sentence)")
        }
    }

    /// What the parser accepts of mutilated sentences derives as well.
    @Test func acceptedMutantsDerive() {
        let seed = RandomSource.seed
        var generator = SentenceGenerator(grammar, seed: seed)
        var random = RandomSource(seed: seed &+ 1)
        for _ in 0..<2000 {
            let mutant = Mutation.mutate(generator.sentence(), &random)
            guard parse(mutant).diagnostics.isEmpty else { continue }
            if let obstacle = Recognizer.obstacle(grammar, mutant) {
                Issue.record("NARU_SEED=\(seed) at \(obstacle)\n\(mutant)\n\(parse(mutant).program.dump)")
                return
            }
        }
    }

    @Test(arguments: RepositoryQuery.all)
    func queriesOfTheRepository(query: RepositoryQuery) {
        let result = parse(query.text)
        #expect(result.diagnostics.isEmpty, "\(rendered(result.diagnostics, query.text))")
        guard result.diagnostics.isEmpty else { return }
        #expect(Recognizer.obstacle(grammar, query.text) == nil)
        let again = parse(Printer.print(result.program))
        #expect(again.program.dump == result.program.dump)
    }
}

func rendered(_ diagnostics: [Diagnostic], _ text: String) -> String {
    DiagnosticRenderer().render(diagnostics, in: SourceText(name: "query", text: text))
}

extension Grammar.Element {
    var ruleNames: Set<String> {
        switch self {
        case .literal, .terminal: []
        case .rule(let name): [name]
        case .sequence(let parts), .choice(let parts): parts.reduce(into: []) { $0.formUnion($1.ruleNames) }
        case .optional(let inner), .repetition(let inner), .glued(_, let inner): inner.ruleNames
        }
    }
}
