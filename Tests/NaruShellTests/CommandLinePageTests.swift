import Foundation
import NaruSyntax
import TestSupport
import Testing

@testable import NaruShell

/// The second half of `CommandLine.md` is made from the commands' pages.
@Suite struct CommandLinePageTests {
    private static let mark = "<!-- options -->"

    @Test func listsWhatThereIs() throws {
        let file = Repository.root.appending(path: "Documentation/CommandLine.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let parts = text.components(separatedBy: Self.mark)
        try #require(parts.count == 2)
        let pages = [CommandPage.main] + Subcommands.all.map { $0.page }
        let sections = pages.map(section).joined(separator: "\n")
        Golden.expect(parts[0] + Self.mark + "\n\n" + sections, at: "Documentation/CommandLine.md")
    }

    private func section(_ page: CommandPage) -> String {
        var lines = ["## `\(page.call)`", "", page.summary.english, ""]
        lines += page.paragraphs.flatMap { [$0.english, ""] }
        lines += ["| option | what it does |", "|---|---|"]
        lines += page.options.map { "| `\(cell($0.heading(.english)))` | \(cell($0.help.english)) |" }
        lines += ["", "| exit code | |", "|---|---|"]
        lines += page.statuses.map { "| \($0.status.rawValue) | \($0.text.english) |" }
        lines += ["", "```console"] + page.examples + ["```"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
