import Naru
import NaruShell
import Testing

/// The tables that set Naru beside other languages: every query in them runs
/// and gives rows.
@Suite struct ComparisonTests {
    private static let rows = MarkdownTable.rows(of: "Documentation/Language.md", underHeading: "Naru")

    @Test func thereAreComparisons() {
        #expect(Self.rows.count > 20)
    }

    @Test(arguments: rows)
    func queryRuns(_ cell: String) throws {
        let (status, output, errors) = try Example.run(cell, format: .csv)
        #expect(status == .success, "\(cell)\n\(errors)")
        // A definition alone answers nothing.
        #expect(cell.hasPrefix("let ") || output.split(separator: "\n").count > 1, "\(cell)\n\(output)")
    }
}
