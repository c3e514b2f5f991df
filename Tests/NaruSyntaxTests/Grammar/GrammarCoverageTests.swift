import TestSupport
import Testing

/// Every way of the grammar is gone by a conformance case that runs.
@Suite struct GrammarCoverageTests {
    /// What no case runs yet. An entry that one does run is an error, so the
    /// list can only shrink.
    static let waiting: Set<String> = [
        #"source: "paths" ~"from" set "to" set "via" set ["up" "to" count] [("shortest" | "all" "shortest" | "simple")]"#,
        #"source: "shortest""#, #"source: "all" "shortest""#, #"source: "simple""#,
        #"source: [("shortest" | "all" "shortest" | "simple")]"#,
        #"stage: "with" "sources""#,
    ]

    @Test func casesGoEveryWay() throws {
        var coverage = GrammarCoverage(try GrammarReader.read(Repository.text("Grammar/naru.ebnf")))
        for query in RepositoryQuery.running { coverage.add(query.text) }
        let missing = Set(coverage.all).subtracting(coverage.seen)
        #expect(missing.subtracting(Self.waiting).sorted() == [], "no case that runs goes these ways")
        #expect(Self.waiting.subtracting(missing).sorted() == [], "these run now; take them off the list")
    }
}
