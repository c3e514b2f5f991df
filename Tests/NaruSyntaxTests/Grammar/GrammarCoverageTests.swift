import TestSupport
import Testing

/// Every way of the grammar is gone by a conformance case that runs.
@Suite struct GrammarCoverageTests {
    @Test func casesGoEveryWay() throws {
        var coverage = GrammarCoverage(try GrammarReader.read(Repository.text("Grammar/naru.ebnf")))
        for query in RepositoryQuery.running { coverage.add(query.text) }
        let missing = Set(coverage.all).subtracting(coverage.seen)
        #expect(missing.sorted() == [], "no case that runs goes these ways")
    }
}
