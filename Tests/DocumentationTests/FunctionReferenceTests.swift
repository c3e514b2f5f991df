import Foundation
import NaruSemantics
import NaruShell
import NaruSyntax
import TestSupport
import Testing

/// The functions of the language: every example of the one table runs, and the
/// reference shows the table with the answers.
@Suite struct FunctionReferenceTests {
    private static let file = Repository.root.appending(path: "Documentation/Language.md")
    private static let start = "<!-- functions -->\n\n"
    private static let end = "\n<!-- end of functions -->"

    private static let headings: [(FunctionSignature.Group, String)] = [
        (.collection, "Over a set or list"), (.text, "Text"), (.number, "Numbers"), (.date, "Dates"),
        (.geo, "Places"), (.graph, "Graphs"), (.evidence, "Evidence"), (.conversion, "Changing the type"),
        (.window, "Windows, only in `select` and `add`"),
    ]

    @Test(arguments: FunctionSignature.all.map(\.name))
    func exampleRuns(_ name: String) throws {
        let signature = try #require(FunctionSignature.named(name))
        #expect(signature.example.contains("\(name)("))
        let (status, output, errors) = try Example.run(signature.example, format: .value)
        #expect(status == .success && !output.isEmpty && errors.isEmpty, "\(signature.example)\n\(errors)")
        #expect(!signature.summary.english.isEmpty && !signature.summary.korean.isEmpty)
    }

    @Test func referenceShowsTheTable() throws {
        var text = try String(contentsOf: Self.file, encoding: .utf8)
        let from = try #require(text.range(of: Self.start)).upperBound
        let to = try #require(text.range(of: Self.end)).lowerBound
        let reference = try Self.headings.map { try table($0, heading: $1) }.joined(separator: "\n")
        if Golden.isRecording, text[from..<to] != reference {
            text.replaceSubrange(from..<to, with: reference)
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
            Issue.record("recorded the functions; look at the difference")
        }
        #expect(text[from..<to] == reference)
    }

    @Test func everyGroupHasItsPlace() {
        let placed = Set(Self.headings.map(\.0))
        #expect(placed == Set(FunctionSignature.Group.allCases))
    }

    private func table(_ group: FunctionSignature.Group, heading: String) throws -> String {
        var lines = ["**\(heading)**", "", "| function | what it gives | example | answer |", "|---|---|---|---|"]
        for signature in FunctionSignature.all where signature.group == group {
            let answer = try Example.run(signature.example, format: .value).output
            let cells = [signature.title, signature.summary.english, signature.example, oneLine(answer)]
            lines.append("| \(code(cells[0])) | \(cells[1]) | \(code(cells[2])) | \(code(cells[3])) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func oneLine(_ answer: String) -> String {
        answer.split(separator: "\n").joined(separator: "; ").replacingOccurrences(of: "\t", with: " ")
    }

    /// A bar would end the cell.
    private func code(_ text: String) -> String { "`\(text.replacingOccurrences(of: "|", with: "\\|"))`" }
}
