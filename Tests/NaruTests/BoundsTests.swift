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

    @Test func hugeLiteralsAndManyStatements() {
        #expect(LimitTests.failure(of: "length(\"" + String(repeating: "x", count: 1_000_000) + "\")") == nil)
        #expect(LimitTests.failure(of: String(repeating: "9", count: 100_000))?.diagnostics.count == 1)
        #expect(LimitTests.failure(of: String(repeating: "1\n", count: 10_000)) == nil)
    }
}
