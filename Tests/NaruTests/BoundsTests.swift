import Naru
import NaruSyntax
import Testing

/// Programs of absurd size end in an error or run; they never end the process.
@Suite struct BoundsTests {
    @Test func longestPipelineRuns() {
        let stages = String(repeating: " | where place = \"here\"", count: 1000)
        #expect(LimitTests.failure(of: "stops" + stages) == nil)
    }

    @Test func aLongerPipelineIsRefused() throws {
        let failure = try #require(
            LimitTests.failure(of: "stops" + String(repeating: "\n| take 3", count: 100_000)))
        #expect(failure.diagnostics.map(\.message.english) == ["this query has more than 1000 stages"])
        #expect(failure.diagnostics.first?.help.isEmpty == false)
    }

    @Test func mistakesAreBounded() throws {
        for program in ["stops | select nmae\n", "@@ ¤\n"] {
            let failure = try #require(LimitTests.failure(of: String(repeating: program, count: 2000)))
            #expect(failure.diagnostics.count == 101)
            #expect(failure.diagnostics.last?.code.description == "E5003")
        }
    }

    /// Programs that are hard on one part each, of about so many bytes.
    static let hard: [@Sendable (Int) -> String] = [
        { String(repeating: "\"\\d\"", count: $0 / 4) },
        { String(repeating: "\"a \\\"\"", count: $0 / 6) },
        { String(repeating: "\\\"\n", count: $0 / 3) },
        { String(repeating: "§", count: $0 / 2) },
        { String(repeating: "\u{1F468}\u{200D}\u{1F469}", count: $0 / 11) },
        { String(repeating: "a", count: $0) },
        { String(repeating: "\u{301}", count: $0 / 2) },
        { "[" + (0..<$0 / 10).map { "name\($0)" }.joined(separator: ", ") + "]" },
        { "[" + String(repeating: "1, ", count: $0 / 3) + "1]" },
        { String(repeating: "(", count: $0) },
        { String(repeating: ")", count: $0) },
        { String(repeating: "([{", count: $0 / 3) },
        { String(repeating: "- if ", count: $0 / 5) },
        { "(" + String(repeating: "if ", count: $0 / 3) },
        { (0..<$0 / 14).map { "let n\($0) = x\($0)" }.joined(separator: "\n") },
        { (0..<$0 / 14).map { "let n\($0) = \($0)" }.joined(separator: "\n") },
        { "stops" + String(repeating: " | take 9", count: $0 / 9) },
        { String(repeating: "stops | select nmae\n", count: $0 / 20) },
        { "select a from b where " + String(repeating: "c = 1 and ", count: $0 / 10) + "d = 2" },
        { "stops | where \(String(repeating: "b", count: $0 / 2)) = \(String(repeating: "c", count: $0 / 2))" },
    ]

    /// However long a program is, so much is said of it and no more.
    @Test(arguments: hard.indices) func whatIsSaidIsBounded(_ number: Int) throws {
        for size in [2_000, 40_000] {
            let source = SourceText(name: "query", text: Self.hard[number](size))
            #expect(Lexer.tokens(of: source).diagnostics.count <= Diagnostic.most + 1)
            #expect(Parser.parse(source).diagnostics.count <= 2 * (Diagnostic.most + 1))
            let compilation = try LimitTests.session().compile(source)
            #expect(compilation.diagnostics.count <= Diagnostic.most + 1)
            let told = DiagnosticRenderer().render(compilation.diagnostics, in: source)
            #expect(told.utf8.count < 400_000)
        }
    }

    /// How often it is asked whether work may go on tells how much of it there
    /// was: for twice the text twice as much.
    @Test(arguments: hard.indices) func workIsLinear(_ number: Int) throws {
        func questions(_ size: Int) throws -> Int {
            let asked = LimitTests.Counter()
            var session = try LimitTests.session()
            session.isCancelled = {
                _ = asked.next()
                return false
            }
            _ = session.compile(SourceText(name: "query", text: Self.hard[number](size)))
            return asked.count
        }
        #expect(try questions(80_000) <= 2 * questions(40_000) + 4)
    }

    @Test func anEndlessProgramIsRefused() throws {
        let text = String(repeating: "#", count: Session.longestProgram)
        #expect(LimitTests.failure(of: text + "\n1")?.diagnostics.map(\.code.description) == ["E5004"])
    }

    @Test func hugeLiteralsAndManyStatements() {
        #expect(LimitTests.failure(of: "length(\"" + String(repeating: "x", count: 1_000_000) + "\")") == nil)
        #expect(LimitTests.failure(of: String(repeating: "9", count: 100_000))?.diagnostics.count == 1)
        #expect(LimitTests.failure(of: String(repeating: "1\n", count: 10_000)) == nil)
    }
}
