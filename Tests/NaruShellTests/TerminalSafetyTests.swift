import Foundation
import NaruSyntax
import TestSupport
import Testing

@testable import NaruShell

/// Characters that a terminal would obey, wherever they come from.
@Suite struct TerminalSafetyTests {
    private static let evil = "a\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}b\u{7F}"

    private func isClean(_ text: String, colours: Bool = false) -> Bool {
        let plain = colours ? text.replacing(/\u{1B}\[[0-9;]*m/, with: "") : text
        return !plain.unicodeScalars.contains { ControlText.isControl($0) && $0 != "\n" && $0 != "\t" && $0 != "\r" }
    }

    @Test func messagesEscapeWhatTheyQuote() throws {
        try TemporaryFolder.with { folder in
            let name = "x\u{1B}[2J\u{202E}.csv"
            let table = folder.appending(path: name)
            try Data("\(Self.evil),b\n1,2,3\n\u{1B},4\n".utf8).write(to: table)
            try Data("type t plural ts\n  from \"x.csv\"\n  \(Self.evil) text\n".utf8)
                .write(to: folder.appending(path: "schema.ties"))
            try Data("# \(Self.evil)\nparam p: int\np +\n".utf8).write(to: folder.appending(path: "s.naru"))
            for words in [
                ["--data", name, "nope"], ["--data", name, "--lenient", "rows.\(Self.evil)"], ["--data", ".", "1"],
                ["s.naru", "--p", Self.evil], ["s.naru", "--\(Self.evil)", "1"], [Self.evil],
                ["--data", Self.evil, "1"], ["-f", Self.evil], ["check", Self.evil], ["explain", Self.evil],
                ["-P", "p=\(Self.evil)", "param p: int  p"], ["--format", Self.evil, "1"], ["-o", Self.evil, "1"],
                ["--today", Self.evil, "1"], ["--\(Self.evil)"],
            ] {
                for language in ["en", "ko"] {
                    let outcome = try Tool.run(words + ["--lang", language], folder: folder)
                    #expect(isClean(outcome.errors), "\(words) \(outcome.errors.debugDescription)")
                }
            }
        }
    }

    @Test func libraryMessagesAreEscapedToo() {
        let diagnostic = Diagnostic(
            DiagnosticCode("E1"), .error, Message(Self.evil, ko: Self.evil), at: Span(0, 1),
            label: Message(Self.evil, ko: Self.evil), help: [Message(Self.evil, ko: Self.evil)],
            source: SourceText(name: Self.evil, text: Self.evil))
        let text = DiagnosticRenderer(usesColor: true).render(diagnostic, in: SourceText(name: "", text: ""))
        #expect(isClean(text, colours: true), "\(text.debugDescription)")
    }

    @Test(arguments: [
        ("csv", "a\\u{1b}]0;owned\\u{7}\\u{9b}31m\\u{202e}b\\u{7f}"),
        ("json", "a\\u001b]0;owned\\u0007\\u009b31m\\u202eb\\u007f"),
    ])
    func formatsForProgramsAreSafeOnTerminals(_ format: String, _ shown: String) throws {
        let query = "\"a\\u{1B}]0;owned\\u{7}\\u{9B}31m\\u{202E}b\\u{7F}\""
        try TemporaryFolder.with { home in
            let pty = try Pty([Tool.path, "--format", format, query], columns: 200, home: home.path)
            #expect(pty.status() == 0)
            let seen = String(decoding: pty.bytes, as: UTF8.self)
            #expect(isClean(seen) && seen.contains(shown), "\(seen.debugDescription)")
            // A file and a pipe get what is in the data.
            let piped = try Tool.run(["--format", "csv", query]).output
            #expect(piped == "value\n\(Self.evil)\n")
        }
    }

    @Test(arguments: ["box", "table", "line", "markdown", "html", "bar"])
    func formatsForPeopleAreSafeEverywhere(_ format: String) throws {
        try TemporaryFolder.with { folder in
            try Data("\(Self.evil),n\n\(Self.evil),3\n".utf8).write(to: folder.appending(path: "t.csv"))
            let outcome = try Tool.run(["--data", "t.csv", "--format", format, "t"], folder: folder)
            #expect(outcome.status == 0 && isClean(outcome.output + outcome.errors), "\(outcome)")
            let pty = try Pty(
                [Tool.path, "--data", folder.appending(path: "t.csv").path, "--format", format, "t"], home: folder.path)
            #expect(pty.status() == 0)
            #expect(isClean(String(decoding: pty.bytes, as: UTF8.self), colours: true))
        }
    }

    @Test func whatScriptsAndSchemasSayOfThemselves() throws {
        try TemporaryFolder.with { folder in
            try Data("# \(Self.evil)\nparam p: int\n1\n".utf8).write(to: folder.appending(path: "s.naru"))
            try Data("\(Self.evil),n\nx,3\n".utf8).write(to: folder.appending(path: "t.csv"))
            for words in [
                ["\(folder.path)/s.naru", "--help"], ["schema", "--data", "\(folder.path)/t.csv"],
                ["schema", "infer", "\(folder.path)/t.csv"], ["fmt", "--stdout", "\(folder.path)/s.naru"],
            ] {
                let pty = try Pty([Tool.path] + words, home: folder.path)
                _ = pty.status()
                let seen = String(decoding: pty.bytes, as: UTF8.self)
                #expect(isClean(seen, colours: true) && !seen.isEmpty, "\(words) \(seen.debugDescription)")
            }
        }
    }

    @Test(arguments: [
        ("\u{1B}[1;31mred\u{1B}[0m", "\u{1B}[1;31mred\u{1B}[0m"), ("\u{1B}[2J", "\\u{1b}[2J"), ("\u{1B}", "\\u{1b}"),
        ("\u{1B}[", "\\u{1b}["), ("\u{1B}[31", "\\u{1b}[31"), ("\u{1B}\u{1B}[0m", "\\u{1b}\u{1B}[0m"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\rb", "a\\rb"), ("\u{1B}[31;m\u{9B}", "\u{1B}[31;m\\u{9b}"),
    ])
    func coloursAreAllThatPasses(_ text: String, _ expected: String) {
        #expect(TerminalText.safe(text, .painted) == expected)
    }

    // MARK: - Spreadsheets and browsers

    @Test func formulasAreMarkedWhereThatIsAsked() throws {
        try TemporaryFolder.with { folder in
            try Data("=x,n\n=1+1,-3\n@a,4\n+b,\n-c,\n\"\ttab\",\n＝d,\nplain,\n".utf8)
                .write(to: folder.appending(path: "t.csv"))
            let safe = try Tool.run(["--data", "t.csv", "--safe-csv", "t | select `=x`, n"], folder: folder)
            #expect(safe.output == "'=x,n\n'=1+1,-3\n'@a,4\n'+b,\n'-c,\n'\ttab,\n'＝d,\nplain,\n", "\(safe)")
            let plain = try Tool.run(["--data", "t.csv", "t | select `=x`, n"], folder: folder)
            #expect(plain.output == "=x,n\n=1+1,-3\n@a,4\n+b,\n-c,\n\ttab,\n＝d,\nplain,\n", "\(plain)")
        }
    }

    @Test func pagesAskForNothing() throws {
        let output = try Tool.run(["--format", "html", "1 2"]).output
        let one = try Tool.run(["--format", "html", "\"<img src=x onerror=alert(1)>\""]).output
        #expect(one.hasPrefix("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"))
        #expect(!one.contains("<img") && output.components(separatedBy: "<meta").count <= 2)
        let several = try Tool.run(["--format", "html", "-c", "1", "-c", "2"]).output
        #expect(several.components(separatedBy: "<meta").count == 2)
    }
}
