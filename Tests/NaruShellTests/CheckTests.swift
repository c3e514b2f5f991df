import Foundation
import TestSupport
import Testing

/// `naru check`: what it says, and the status it ends with.
@Suite struct CheckTests {
    private static let schema = """
        type event plural events
          title    text label
          status   enum planned, held
          when     period
          follows  -> event inverse followed_by

        """

    @Test func bundledDatasetShowsItsKnownTraps() throws {
        let outcome = try Tool.run(["check", "--today", "2025-06-01"])
        #expect(outcome.status == 0 && outcome.output.isEmpty)
        for expected in [
            "note[W3101]: sources give values of 'operated_by' of Seoul Bio Hub",
            "note[W3102]: 37 year as of 2024-09-04 does not fit 'since' of Sister cities Daejeon and Seattle, whose deprecated value is 1989",
            "730 a company (independent witnesses: 1)", "is implausible: over 730000 person",
            "one article has several names for World Economic Science City alliance", "Málaga has no pilot project",
            "note[W3110]: 'signed' of Agreement to build a base of cooperation for the bio industry is inferred",
            "recorded in issue 'bio-hub-operator'", "recorded in issue 'sister-years'",
        ] {
            #expect(outcome.errors.contains(expected), "\(expected)")
        }
        #expect(!outcome.errors.contains("error["))
        // What nobody has recorded an issue for: plans that are past.
        let warnings = outcome.errors.matches(of: /(?m)^warning\[(W\d+)\]/).map { String($0.1) }
        #expect(Set(warnings) == ["W3103", "W3104"])
        #expect(outcome.errors.hasSuffix("by 13 rules\n"), "\(outcome.errors.suffix(200))")
    }

    @Test func warningsFailOnlyWhenStrict() throws {
        try inScratch { folder in
            try write(Self.schema, "schema.ties", folder)
            try write("event fair\n  title \"Fair\"\n  status planned\n  when 2024\n", "events.ties", folder)
            let arguments = ["check", ".", "--today", "2025-06-01"]
            let lax = try Tool.run(arguments, folder: folder)
            #expect(
                lax.status == 0 && lax.errors.contains("warning[W3103]") && lax.errors.contains("--> ./events.ties:4:8")
            )
            #expect(lax.errors.contains("no types here for: "), "\(lax.errors)")
            #expect(try Tool.run(arguments + ["--strict"], folder: folder).status == 5)
            let early = try Tool.run(["check", ".", "--today", "2023-06-01", "--strict"], folder: folder)
            #expect(early.status == 0 && !early.errors.contains("W3103"))
            #expect(try Tool.run(arguments + ["--quiet"], folder: folder).errors.isEmpty)
            let korean = try Tool.run(arguments + ["--lang", "ko"], folder: folder)
            #expect(korean.errors.contains("경고[W3103]: Fair는 2024로"), "\(korean.errors)")
        }
    }

    @Test func threadsChangeNothing() throws {
        let whole = try Tool.run(["check", "--today", "2025-06-01"])
        let one = try Tool.run(["check", "--today", "2025-06-01", "--threads", "1"])
        #expect(one.status == whole.status && one.errors == whole.errors)
        #expect(try Tool.run(["schema", "city", "--threads", "1"]).output == Tool.run(["schema", "city"]).output)
        #expect(try Tool.run(["check", "--threads", "few"]).status == 2)
        #expect(try Tool.run(["schema", "--threads", "-1"]).status == 2)
    }

    @Test func everyPathIsChecked() throws {
        try inScratch { folder in
            try write("cities | take 1\n", "good.naru", folder)
            try write("cities | select nmae\n", "bad.naru", folder)
            try write("id,name\n1,A\n2\n", "ragged.csv", folder)
            let outcome = try Tool.run(["check", "good.naru", "bad.naru", "ragged.csv", "missing"], folder: folder)
            #expect(outcome.status == 4)
            for expected in ["error[E2003]", "error[E3060]", "no such file or folder: missing"] {
                #expect(outcome.errors.contains(expected), "\(expected)")
            }
            #expect(try Tool.run(["check", "good.naru"], folder: folder).status == 0)
            #expect(try Tool.run(["check", "ragged.csv"], folder: folder).status == 5)
            #expect(try Tool.run(["check", "missing"], folder: folder).status == 3)
            #expect(try Tool.run(["check", "good.naru", "--articles", "missing"], folder: folder).status == 0)
            #expect(try Tool.run(["check", "--articles", "missing"], folder: folder).status == 3)
        }
    }

    @Test func scriptsAreCheckedAgainstTheirData() throws {
        try inScratch { folder in
            try write("id,name\n1,A\n", "ports.csv", folder)
            try write("ports | select name\n", "ports.naru", folder)
            #expect(try Tool.run(["check", "ports.naru"], folder: folder).status == 4)
            let outcome = try Tool.run(["check", "--data", "ports.csv", "ports.naru"], folder: folder)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        }
    }

    @Test func articlesComeFromTheEnvironmentToo() throws {
        let data = "Tests/Conformance/data/checks-quotes"
        let found = try Tool.run(["check", data], environment: ["NARU_ARTICLES": "\(data)/articles"])
        #expect(found.status == 5 && found.errors.contains("error[E3080]"))
        let without = try Tool.run(["check", data])
        #expect(without.status == 0 && !without.errors.contains("E308"), "\(without.errors)")
    }

    @Test func findingsAreJSONWhenAsked() throws {
        let outcome = try Tool.run(["check", "--diagnostics", "json", "--today", "2025-06-01"])
        for line in outcome.errors.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(["note", "warning"].contains(object?["severity"] as? String), "\(line)")
        }
    }

    private func inScratch(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func write(_ text: String, _ name: String, _ folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }
}
