import Foundation
import TestSupport
import Testing

/// What a program, a folder or a file that somebody else made may reach.
@Suite struct StrangersTests {
    private func write(_ text: String, to name: String, in folder: URL) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func link(_ name: String, to target: String, in folder: URL) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: name).path, withDestinationPath: target)
    }

    private func pipe(_ name: String, in folder: URL) { mkfifo(folder.appending(path: name).path, 0o600) }

    private static let schema = "type city plural cities\n  from \"FILE\"\n  name  text\n"
    private static let secret = "name\nhush\n"

    // MARK: - Folders

    @Test(arguments: ["../secret.csv", "sub/../../secret.csv", "ABSOLUTE/secret.csv", "way.csv", "up/secret.csv"])
    func datasetsReachNoFurtherThanTheirFolder(_ path: String) throws {
        try TemporaryFolder.with { folder in
            try write(Self.secret, to: "secret.csv", in: folder)
            try write("", to: "data/sub/empty", in: folder)
            try link("data/way.csv", to: "../secret.csv", in: folder)
            try link("data/up", to: "..", in: folder)
            let named = path.replacingOccurrences(of: "ABSOLUTE", with: folder.path)
            try write(Self.schema.replacingOccurrences(of: "FILE", with: named), to: "data/schema.ties", in: folder)
            let refused = try Tool.run(["--data", "data", "cities"], folder: folder)
            #expect(refused.status == 5 && refused.errors.contains("[E5116]"), "\(refused.errors)")
            #expect(!(refused.output + refused.errors).contains("hush"))
            let allowed = try Tool.run(["--data", "data", "--allow-outside", ".", "cities.name"], folder: folder)
            #expect(allowed.output == "value\nhush\n", "\(allowed.errors)")
            for words in [
                ["check", "data"], ["schema", "--data", "data"], ["build", "data", "-o", "o.narudb"],
                ["export", "data", "-o", "out"],
            ] {
                #expect(try Tool.run(words, folder: folder).errors.contains("[E5116]"))
                #expect(try Tool.run(words + ["--allow-outside", "."], folder: folder).status == 0, "\(words)")
            }
        }
    }

    @Test(arguments: ["schema.ties", "prelude.naru", "records.ties", "towns.csv"])
    func noFileOfAFolderIsALinkOutOfIt(_ name: String) throws {
        try TemporaryFolder.with { folder in
            try write("type hush plural hushes\n", to: "secret", in: folder)
            if name == "records.ties" || name == "prelude.naru" {
                try write("type town plural towns\n", to: "data/schema.ties", in: folder)
            } else {
                try write("", to: "data/.keep", in: folder)
            }
            try link("data/\(name)", to: "../secret", in: folder)
            let outcome = try Tool.run(["--data", "data", "1"], folder: folder)
            #expect(outcome.status == 5 && outcome.errors.contains("[E5116]"), "\(outcome.errors)")
            #expect(!outcome.errors.contains("hushes"))
        }
    }

    @Test func articlesStayInTheirFolder() throws {
        try TemporaryFolder.with { folder in
            let data = Repository.root.appending(path: "Tests/Conformance/data/checks")
            try FileManager.default.copyItem(at: data, to: folder.appending(path: "data"))
            let records = folder.appending(path: "data/records.ties")
            let text = try String(contentsOf: records, encoding: .utf8)
            try Data(text.replacingOccurrences(of: "\"one.txt\"", with: "\"../one.txt\"").utf8).write(to: records)
            try write("hush", to: "data/one.txt", in: folder)
            let outcome = try Tool.run(["check", "--articles", "data/articles", "data"], folder: folder)
            #expect(outcome.errors.contains("[E5116]") && outcome.errors.contains("../one.txt"), "\(outcome.errors)")
        }
    }

    @Test func pipesInFoldersArePassedOver() throws {
        try TemporaryFolder.with { folder in
            try write("name\nUlsan\n", to: "towns.csv", in: folder)
            pipe("more.csv", in: folder)
            let outcome = try Tool.run(["--data", ".", "towns.name"], folder: folder)
            #expect(outcome.output == "value\nUlsan\n")
            #expect(outcome.errors.contains("[W3010]") && outcome.errors.contains("more.csv"), "\(outcome.errors)")
            try write("type town plural towns\n", to: "own/schema.ties", in: folder)
            pipe("own/more.ties", in: folder)
            #expect(try Tool.run(["--data", "own", "count(towns)"], folder: folder).output == "value\n0\n")
        }
    }

    @Test(arguments: ["schema.ties", "prelude.naru", "t.csv", "t.json", "t.xlsx", "t.sqlite", "t.graphml", "t.narudb"])
    func pipesInPlaceOfFilesAreNotWaitedFor(_ name: String) throws {
        try TemporaryFolder.with { folder in
            if name.hasPrefix("t.") {
                try write(Self.schema.replacingOccurrences(of: "FILE", with: name), to: "schema.ties", in: folder)
            } else if name == "prelude.naru" {
                try write("type town plural towns\n", to: "schema.ties", in: folder)
            }
            pipe(name, in: folder)
            let path = name == "t.narudb" ? name : "."
            let outcome = try Tool.run(["--data", path, "1"], folder: folder)
            #expect(outcome.status == 5 && outcome.errors.contains("[E5117]"), "\(outcome.errors)")
        }
    }

    @Test func devicesEndAtALimit() throws {
        for path in ["csv:/dev/zero", "/dev/zero"] {
            let outcome = try Tool.run(["--data", path, "1"])
            #expect(outcome.status == 5 && outcome.errors.contains("[E5107]"), "\(outcome.errors)")
        }
        #expect(try Tool.shell("naru --data csv:- 1 < /dev/zero").errors.contains("[E5107]"))
        #expect(try Tool.run(["-f", "/dev/zero"]).errors.contains("[E5004]"))
    }

    @Test func preludesReadNothing() throws {
        try TemporaryFolder.with { folder in
            try write("type town plural towns\n", to: "schema.ties", in: folder)
            try write("let hush = 1\n", to: "more.naru", in: folder)
            for line in ["import \"more.naru\"\n", ".output hush.csv\n", ".read more.naru\n"] {
                try write(line, to: "prelude.naru", in: folder)
                let outcome = try Tool.run(["--data", ".", "hush"], folder: folder)
                #expect(outcome.status == 5 && outcome.output.isEmpty, "\(line) \(outcome.errors)")
                #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "hush.csv").path))
            }
        }
    }

    // MARK: - Programs

    @Test func importsOpenProgramsOnly() throws {
        try TemporaryFolder.with { folder in
            try write("hush = = =\n", to: "secret.txt", in: folder)
            try link("way.naru", to: "secret.txt", in: folder)
            pipe("pipe.naru", in: folder)
            for name in ["secret.txt", "way.naru", "pipe.naru", "/dev/zero", "/etc/passwd"] {
                try write("import \"\(name)\"\n1\n", to: "report.naru", in: folder)
                for words in [["report.naru"], ["check", "report.naru"]] {
                    let outcome = try Tool.run(words, folder: folder)
                    #expect(outcome.status == 4 && outcome.errors.contains("[E2073]"), "\(name) \(outcome.errors)")
                    #expect(!outcome.errors.contains("hush") && !outcome.errors.contains("root"))
                }
            }
            try write("let two = 2\n", to: "good.naru", in: folder)
            try write("import \"good.naru\"\ntwo\n", to: "report.naru", in: folder)
            #expect(try Tool.run(["report.naru"], folder: folder).output == "value\n2\n")
        }
    }

    @Test(arguments: [".output out.csv", ".once out.csv", ".save out.naru", ".edit"])
    func filesThatAreReadNeitherWriteNorStartPrograms(_ command: String) throws {
        try TemporaryFolder.with { home in
            try write("\(command)\n40 + 2\n", to: "given.naru", in: home)
            try write(".read \(home.path)/given.naru\n", to: "outer.naru", in: home)
            let pty = try Pty(
                [Tool.path, "--format", "csv"], home: home.path,
                environment: ["EDITOR": "touch \(home.path)/edited; true", "PWD": home.path])
            try pty.wait(for: "naru> ")
            for file in ["given", "outer"] {
                pty.type(".read \(home.path)/\(file).naru\r")
                try pty.wait(for: "[E5228]")
                try pty.wait(for: "\n42")
                try pty.wait(for: "naru> ")
            }
            pty.type("\u{4}")
            #expect(pty.status() == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
            #expect(!names.contains { $0.hasPrefix("out.") || $0 == "edited" }, "\(names)")
        }
    }

    // MARK: - Databases

    private func makeDatabase(_ statements: String, _ folder: URL) throws {
        let script =
            "import sqlite3, sys; c = sqlite3.connect('t.sqlite', isolation_level=None); c.executescript('''\(statements)''')"
        try write(script + "\nif len(sys.argv) > 1: import os; os._exit(0)\n", to: "make.py", in: folder)
        _ = try Tool.shell("python3 make.py", folder: folder)
    }

    @Test func databasesAreLeftAsTheyWere() throws {
        try TemporaryFolder.with { folder in
            try makeDatabase("PRAGMA journal_mode = WAL; CREATE TABLE t(a INTEGER); INSERT INTO t VALUES (7);", folder)
            let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(before.contains("t.sqlite"))
            let outcome = try Tool.run(["--data", "t.sqlite", "t.a"], folder: folder)
            #expect(outcome.output == "value\n7\n", "\(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
        }
    }

    @Test(arguments: ["-wal", "-journal"])
    func databasesInUseAreNotReadInPart(_ ending: String) throws {
        try TemporaryFolder.with { folder in
            try makeDatabase("CREATE TABLE t(a INTEGER); INSERT INTO t VALUES (7);", folder)
            try write("7x", to: "t.sqlite" + ending, in: folder)
            let outcome = try Tool.run(["--data", "t.sqlite", "t.a"], folder: folder)
            #expect(outcome.status == 5 && outcome.errors.contains("[E5109]"), "\(outcome.errors)")
            // A journal that is kept for the next time.
            try write("\0\0\0\0", to: "t.sqlite" + ending, in: folder)
            #expect(try Tool.run(["--data", "t.sqlite", "t.a"], folder: folder).output == "value\n7\n")
        }
    }

    @Test func namesOfDatabasesAreNoOptions() throws {
        try TemporaryFolder.with { folder in
            try makeDatabase("CREATE TABLE t(a INTEGER); INSERT INTO t VALUES (7);", folder)
            for name in ["a?mode=rwc&x=1.sqlite", "b%41#.sqlite", "file:c.sqlite", "시 흥.sqlite"] {
                try FileManager.default.copyItem(
                    at: folder.appending(path: "t.sqlite"), to: folder.appending(path: name))
                #expect(try Tool.run(["--data", "./" + name, "7"], folder: folder).output == "value\n7\n", "\(name)")
                let absolute = folder.appending(path: name).path
                #expect(try Tool.run(["--data", absolute, "7"], folder: folder).output == "value\n7\n", "\(name)")
            }
        }
    }

    @Test func packedDatabasesLeaveNoCopy() throws {
        try TemporaryFolder.with { folder in
            try makeDatabase("CREATE TABLE t(a INTEGER); INSERT INTO t VALUES (7);", folder)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "tmp"), withIntermediateDirectories: true)
            let outcome = try Tool.shell(
                "gzip -k t.sqlite && naru --data t.sqlite.gz 't.a'",
                environment: ["TMPDIR": folder.appending(path: "tmp").path], folder: folder)
            #expect(outcome.output == "value\n7\n", "\(outcome.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tmp").path).isEmpty)
        }
    }
}
