import Foundation
import Naru
import NaruData
import NaruPlan
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

/// How plans are carried out over the bundled dataset, with the rows that its
/// figures let expect: `Tests/Golden/plans/physical.txt`, and for data that take
/// many batches `physical-many.txt`.
@Suite struct PhysicalTests {
    @Test(arguments: [("physical", Int?.none), ("physical-many", 2)])
    func choosesByFigures(_ name: String, batchSize: Int?) throws {
        let path = "Tests/Golden/plans/\(name).txt"
        let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
        var session = Session(try Dataset.loadBundled(), today: 0)
        if let batchSize { session.batchSize = batchSize }
        let answers = try text.components(separatedBy: "\n\n\n").map { section in
            try answer(section.trimmingCharacters(in: .newlines).components(separatedBy: "\n\n")[0], session)
        }
        Golden.expect(answers.joined(separator: "\n\n\n") + "\n", at: path)
    }

    private func answer(_ query: String, _ session: Session) throws -> String {
        let source = SourceText(name: "query", text: query)
        let compilation = session.compile(source)
        let output = try #require(compilation.program?.queries.first)
        let plan = try session.explain(output, of: compilation, given: [:], runs: false).plan
        let words = { (span: Span) in span.text == 0 ? source.text(in: span) : "…" }
        let text = PlanText(schema: session.dataset.loaded.catalog.schema, words: words)
        let lines = text.lines(plan).map { line in
            let indent = String(repeating: "  ", count: line.depth + 1)
            let parts = [line.operation, line.estimate?.text ?? "", line.method, line.detail]
            return indent + parts.filter { !$0.isEmpty }.joined(separator: "  ")
        }
        return "\(query)\n\n" + lines.joined(separator: "\n")
    }
}
