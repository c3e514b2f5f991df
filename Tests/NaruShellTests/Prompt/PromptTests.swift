import Foundation
import TestSupport
import Testing

/// The prompt as its users meet it, on a terminal.
@Suite(.serialized) struct PromptTests {
    private func withPrompt(
        _ arguments: [String] = ["--format", "csv"], environment: [String: String] = [:],
        _ body: (Pty, URL) throws -> Void
    ) throws {
        try TemporaryFolder.with { home in
            let pty = try Pty([Tool.path] + arguments, home: home.path, environment: environment)
            try pty.wait(for: "naru> ")
            try body(pty, home)
        }
    }

    /// Ctrl-D, once the next prompt stands.
    private func leave(_ pty: Pty) throws {
        try pty.wait(for: "naru> ")
        try pty.wait(for: "\u{1B}[?25h")
        pty.type("\u{4}")
        #expect(pty.status() == 0)
    }

    private static let left = "\u{1B}[D"

    /// 이름 is typed with a syllable missing, which is put in afterwards.
    @Test func hangulIsEditedInTheMiddleOfAWord() throws {
        try withPrompt { pty, _ in
            pty.type("도시 | where 이 ~ \"시흥\" | select id")
            pty.type(String(repeating: Self.left, count: "이 ~ \"시흥\" | select id".count - 1) + "름\r")
            try pty.wait(for: "siheung")
            try leave(pty)
        }
    }

    @Test func bannerTellsWhatIsOpen() throws {
        try TemporaryFolder.with { home in
            let pty = try Pty([Tool.path], home: home.path)
            try pty.wait(for: "partnerships: ")
            try pty.wait(for: ".help")
            try pty.wait(for: "naru> ")
            pty.type(".quit 7\r")
            #expect(pty.status() == 7)
        }
    }

    @Test func controlCGivesUpTheLine() throws {
        try withPrompt { pty, _ in
            pty.type("cities | nonsense\u{3}")
            try pty.wait(for: "^C")
            try pty.wait(for: "naru> ")
            pty.type("count([1, 2]) + 40\r")
            try pty.wait(for: "\n42")
            try leave(pty)
        }
    }

    @Test func controlCTwiceQuits() throws {
        try withPrompt { pty, _ in
            // However slow the machine is, some two of them are within a second.
            #expect(pty.status { pty.type("\u{3}") } == 130)
        }
    }

    /// Rows times rows times rows, which would take hours.
    private static let endless =
        "claims | join b: claims on b.id != id | join c: claims on c.id != b.id | group into n: count()\r"

    @Test func controlCCancelsAQuery() throws {
        try withPrompt { pty, _ in
            pty.type("count([1]) + 70\r")
            try pty.wait(for: "\n71")
            pty.type(Self.endless)
            try pty.wait(for: " rows · ")
            pty.type("\u{3}")
            try pty.wait(for: "cancelled after ")
            try pty.wait(for: "naru> ")
            // What was the last result is it still.
            pty.type("_ | select n: value + 6\r")
            try pty.wait(for: "\n77")
            try leave(pty)
        }
    }

    @Test func aPasteRunsOnEnterOnly() throws {
        try withPrompt { pty, _ in
            pty.type("\u{1B}[200~let n = 40\r\nn + 4\u{1B}[201~")
            try pty.wait(for: "n + 4")
            #expect(!pty.seen.contains("\n44"))
            pty.type("0\r")
            try pty.wait(for: "\n80")
            try leave(pty)
        }
    }

    @Test func pastesAreMarkedOnlyWhileALineIsTyped() throws {
        try withPrompt { pty, _ in
            pty.type("count([1]) + 41\r")
            try pty.wait(for: "\u{1B}[?2004l")
            try pty.wait(for: "\n42")
            try pty.wait(for: "\u{1B}[?2004h")
            try pty.wait(for: "\u{1B}[?25h")
            pty.type("\u{4}")
            try pty.wait(for: "\u{1B}[?2004l")
            #expect(pty.status() == 0)
        }
    }

