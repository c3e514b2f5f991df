import Foundation
import Naru
import NaruShell
import NaruSyntax
import TestSupport
import Testing

/// Every example of the README and the documentation runs, and prints what
/// the text says it prints.
@Suite struct DocumentationTests {
    static let queries = CodeBlock.all.filter { $0.language == "naru" }
    static let mistakes = CodeBlock.all.filter { $0.language == "naru error" }
    static let commands = CodeBlock.all.filter { $0.language == "sh" }

    @Test(arguments: queries)
    func queryRuns(_ block: CodeBlock) throws {
        let format: OutputFormat = block.answer?.language == "csv" ? .csv : .box
        let (status, output, errors) = try Example.run(block.text, format: format)
        #expect(status == .success, "\(block.testDescription)\n\(errors)")
        if let answer = block.answer, ["text", "csv"].contains(answer.language) {
            // Warnings of the checker stand before the rows, those of the run behind.
            #expect([output, errors + output, output + errors].contains(answer.text), "\(block.testDescription)")
        }
    }

    @Test(arguments: mistakes)
    func mistakeIsReported(_ block: CodeBlock) throws {
        let (status, _, errors) = try Example.run(block.text, format: .box)
        let code = block.answer.flatMap { $0.text.firstMatch(of: /[EW]\d{4}/) }.map { String($0.0) }
        #expect(status != .success, "\(block.testDescription)")
        #expect(code.map { errors.contains("[\($0)]") } ?? false, "\(block.testDescription)\n\(errors)")
        if let answer = block.answer, answer.text.hasPrefix("error[") {
            #expect(errors == answer.text, "\(block.testDescription)")
        }
    }

    /// What builds and installs is what runs these tests, and what it installs
    /// is not there.
    private static let others = ["make ", "export ", "cc ", "bash ", "./"]

    @Test(arguments: commands.filter { block in !others.contains { block.text.hasPrefix($0) } })
    func commandRuns(_ block: CodeBlock) throws {
        let outcome = try Tool.shell(block.text)
        #expect(outcome.status == 0, "\(block.testDescription)\n\(outcome.errors)")
        if let answer = block.answer, !["sh", "naru"].contains(answer.language) {
            #expect(outcome.output == answer.text, "\(block.testDescription)")
        }
    }

    @Test func thereAreExamples() {
        #expect(!Self.queries.isEmpty && !Self.commands.isEmpty)
    }
}
