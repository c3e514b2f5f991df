import TestSupport
import Testing

@testable import NaruSyntax

@Suite struct FormatterTests {
    @Test(arguments: ["comments", "layout", "statements"])
    func goldenFiles(_ name: String) throws {
        let path = "Tests/Golden/format/\(name)"
        let text = try #require(formatted(Repository.text("\(path).naru")))
        try Golden.check(text, "\(path).formatted")
        #expect(formatted(text) == text)
    }

    /// Where a comment stands, and what stands there afterwards.
    @Test(arguments: [
        ("", ""), ("# alone", "# alone\n"), ("\n\n# a\n\n\n\n# b\n", "# a\n\n# b\n"),
        ("cities #all   ", "cities  #all\n"), ("1 # a\n2", "1  # a\n2\n"), ("1; # a\n2", "1  # a\n2\n"),
        ("1;2", "1\n2\n"), ("1;\n\n\n;2", "1\n\n2\n"), ("a;\n# c\n-b", "a;\n# c\n-b\n"),
        ("a; # c\n-b", "a;  # c\n-b\n"),
        ("#!/usr/bin/env naru\ncities", "#!/usr/bin/env naru\ncities\n"),
        ("\u{FEFF}# a\ncities", "\u{FEFF}# a\ncities\n"), ("1\r\n# a\r\n2\r\n", "1\n# a\n2\n"),
        ("cities # a\n| take 3", "cities  # a\n| take 3\n"),
        ("cities\n# a\n\n# b\n| take 3", "cities\n# a\n# b\n| take 3\n"),
        ("[1, # a\n2]", "[\n  1,  # a\n  2\n]\n"), ("[1\n# a\n]", "[\n  1\n  # a\n]\n"),
        ("[# a\n]", "[  # a\n]\n"), ("count(# a\n)", "count(  # a\n)\n"),
        ("a where b", nil), ("a\n| where x # a\n  and y", "a\n| where x  # a\n    and y\n"),
        ("sum(n) over ( # a\n b)", "sum(n) over  # a\nb\n"), ("a # a\n.b", "a  # a\n.b\n"),
        ("let x = # a\n1", "let x =  # a\n  1\n"),
        ("a | where b and c # a\n| take 1", "a\n| where b and c  # a\n| take 1\n"),
        ("x + # a\n y", "x\n  +  # a\n  y\n"),
        ("(# a\ncities)", "(  # a\n  cities\n)\n"), ("(\n# a\ncities\n# b\n)", "(\n  # a\n  cities\n  # b\n)\n"),
    ])
    func comments(_ text: String, _ expected: String?) {
        #expect(formatted(text) == expected)
        if let expected { #expect(formatted(expected) == expected) }
    }

    @Test(arguments: RepositoryQuery.all)
    func queriesOfTheRepository(query: RepositoryQuery) { expectFaithful(query.text) }

    @Test func sentencesOfTheGrammar() throws {
        let seed = RandomSource.seed
        var generator = SentenceGenerator(try GrammarReader.read(Repository.text("Grammar/naru.ebnf")), seed: seed)
        for _ in 0..<500 { expectFaithful(generator.sentence(), "NARU_SEED=\(seed)") }
    }

    @Test func acceptedMutants() throws {
        let seed = RandomSource.seed
        var generator = SentenceGenerator(try GrammarReader.read(Repository.text("Grammar/naru.ebnf")), seed: seed)
        var random = RandomSource(seed: seed &+ 1)
        for _ in 0..<1000 {
            let mutant = Mutation.mutate(generator.sentence(), &random)
            if parse(mutant).diagnostics.isEmpty { expectFaithful(mutant, "NARU_SEED=\(seed)") }
        }
    }

    /// Comments wherever a line may end.
    @Test func commentsAnywhere() throws {
        let seed = RandomSource.seed
        var generator = SentenceGenerator(try GrammarReader.read(Repository.text("Grammar/naru.ebnf")), seed: seed)
        var random = RandomSource(seed: seed &+ 1)
        var checked = 0
        for _ in 0..<1000 {
            let sentence = generator.sentence()
            let text = withComments(sentence, &random)
            let result = parse(text)
            guard result.diagnostics.isEmpty, result.program.tree == parse(sentence).program.tree else { continue }
            expectFaithful(text, "NARU_SEED=\(seed)")
            checked += 1
        }
        #expect(checked > 150)
    }

    private func withComments(_ text: String, _ random: inout RandomSource) -> String {
        var bytes = Array(text.utf8)
        let tokens = Lexer.tokens(of: SourceText(name: "", text: text)).tokens
        for token in tokens.reversed() where random.chance(12) {
            let comment = random.pick([" # a\n", "\n# b\n", " # a\n  # b\n", "\n\n# b\n\n", "#\n"])
            bytes.insert(contentsOf: Array(comment.utf8), at: token.span.start)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same tree, the same comments, and nothing left to format.
    private func expectFaithful(_ text: String, _ note: String = "") {
        guard let once = formatted(text) else {
            Issue.record("\(note)\n\(text)\n\(Printer.print(parse(text).program))")
            return
        }
        #expect(formatted(once) == once, "\(note)\n\(text)\n--- once\n\(once)\n--- twice\n\(formatted(once) ?? "?")")
        let long = once.split(separator: "\n").filter { $0.last == " " }
        #expect(long.isEmpty, "\(note)\n\(once)")
    }
}

func formatted(_ text: String) -> String? {
    guard case .formatted(let result) = Formatter.format(SourceText(name: "test", text: text)) else { return nil }
    return result
}
