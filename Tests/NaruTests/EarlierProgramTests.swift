import Naru
import NaruData
import NaruSemantics
import NaruSyntax
import Testing

/// A program sees the definitions of earlier ones, each where it was written.
@Suite struct EarlierProgramTests {
    private static func session() throws -> Session { Session(try Dataset.bundled) }

    private static func source(_ text: String, name: String = "input") -> SourceText {
        SourceText(name: name, text: text)
    }

    /// The definitions of a program, as one that comes before another.
    private static func earlier(_ source: SourceText) -> ProgramText {
        ProgramText(Parser.parse(source).program, source: source)
    }

    /// What is wrong with the first query of a program that runs, and in which
    /// words of which text.
    private static func failure(
        of text: String, after earlier: [SourceText] = [], importing imported: SourceText? = nil
    ) throws -> [(words: String?, source: SourceText?)] {
        let session = try session()
        let program = source(text)
        let compilation = session.compile(program, after: earlier.map(Self.earlier)) { _, _ in imported }
        let query = try #require(compilation.program?.queries.first)
        do {
            _ = try session.run(query, of: compilation, parameters: [:]) { _ in true }
            return []
        } catch {
            return error.diagnostics.map { found in
                (found.span.map { (found.source ?? program).text(in: $0) }, found.source)
            }
        }
    }

    @Test func theyAreSeen() throws {
        let session = try Self.session()
        let earlier = ["let n = 20", "param m: int = n + 1", "let twice(x: int) = x * 2"].map { Self.source($0) }
        let compilation = session.compile(Self.source("twice($m)"), after: earlier.map(Self.earlier))
        #expect(compilation.diagnostics.isEmpty)
        #expect(compilation.program?.queries.count == 1)
        #expect(compilation.program?.parameters.map(\.name) == ["m"])
    }

    @Test func whatIsMadeAnewTakesTheirPlace() throws {
        let session = try Self.session()
        let earlier = [Self.source("let n = \"old\""), Self.source("param m: text")]
        for text in ["let n = 1\nn + 1", "param m: int = 1\n$m + 1"] {
            #expect(session.compile(Self.source(text), after: earlier.map(Self.earlier)).diagnostics.isEmpty)
        }
    }

    @Test func theirMistakesStandInTheirText() throws {
        let session = try Self.session()
        let earlier = Self.source("let wrong = cities | where nmae = 1")
        let compilation = session.compile(Self.source("  wrong | take 1"), after: [Self.earlier(earlier)])
        let found = try #require(compilation.diagnostics.first)
        #expect(found.source == earlier)
        #expect(found.span.map(earlier.text) == "nmae")
        // Its text is no longer there to be changed.
        #expect(found.suggestions.isEmpty)
    }

    @Test func aFailureStandsInTheTextThatItIsIn() throws {
        let definition = Self.source("\n\nlet city.several = only([1, 2])", name: "x.naru")
        let query = "cities | select several"
        for found in [
            try Self.failure(of: query, after: [definition]),
            try Self.failure(of: "import \"x.naru\"\n\(query)", importing: definition),
        ] {
            #expect(found.map(\.words) == ["only([1, 2])"])
            #expect(found.map(\.source) == [definition])
        }
        #expect(try Self.failure(of: "only([1, 2])").map(\.words) == ["only([1, 2])"])
    }

    @Test func aParameterWithoutValueStandsWhereItIsDeclared() throws {
        let declaration = Self.source("# How many.\nparam n: int", name: "x.naru")
        for found in [
            try Self.failure(of: "cities | take $n", after: [declaration]),
            try Self.failure(of: "import \"x.naru\"\ncities | take $n", importing: declaration),
        ] {
            #expect(found.map(\.words) == ["param n: int"])
            #expect(found.map(\.source) == [declaration])
        }
    }
}
