import TestSupport
import Testing

@testable import NaruSyntax

/// Whatever it is given, the parser ends, and what it says points into the text.
@Suite struct RobustnessTests {
    @Test func randomBytes() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<3000 {
            let bytes = (0..<random.below(200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            check(SourceText(name: "random", utf8: bytes), seed)
        }
    }

    @Test func randomPieces() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        for _ in 0..<5000 {
            let text = (0..<random.below(40)).map { _ in random.pick(Self.pieces) }.joined(
                separator: random.chance(80) ? " " : "")
            check(SourceText(name: "random", text: text), seed)
        }
    }

    @Test func mutatedQueries() {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let queries = Self.queries
        for _ in 0..<5000 {
            check(SourceText(name: "mutant", text: Mutation.mutate(random.pick(queries), &random)), seed)
        }
    }

    @Test func truncatedQueries() {
        for query in Self.queries {
            let bytes = Array(query.utf8)
            for end in bytes.indices { check(SourceText(name: "truncated", utf8: Array(bytes[..<end])), 0) }
        }
    }

    private func check(_ source: SourceText, _ seed: UInt64) {
        let result = Parser.parse(source)
        let whole = 0...source.utf8.count
        let spans = result.diagnostics.compactMap(\.span) + result.program.statements.map(\.span) + result.comments
        let areInside = spans.allSatisfy { whole.contains($0.start) && whole.contains($0.end) && $0.start <= $0.end }
        let areKnown = result.diagnostics.allSatisfy { DiagnosticCode.syntax.contains($0.code) }
        #expect(areInside && areKnown, "NARU_SEED=\(seed)\n\(String(decoding: source.utf8, as: UTF8.self))")
        _ = Parser.isComplete(String(decoding: source.utf8, as: UTF8.self))
    }

    private static let queries = [
        "city \"시흥시\".partners intersect city \"울산시\".partners\n| select name, country",
        "agreements\n| where sector \"bio\" in sectors and signed >= @2023\n| expand c: parties.country\n| group by c into n: count(), latest: max(signed)\n| sort n desc",
        "paths from city \"a\" to city \"b\" via partners up to 6 shortest | select hops, nodes",
        "let korean(c: city, k: agreement.kind?) = if c.country.iso = \"KR\" then 1000억원 else 3..4 city\nparam n: int = 3",
        "cities | add share: n / sum(n) over (a, b) | where any xs[it.a ~ \"b\\u{AC00}\"] | union (x{a, b: [.c, -d]} | take $n)",
    ]

    private static let pieces = [
        "a", "city", "\"x\"", "(", ")", "[", "]", "{", "}", "|", ",", ":", ".", "..", "=", "<", "~", "+", "-", "*",
        "??", "?", "not",
        "no", "any", "in", "is", "if", "then", "else", "over", "all", "by", "into", "union", "except", "select",
        "where", "group",
        "let", "param", "import", "take", "3", "5억", "@2023", "$n", "\n", ";", "#", "\"", "'", "`", "known", "as", "of",
        "paths", "from",
        "to", "via", "up", "network", "reach", "distinct", "optional", "join", "on", "null", "like", "--", "//", "\r\n",
        "\u{FEFF}",
    ]
}

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
