import TestSupport
import Testing

/// `naru explain` of queries; of codes and words see the documentation's tests.
@Suite struct ExplainTests {
    @Test func showsRowsAndTimesOfNestedQueriesToo() throws {
        let query = "cities | add k: country | select name, n: count((cities | where country = k))"
        let outcome = try Tool.run(["explain", query])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("operator") == true)
        let nested = try #require(lines.first { $0.hasPrefix("  index lookup") })
        #expect(nested.contains(" ms "))
    }

    @Test func plansOnlyInADryRun() throws {
        let outcome = try Tool.run(["explain", "--dry-run", "cities | where name ~ \"시\""])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("scan") && !outcome.output.contains(" ms"), "\(outcome.output)")
    }

    @Test func speaksTheLanguageOfTheRun() throws {
        let query = "cities | join c: cities on c.country = country | group by country into n: count()"
        let outcome = try Tool.run(["explain", "--lang", "ko", query])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for words in ["훑기", "해시 조인", "오른쪽 행에 색인", "묶기"] { #expect(outcome.output.contains(words)) }
        #expect(!outcome.output.contains("join") && !outcome.output.contains("scan"), "\(outcome.output)")
    }

    @Test func tellsCodesFromQueries() throws {
        #expect(try Tool.run(["explain", "E2003"]).output.hasPrefix("E2003"))
        #expect(try Tool.run(["explain", "E2999"]).status == 2)
        let mistake = try Tool.run(["explain", "cities | where naem = 3"])
        #expect(mistake.status == 4 && mistake.errors.contains("E2003"), "\(mistake.errors)")
    }
}
