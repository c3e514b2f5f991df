import Foundation
import NaruSyntax
import TestSupport
import Testing

@testable import NaruShell

/// `Shell.md` lists the commands and keys that there are, and what documents
/// show of a conversation is what the program says.
@Suite(.serialized) struct PromptPageTests {
    private static let page = "Documentation/Shell.md"

    private static let sessions: [(file: String, inputs: [String])] = [
        (
            "README.md",
            [
                "agreements | where signed in @2024 | select title, signed", "_ | sort signed desc | take 1",
                "city \"Siheung\" | select name", ".why", ".quit",
            ]
        ),
        (
            page,
            [
                "cities | where country.iso = \"US\" |", "select name, n: count(partners)", "_ | where n > 1",
                "let busy = _", ".helpp", ".quit",
            ]
        ),
    ]

    @Test func sessionsAreReal() throws {
        for session in Self.sessions {
            let said = try transcript(session.inputs)
            try expect("```session\n", said, "```", in: session.file)
        }
    }

    @Test func formatsAreListed() throws {
        let readme = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("`\(OutputFormat.list)`"))
        let page = try String(contentsOf: Repository.root.appending(path: Self.page), encoding: .utf8)
        let listed = page.split(separator: "\n").filter { $0.hasPrefix("| `") && !$0.hasPrefix("| `.") }
            .flatMap { $0.split(separator: "|")[0].split(separator: "`").filter { $0.first?.isLetter ?? false } }
        #expect(listed.map(String.init).sorted() == OutputFormat.list.split(separator: " ").map(String.init).sorted())
    }

    @Test func commandsAndKeysAreListed() throws {
        let commands = CommandTable.all.map { "| \(code($0.usage)) | \($0.summary.english) |\n" }.joined()
        let keys = KeyTable.all.map { "| \($0.keys) | \($0.summary.english) |\n" }.joined()
        try expect(
            "<!-- commands -->\n", "\n| command | what it does |\n|---|---|\n\(commands)\n", "<!-- end of commands -->",
            in: Self.page)
        try expect(
            "<!-- keys -->\n", "\n| key | what it does |\n|---|---|\n\(keys)\n", "<!-- end of keys -->", in: Self.page)
    }

    @Test func everyCommandIsSaidInTwoLanguages() {
        for summary in CommandTable.all.map(\.summary) + KeyTable.all.map(\.summary) {
            #expect(!summary.english.contains(/[가-힣]/) && summary.korean.contains(/[가-힣]/), "\(summary.english)")
        }
        #expect(Set(CommandTable.all.map(\.name)).count == CommandTable.all.count)
    }

    /// What stands between two marks of a file, or writes it there.
    private func expect(_ start: String, _ wanted: String, _ end: String, in path: String) throws {
        let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
        let from = try #require(text.range(of: start)).upperBound
        let to = try #require(text[from...].range(of: end)).lowerBound
        Golden.expect(text[..<from] + wanted + text[to...], at: path)
    }

    private func code(_ text: String) -> String { "`\(text.replacingOccurrences(of: "|", with: "\\|"))`" }

    /// What a terminal without a cursor shows of a conversation.
    private func transcript(_ inputs: [String]) throws -> String {
        let arguments = ["--lang", "en", "--width", "90", "--today", "2025-01-01", "--no-init"]
        let pty = try Pty([Tool.path] + arguments, columns: 200, rows: 60, terminal: "dumb")
        for (place, input) in inputs.enumerated() {
            try pty.wait(for: place > 0 && inputs[place - 1].hasSuffix("|") ? " ...> " : "naru> ")
            pty.type(input + "\n")
        }
        #expect(pty.status() == 0)
        return String(decoding: pty.bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    }
}
