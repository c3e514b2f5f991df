import Foundation
import Naru
import NaruData
import NaruPlan
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

/// What each rule does to plans: `Tests/Golden/plans/RULE.txt` has queries, each
/// with its plan without the rule and with it.
@Suite struct RuleTests {
    @Test(arguments: allRules.map(\.name)) func rewrites(rule: String) throws {
        let path = "Tests/Golden/plans/\(rule).txt"
        let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
        let sections = text.components(separatedBy: "\n\n\n").map { $0.trimmingCharacters(in: .newlines) }
        let session = Session(try Dataset.loadBundled(), today: 0)
        let answers = try sections.map { try answer(Self.query(of: $0), rule, session) }
        Golden.expect(answers.joined(separator: "\n\n\n") + "\n", at: path)
        #expect(answers.allSatisfy { !$0.hasSuffix("the same") })
    }

    /// The lines up to the first empty one.
    private static func query(of section: String) -> String {
        section.components(separatedBy: "\n\n").first ?? ""
    }

    private func answer(_ query: String, _ rule: String, _ session: Session) throws -> String {
        let without = try plan(query, Planner(without: [rule]), session)
        let with = try plan(query, Planner(), session)
        return with == without
            ? "\(query)\n\nwith and without it the same" : "\(query)\n\nwithout\n\(without)\n\nwith\n\(with)"
    }

    private func plan(_ query: String, _ planner: Planner, _ session: Session) throws -> String {
        let source = SourceText(name: "query", text: query)
        let program = try #require(session.compile(source).program)
        let words = { (span: Span) in span.text == 0 ? source.text(in: span) : "…" }
        let text = PlanText(schema: session.dataset.loaded.catalog.schema, language: .english, words: words)
        return text.lines(planner.plan(try #require(program.queries.first)).plan).map { line in
            let indent = String(repeating: "  ", count: line.depth + 1)
            return indent + line.operation + (line.detail.isEmpty ? "" : "  " + line.detail)
        }.joined(separator: "\n")
    }
}
