import Foundation
import TestSupport
import Testing

/// Files and terminals as a conversation leaves them, however it ends.
@Suite(.serialized) struct LeavingTests {
    private func prompt(_ home: URL, _ arguments: [String] = [], columns: Int = 80, rows: Int = 24) throws -> Pty {
        let pty = try Pty([Tool.path, "--format", "csv"] + arguments, columns: columns, rows: rows, home: home.path)
        try ready(pty)
        return pty
    }

    /// Each line that is read begins with the mark that asks for pastes; once the
    /// cursor shows, keys are the editor's.
    private func ready(_ pty: Pty) throws {
        try pty.wait(for: "\u{1B}[?2004h", seconds: 60)
        try pty.wait(for: "\u{1B}[?25h", seconds: 60)
    }

    private func leave(_ pty: Pty) {
        pty.type("\u{4}")
        #expect(pty.status() == 0)
    }

    @Test func filesAreReplacedAtTheEnd() throws {
        try TemporaryFolder.with { home in
            let file = home.appending(path: "o.csv")
            try Data("old".utf8).write(to: file)
            let pty = try prompt(home)
            pty.type(".output \(file.path)\r")
            try ready(pty)
            pty.type("40 + 2\r")
            try ready(pty)
            #expect(try String(contentsOf: file, encoding: .utf8) == "old")
            pty.type(".output -\r")
            try ready(pty)
            #expect(try String(contentsOf: file, encoding: .utf8) == "value\n42\n")
            pty.type(".once \(file.path)\rnothing\r")
            try ready(pty)
            try pty.wait(for: "[E2")
            try ready(pty)
            #expect(try String(contentsOf: file, encoding: .utf8) == "value\n42\n")
            pty.type(".once \(file.path)\r7\r")
            try ready(pty)
            try ready(pty)
            #expect(try String(contentsOf: file, encoding: .utf8) == "value\n7\n")
            pty.type(".output \(file.path)\r8\r")
            try ready(pty)
            try ready(pty)
            leave(pty)
            #expect(try String(contentsOf: file, encoding: .utf8) == "value\n8\n")
            let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
            #expect(!names.contains { $0.hasPrefix(".naru-") }, "\(names)")
        }
    }

    private func historyPath(_ home: URL) throws -> URL {
        let folder = home.appending(path: ".local/state/naru")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "history.jsonl")
    }

    @Test func historyFollowsNoLink() throws {
        try TemporaryFolder.with { home in
            let other = home.appending(path: "other")
            try Data("mine\n".utf8).write(to: other)
            try FileManager.default.createSymbolicLink(at: try historyPath(home), withDestinationURL: other)
            let pty = try prompt(home)
            pty.type("1 + 1\r")
            try ready(pty)
            leave(pty)
            #expect(try String(contentsOf: other, encoding: .utf8) == "mine\n")
        }
    }

    @Test func historyWaitsForNoPipe() throws {
        try TemporaryFolder.with { home in
            mkfifo(try historyPath(home).path, 0o600)
            let pty = try prompt(home)
            pty.type("1 + 1\r")
            try ready(pty)
            leave(pty)
        }
    }

    @Test func historyIsForItsOwner() throws {
        try TemporaryFolder.with { home in
            let path = try historyPath(home)
            try Data().write(to: path)
            chmod(path.path, 0o644)
            let pty = try prompt(home)
            pty.type("1 + 1\r")
            try ready(pty)
            leave(pty)
            let mode = try FileManager.default.attributesOfItem(atPath: path.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try String(contentsOf: path, encoding: .utf8).contains("1 + 1"))
        }
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGQUIT, 131)] as [(Int32, Int32)])
    func signalsLeaveTheTerminalAsItWas(_ signal: Int32, _ status: Int32) throws {
        try TemporaryFolder.with { home in
            let pty = try prompt(home)
            pty.type("cities | wh")
            try pty.wait(for: "wh")
            #expect(!pty.isPlain)
            pty.send(signal)
            #expect(pty.status() == status)
            #expect(pty.isPlain && pty.seen.hasSuffix("\u{1B}[?2004l\u{1B}[?25h\r\n"), "\(pty.seen.debugDescription)")
        }
    }

    /// What ignores a signal for good, as `nohup` does, goes on ignoring it.
    @Test func ignoredSignalsStayIgnored() throws {
        try TemporaryFolder.with { home in
            let pty = try Pty(
                ["/bin/bash", "-c", "trap '' HUP TERM; exec \"$0\" --format csv", Tool.path], home: home.path)
            try ready(pty)
            pty.send(SIGTERM)
            pty.send(SIGHUP)
            pty.type("40 + 2\r")
            try pty.wait(for: "\n42")
            try ready(pty)
            leave(pty)
        }
    }

    @Test(arguments: [(65535, 65535), (1, 1), (2, 3), (65535, 1)])
    func terminalsOfAnySize(_ columns: Int, _ rows: Int) throws {
        try TemporaryFolder.with { home in
            let pty = try Pty([Tool.path], columns: columns, rows: rows, home: home.path)
            try ready(pty)
            pty.type("cities | take 3\r")
            try ready(pty)
            pty.type("cities | where country =\t\u{3}")
            try ready(pty)
            pty.type("\u{4}")
            #expect(pty.status() == 0)
        }
    }

    @Test(arguments: ["", "nowhere.UTF-8", "C", "POSIX", "ko_KR.eucKR"])
    func localesThatAreNotThere(_ locale: String) throws {
        try TemporaryFolder.with { home in
            let pty = try Pty(
                [Tool.path, "--format", "csv"], home: home.path, environment: ["LANG": locale, "LC_ALL": locale])
            try ready(pty)
            pty.type("\"시흥\"\r")
            try pty.wait(for: "\n시흥")
            try ready(pty)
            pty.type("\u{4}")
            #expect(pty.status() == 0)
        }
    }
}