    @Test func theLastResultIsASource() throws {
        try withPrompt { pty, _ in
            pty.type("cities | where id in [\"siheung\", \"ulsan\"]\r")
            try pty.wait(for: "naru> ")
            pty.type("_ | where it = city \"울산\" | select found: id\r")
            try pty.wait(for: "found\r\nulsan")
            pty.type("let kept = _\r")
            try pty.wait(for: "E2001")
            pty.type("_ | why\r")
            try pty.wait(for: "E4002")
            pty.type("_ | select again: upper(found)\r")
            try pty.wait(for: "again\r\nULSAN")
            try leave(pty)
        }
    }

    @Test func theLastResultIsDrawn() throws {
        try withPrompt { pty, home in
            let file = home.appending(path: "x.svg")
            let steps = [
                (".picture \(file.path)", "no result yet"),
                ("cities | take 2 | select name, n: count(partners)", "name,n"),
                (".chart bar", "no kind 'bar'"), (".chart line", "naru> "), (".chart", "line\r\n"),
                (".picture \(file.path)", "E5222"), (".picture \(home.path)/x.csv", "E52"),
                (".output \(file.path)", "holds one"), (".chart auto", "naru> "), (".picture \(file.path)", "naru> "),
                ("\"drawn\"", "value\r\ndrawn"),
            ]
            for (line, said) in steps {
                pty.type(line + "\r")
                try pty.wait(for: said)
            }
            #expect(try String(contentsOf: file, encoding: .utf8).hasSuffix("</svg>\n"))
            try leave(pty)
        }
    }

    /// Something typed in between makes the second Ctrl-C a first one.
    @Test func controlCWithTypingBetweenStays() throws {
        try withPrompt { pty, _ in
            for _ in 0..<4 {
                pty.type("x")
                try pty.wait(for: "x")
                pty.type("\u{3}")
                try pty.wait(for: "^C")
                try pty.wait(for: "naru> ")
                try pty.wait(for: "\u{1B}[?25h")
            }
            pty.type("count([1]) + 41\r")
            try pty.wait(for: "\n42")
            try leave(pty)
        }
    }

    @Test func typingClosesTheListOfCandidates() throws {
        try withPrompt { pty, _ in
            pty.type("cities | where country\t")
            try pty.wait(for: "countr")
            pty.type(".\tn")
            pty.type("ame = \"x\" | take 0 | select id\r")
            // Had the list stayed open, this would not be a query.
            try pty.wait(for: "id\r")
            try leave(pty)
        }
    }

    @Test(arguments: ["exit", "quit;", "\\q", ":q", "bye", ".quit;", "exit()"])
    func wordsThatLeaveElsewhereLeave(_ word: String) throws {
        try withPrompt { pty, _ in
            pty.type(word + "\r")
            #expect(pty.status() == 0)
        }
    }

    @Test func wordsOfOtherPromptsAreAnswered() throws {
        try withPrompt(["--lang", "en", "--format", "csv"]) { pty, _ in
            pty.type("help\r")
            try pty.wait(for: "Type a query and press Enter")
            pty.type("show tables\r")
            try pty.wait(for: "`.types` lists the types")
            pty.type("describe Cities\r")
            try pty.wait(for: "`.schema city` shows")
            pty.type(".tables\r")
            try pty.wait(for: "'.types'")
            pty.type("cities | where nmae = 1\r")
            try pty.wait(for: "(`.schema city`")
            // A name of one's own is a query.
            pty.type("let exit = 41 + 1\rexit\r")
            try pty.wait(for: "\n42")
            try leave(pty)
        }
    }

