import Foundation
import TestSupport
import Testing

/// The exit codes and messages of the program itself.
@Suite struct ExitStatusTests {
    struct Call: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32
        /// What standard error contains.
        var says = ""
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: [String], _ status: Int32, _ says: String = "") {
            self.arguments = arguments
            self.status = status
            self.says = says
        }
    }

    @Test(arguments: [
        Call(["count(cities)"], 0),
        Call(["--check", "cities | take 3"], 0),
        Call(["--version"], 0),
        Call(["--help"], 0),
        Call(["only(cities)"], 1, "E4001"),
        Call(["-P", "city", "cities"], 2, "E5203"),
        Call(["-P", "nothing=1", "cities"], 2, "E4004"),
        Call(["-c", "param n: int\n$n + 1"], 2),
        Call(["--foramt", "csv", "cities"], 2, "did you mean '--format'?"),
        Call(["--format", "cvs", "cities"], 2, "did you mean 'csv'?"),
        Call(["--format"], 2, "E5201"),
        Call(["--max-rows", "few", "cities"], 2, "E5204"),
        Call(["--today", "2026", "cities"], 2, "E5205"),
        Call(["cities", "counties"], 2, "E5206"),
        Call(["--color", "red", "cities"], 2, "E5202"),
        Call(["missing.naru"], 3, "no such file: missing.naru"),
        Call(["-f", "Sources"], 3, "is a folder, not a script"),
        Call(["./Sources"], 3, "is a folder, not a script"),
        Call(["-f", "/bin/sh"], 3, "is a binary file"),
        Call(["-o", "/nowhere/out.csv", "cities"], 3, "cannot write /nowhere/out.csv"),
        Call(["cities | select nmae"], 4, "did you mean 'name'?"),
        Call(["cities | where ("], 4, "E1"),
        Call(["--check", "cities | select nmae"], 4, "E2003"),
        Call(["--data", "/nowhere", "cities"], 5, "/nowhere"),
        Call(["--timeout", "soon", "cities"], 2, "E5207"),
        Call(["--timeout", "5", "cities"], 2, "for example 500ms"),
        Call(["--max-memory", "much", "cities"], 2, "E5208"),
        Call(["--timeout", "0s", "cities"], 124, "E5002"),
        Call(["--max-memory", "10kB", "pairs(pairs(cities))"], 124, "needs more memory than its limit of 10 kB"),
        Call(["--threads", "many", "cities"], 2, "--threads needs a whole number"),
        Call(["--threads", "3", "count(cities)"], 0),
        Call(["--timeout", "1h", "--max-memory", "none", "count(cities)"], 0),
    ])
    func status(_ call: Call) throws {
        let outcome = try Tool.run(call.arguments)
        #expect(outcome.status == call.status, "\(outcome.errors)")
        #expect(call.says.isEmpty || outcome.errors.contains(call.says), "\(outcome.errors)")
        #expect(call.status == 0 || outcome.output.isEmpty)
    }

    @Test func statisticsAreSaidAside() throws {
        let human = try Tool.run(["--stats", "--quiet", "--format", "value", "1 + 1\n2 + 2"])
        #expect(human.output == "2\n4\n")
        #expect(human.errors.split(separator: "\n").count { $0.hasPrefix("stats: 1 row · ") } == 2, "\(human.errors)")
        let json = try Tool.run(["--stats", "--format", "json", "only(cities)"])
        let last = try #require(json.errors.split(separator: "\n").last)
        let object = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
        #expect(object?["rows"] as? Int == 0 && object?["seconds"] is Double && object?["processMemory"] is Int)
    }

    @Test func koreanMessages() throws {
        let byOption = try Tool.run(["--lang", "ko", "--format", "cvs", "cities"])
        #expect(byOption.errors.contains("오류[E5202]") && byOption.errors.contains("혹시 'csv'인가요?"))
        let byLocale = try Tool.run(["missing.naru"], environment: ["LC_ALL": "ko_KR.UTF-8"])
        #expect(byLocale.errors.contains("파일이 없습니다"))
    }

    @Test func invalidUTF8NamesItsLine() throws {
        let outcome = try Tool.run(["-"], input: Data("cities\n\u{AC00}".utf8) + [0xFF])
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("stdin is not UTF-8: line 2"))
    }

    @Test func closedPipeIsQuiet() throws {
        let table = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: table) }
        let rows = (0..<40_000).map { "\($0),a text that fills the pipe" }
        try (["n,words"] + rows).joined(separator: "\n").write(to: table, atomically: true, encoding: .utf8)
        let name = table.deletingPathExtension().lastPathComponent.replacingOccurrences(of: "-", with: "_")
        let outcome = try Tool.shell("naru --data '\(table.path)' '\(name)' | true; echo ${PIPESTATUS[0]}")
        #expect(outcome.output == "141\n")
        #expect(outcome.errors.isEmpty)
    }
}
