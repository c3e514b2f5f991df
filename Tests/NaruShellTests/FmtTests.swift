import Foundation
import TestSupport
import Testing

/// `naru fmt` and what it does with files.
@Suite struct FmtTests {
    private static let untidy = "# all\ncities|take 3 # three\n"
    private static let tidy = "# all\ncities | take 3  # three\n"

    @Test func repositoryIsFormatted() throws {
        let outcome = try Tool.run(["fmt", "--check", "Examples", "Sources"])
        #expect(outcome.status == 0 && outcome.output.isEmpty, "make format mends:\n\(outcome.output)\(outcome.errors)")
    }

    @Test func filesAreRewritten() throws {
        try inScratch { folder in
            try write(Self.untidy, "a.naru", folder)
            try write(Self.untidy, "inner/b.naru", folder)
            try write(Self.untidy, "inner/notes.txt", folder)
            try write(Self.untidy, ".hidden/c.naru", folder)
            let check = try Tool.run(["fmt", "--check", "."], folder: folder)
            #expect(check.status == 1 && check.output == "./a.naru\n./inner/b.naru\n", "\(check.errors)")
            #expect(try read("a.naru", folder) == Self.untidy)
            let outcome = try Tool.run(["fmt", "."], folder: folder)
            #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
            #expect(try read("a.naru", folder) == Self.tidy && read("inner/b.naru", folder) == Self.tidy)
            #expect(try read("inner/notes.txt", folder) == Self.untidy && read(".hidden/c.naru", folder) == Self.untidy)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.sorted() == [".hidden", "a.naru", "inner"])
        }
    }

    @Test func modesAndLinksStay() throws {
        try inScratch { folder in
            try write(Self.untidy, "a.naru", folder)
            let file = folder.appending(path: "a.naru").path
            try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: file)
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "link.naru").path, withDestinationPath: "a.naru")
            #expect(try Tool.run(["fmt", "link.naru"], folder: folder).status == 0)
            #expect(try read("a.naru", folder) == Self.tidy)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o750)
            let link = try FileManager.default.attributesOfItem(atPath: folder.appending(path: "link.naru").path)
            #expect(link[.type] as? FileAttributeType == .typeSymbolicLink)
        }
    }

    /// A snapshot is put in its place the same way.
    @Test func snapshotsKeepModesAndLinks() throws {
        try inScratch { folder in
            let file = folder.appending(path: "a.narudb").path
            #expect(try Tool.run(["build", "-o", "a.narudb"], folder: folder).status == 0)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "b.narudb").path, withDestinationPath: "a.narudb")
            #expect(try Tool.run(["build", "-o", "b.narudb"], folder: folder).status == 0)
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o640)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/b.narudb") == "a.narudb")
        }
    }

    @Test func filesThatDoNotParseStay() throws {
        try inScratch { folder in
            try write("cities | where (\n", "bad.naru", folder)
            try write(Self.untidy, "good.naru", folder)
            let outcome = try Tool.run(["fmt", "bad.naru", "missing.naru", "good.naru"], folder: folder)
            #expect(outcome.status == 4)
            #expect(
                outcome.errors.contains("--> bad.naru:1:16")
                    && outcome.errors.contains("no such file or folder: missing.naru"))
            #expect(try read("bad.naru", folder) == "cities | where (\n" && read("good.naru", folder) == Self.tidy)
            let check = try Tool.run(["fmt", "--check", "bad.naru", "good.naru", "--lang", "ko"], folder: folder)
            #expect(check.status == 4 && check.errors.contains("오류[E1"))
        }
    }

    @Test func dataFilesAreFormatted() throws {
        try inScratch { folder in
            try write("type city plural cities\n name text label", "schema.ties", folder)
            try write("city a\n name \"A\"", "records.ties", folder)
            try write("city a\n\tname \"A\"", "bad.ties", folder)
            let outcome = try Tool.run(["fmt", "."], folder: folder)
            #expect(outcome.status == 5 && outcome.errors.contains("--> ./bad.ties:2:1"), "\(outcome.errors)")
            #expect(try read("schema.ties", folder) == "type city plural cities\n  name  text label\n")
            #expect(try read("records.ties", folder) == "city a\n  name        \"A\"\n")
            #expect(try read("bad.ties", folder) == "city a\n\tname \"A\"")
        }
    }

    @Test func standardInputGoesToStandardOutput() throws {
        let outcome = try Tool.run(["fmt", "-"], input: Data(Self.untidy.utf8))
        #expect(outcome.status == 0 && outcome.output == Self.tidy)
        let check = try Tool.run(["fmt", "--check", "-"], input: Data(Self.untidy.utf8))
        #expect(check.status == 1 && check.output == "stdin\n")
        try inScratch { folder in
            try write(Self.untidy, "a.naru", folder)
            let shown = try Tool.run(["fmt", "--stdout", "a.naru"], folder: folder)
            #expect(shown.output == Self.tidy)
            #expect(try read("a.naru", folder) == Self.untidy)
        }
    }

    /// Only the whole first argument is a subcommand's word.
    @Test func wordsOfSubcommandsInQueries() throws {
        let query = try Tool.run(["fmt | take 3"])
        #expect(query.status == 4 && query.errors.contains("E2001"), "\(query.errors)")
        #expect(try Tool.run(["-c", "fmt"]).status == 4)
        let late = try Tool.run(["--lang", "en", "fmt", "a.naru"])
        #expect(
            late.status == 2 && late.errors.contains("a subcommand stands first: naru fmt a.naru"), "\(late.errors)")
    }

    @Test func usage() throws {
        let help = try Tool.run(["fmt", "--help"])
        #expect(help.status == 0 && help.output.contains("EXAMPLES") && help.output.contains("--lang"))
        #expect(try Tool.run(["--help"]).output.contains("naru fmt "))
        let wrong = try Tool.run(["fmt", "--chekc", "a.naru"])
        #expect(wrong.status == 2 && wrong.errors.contains("'naru fmt --help' lists all options"), "\(wrong.errors)")
        #expect(try Tool.run(["fmt"]).status == 2)
    }

    private func read(_ name: String, _ folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func inScratch(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func write(_ text: String, _ name: String, _ folder: URL) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}