    /// A footer names what can be typed where it stands.
    @Test func footersNameCommandsOfThePrompt() throws {
        try withPrompt(["--lang", "en", "--format", "box", "--width", "60"]) { pty, _ in
            pty.type("agreements | select title, kind, title.ko\r")
            try pty.wait(for: "(.last line")
            try leave(pty)
        }
    }

    @Test func thePagerReadsUTF8() throws {
        try withPrompt(environment: ["NARU_PAGER": "cat; echo charset:$LESSCHARSET"]) { pty, _ in
            pty.type("claims | take 100 | select id\r")
            try pty.wait(for: "charset:utf-8")
            try leave(pty)
        }
    }

    @Test func commandsAreSuggested() throws {
        try withPrompt { pty, _ in
            pty.type(".helpp\r")
            try pty.wait(for: "E5210")
            try pty.wait(for: "'.help'")
            pty.type(".format cvs\r")
            try pty.wait(for: "E5211")
            try pty.wait(for: "'csv'")
            pty.type(".quit 300\r")
            try pty.wait(for: "E5211")
            pty.type(".quit\r")
            #expect(pty.status() == 0)
        }
    }

    @Test func initFileIsReadUnlessToldNotTo() throws {
        try TemporaryFolder.with { home in
            let folder = home.appending(path: ".config/naru")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("let answer = 42\n.format value\n".utf8).write(to: folder.appending(path: "init.naru"))
            let pty = try Pty([Tool.path], home: home.path)
            try pty.wait(for: "naru> ")
            pty.type("answer * 2\r")
            try pty.wait(for: "84\r")
            pty.type(".quit\r")
            #expect(pty.status() == 0)
            let other = try Pty([Tool.path, "--no-init"], home: home.path)
            try other.wait(for: "naru> ")
            other.type("answer * 2\r")
            try other.wait(for: "E2001")
            other.type(".quit\r")
            #expect(other.status() == 0)
        }
    }

    @Test func longOutputGoesThroughThePager() throws {
        try withPrompt(environment: ["NARU_PAGER": "sed s/^/page:/"]) { pty, _ in
            pty.type("cities | take 3 | select id\r")
            try pty.wait(for: "naru> ")
            #expect(!String(decoding: pty.bytes, as: UTF8.self).contains("page:"))
            pty.type("claims | take 100 | select id\r")
            try pty.wait(for: "page:id")
            try leave(pty)
        }
    }

    @Test func aMissingPagerLosesNothing() throws {
        try withPrompt(environment: ["NARU_PAGER": "no-such-pager"]) { pty, _ in
            pty.type("claims | take 100 | select n: row()\r")
            try pty.wait(for: "\n100\r")
            try leave(pty)
        }
    }

    @Test func theEditorsTextComesBackWithoutRunning() throws {
        try TemporaryFolder.with { folder in
            let script = folder.appending(path: "editor.sh")
            _ = try Tool.shell("printf 'printf \"21 * 2\" > \"$1\"\\n' > '\(script.path)'")
            try withPrompt(environment: ["VISUAL": "sh \(script.path)"]) { pty, _ in
                pty.type(".edit\r")
                try pty.wait(for: "21 * 2")
                pty.type("0\r")
                try pty.wait(for: "\n420")
                try leave(pty)
            }
        }
    }

    @Test func anUnwritableHomeIsNoReasonToFail() throws {
        let pty = try Pty([Tool.path, "--format", "csv"], home: "/proc/nowhere")
        try pty.wait(for: "naru> ")
        pty.type("count([1]) + 41\r")
        try pty.wait(for: "\n42")
        try leave(pty)
    }

    @Test func viKeysOfTheUserWork() throws {
        try TemporaryFolder.with { home in
            try Data("bind -v\n".utf8).write(to: home.appending(path: ".editrc"))
            let pty = try Pty([Tool.path, "--format", "csv"], home: home.path)
            try pty.wait(for: "naru> ")
            pty.type("count([1]) + 41\r")
            try pty.wait(for: "\n42")
            try leave(pty)
        }
    }
}
