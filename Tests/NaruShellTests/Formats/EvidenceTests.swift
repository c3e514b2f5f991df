import Foundation
import TestSupport
import Testing

/// `why` for reading, and as data.
@Suite struct EvidenceTests {
    @Test(arguments: [("en", 100), ("ko", 60), ("ko", 30)])
    func claimsQuotesAndAbsences(_ language: String, _ width: Int) throws {
        let query = """
            commitments | where due < @2025-06-01 and no fulfilled_by | take 2
            | select text, due | why
            """
        let text = try box(query, language, "--width", "\(width)")
        Golden.expect(text, in: "formats/evidence.\(language).\(width).txt")
    }

    @Test func linesOfTables() throws {
        let text = try box("cities | take 2 | why", "en", "--data", "Examples/own-data")
        Golden.expect(text, in: "formats/evidence.tables.txt")
    }

    /// Nothing of the layout is in the way of a limit, or of a query without rows.
    @Test func limitsAndNothing() throws {
        let cut = try box("agreements | select title | why", "en", "--max-rows", "5")
        #expect(cut.contains("\nevidence of 2 rows: 5 of "), "\(cut)")
        let bare = try box("cities | take 1 | select iso | why", "en")
        #expect(bare == "Row 1\n\ncity Boston\n  is recorded  [outside]\n\nevidence of 1 row: 1 entry\n")
        let none = try box("cities | where name = \"Atlantis\" | why", "en")
        #expect(none.hasPrefix("0 rows\n  cities"), "\(none)")
    }

    /// Stages behind `why`, and other formats, have columns.
    @Test func othersHaveColumns() throws {
        let later = try box("cities | take 1 | why | take 1", "en")
        #expect(later.contains("│ row │"), "\(later)")
        let columns = "row,subject,field,value,basis,source,published,quote,searched\n"
        let csv = try Tool.run(["--lang", "en", "--format", "csv", "cities | take 1 | select name | why"])
        #expect(csv.output.hasPrefix(columns), "\(csv.output)")
        let row = csv.output.split(separator: "\n").dropFirst().first
        #expect(row?.split(separator: ",", omittingEmptySubsequences: false).count == 9)
    }

    /// The prompt's `.why`, as the README shows it, and `why` are one layout.
    @Test func promptAndStageAgree() throws {
        let readme = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
        let shown = readme.components(separatedBy: "naru> .why\n").dropFirst().first?
            .components(separatedBy: "naru> ").first
        let block = try #require(shown)
        let text = try box("city \"Siheung\" | select name | why", "en")
        #expect(text.hasPrefix(block + "\nevidence of 1 row: "), "\(text)")
    }

    private func box(_ query: String, _ language: String, _ more: String...) throws -> String {
        let arguments = ["--lang", language, "--today", "2025-01-01", "--format", "box"] + more
        let outcome = try Tool.run(arguments + [query])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }
}
