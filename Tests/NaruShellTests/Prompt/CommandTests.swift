import Foundation
import NaruData
import NaruIDE
import NaruSyntax
import TestSupport
import Testing

@testable import NaruShell

/// Commands without a terminal.
@Suite struct CommandTests {
    private let completer = CommandCompleter(
        types: { ["city", "country", "도시"] }, parameters: { ["place"] }, statement: { _, cursor in .none(at: cursor) })

    @Test(arguments: [
        (".ou", [".output"], 0), (".o", [".output", ".once", ".open"], 0), (".schema c", ["city", "country"], 8),
        (".schema 도", ["도시"], 8), (".format nd", ["ndjson"], 8), (".timer o", ["on", "off"], 7),
        (".param p", ["place"], 7), (".lang k", ["ko"], 6), (".quit ", [], 6), (".nonsense x", [], 11),
    ])
    func completes(_ text: String, _ wanted: [String], _ start: Int) {
        let found = completer.completions(of: text, at: text.utf8.count)
        #expect(found.candidates.map(\.text) == wanted)
        #expect(wanted.isEmpty || found.replaced == start..<text.utf8.count)
    }

    @Test func filesAreCompletedFolderByFolder() throws {
        try TemporaryFolder.with { folder in
            try Data().write(to: folder.appending(path: "표.csv"))
            try FileManager.default.createDirectory(
                at: folder.appending(path: "표들"), withIntermediateDirectories: false)
            let text = ".open \(folder.path)/표"
            let found = completer.completions(of: text, at: text.utf8.count).candidates.map(\.text)
            #expect(found == ["\(folder.path)/표.csv", "\(folder.path)/표들/"])
        }
    }

    @Test func openingTakesTheOptionsOfTables() throws {
        let given = try Opening("my towns.csv  --header 2 --absent \"a b,-\" --match fold", LoadOptions())
        #expect(given.path == "my towns.csv")
        #expect(given.options.tables.header == .line(2) && given.options.tables.absents == ["a b", "-"])
        #expect(given.options.tables.matchesFolded)
        #expect(try Opening("towns.csv", given.options).options.tables.header == .line(2))
        #expect(throws: ShellFailure.self) { try Opening("towns.csv --header many", LoadOptions()) }
        #expect(throws: ShellFailure.self) { try Opening("towns.csv --heading 2", LoadOptions()) }
    }

    @Test func helpIsTheTables() {
        let pages = [Language.english, .korean].map { language in
            let topics = HelpTopics(language: language)
            let words = ["keys", "stages", "where", ".schema", "count", "E2003"]
            return ([topics.overview] + words.map { topics.topic($0) ?? [] }).joined(separator: ["----"])
        }
        Golden.expect(
            pages.map { $0.joined(separator: "\n") }.joined(separator: "\n====\n") + "\n", in: "shell/help.txt")
        #expect(HelpTopics(language: .english).topic("nonsense") == nil)
        for topic in HelpTopics.all { #expect(HelpTopics(language: .korean).topic(topic)?.isEmpty == false) }
    }

    @Test func progressTellsRowsShareAndTime() {
        let line = Progress.line(rows: 1_234_567, share: 0.456, time: .milliseconds(3_249))
        #expect(line.english == "1234567 rows · 45% · 3.2 s" && line.korean == "1234567행 · 45% · 3.2초")
        #expect(Progress.line(rows: 1, share: nil, time: .milliseconds(1_950)).english == "1 rows · 2.0 s")
    }

    @Test func quotesBreakAtBlanksAndWithinLongWords() {
        #expect(TextFlow.wrapped("시흥시는 울산시와 손잡다", to: 9) == ["시흥시는", "울산시와", "손잡다"])
        #expect(TextFlow.wrapped("abcdefgh ij", to: 4) == ["abcd", "efgh", "ij"])
    }
}
