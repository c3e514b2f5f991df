import TestSupport
import Testing

@testable import NaruSyntax

/// Whatever the bytes, parsing ends with a program and diagnostics that can be
/// shown.
@Suite struct FuzzTests {
    @Test func randomBytes() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<1500 {
            let bytes = (0..<random.below(120)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            survive(bytes, seed)
        }
    }

    @Test func mutatedQueries() throws {
        let grammar = try GrammarReader.read(Repository.text("Grammar/naru.ebnf"))
        let seed = RandomSource.seed
        var generator = SentenceGenerator(grammar, seed: seed)
        var random = RandomSource(seed: seed &+ 1)
        for _ in 0..<1500 {
            var bytes = Array(Mutation.mutate(generator.sentence(), &random).utf8)
            for _ in 0..<random.below(3) where !bytes.isEmpty {
                bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            survive(bytes, seed)
            survive(Array(bytes.prefix(random.below(bytes.count))), seed)
        }
    }

    private func survive(_ bytes: [UInt8], _ seed: UInt64) {
        let source = SourceText(name: "query", utf8: bytes)
        let result = Parser.parse(source)
        for diagnostic in result.diagnostics {
            let span = diagnostic.span ?? Span(0, 0)
            #expect(0 <= span.start && span.start <= span.end && span.end <= bytes.count, "NARU_SEED=\(seed)")
            #expect(!DiagnosticRenderer(language: .korean).render(diagnostic, in: source).isEmpty)
        }
        _ = result.program.dump
        let printed = Printer.print(result.program)
        guard result.diagnostics.isEmpty else { return }
        #expect(
            parse(printed).program.tree == result.program.tree,
            "NARU_SEED=\(seed)\n\(String(decoding: bytes, as: UTF8.self))")
        _ = Parser.isComplete(String(decoding: bytes, as: UTF8.self))
    }
}
