import Foundation
import TestSupport
import Testing

/// Parameters from a file, and what a script says of its own.
@Suite struct ParameterFileTests {
    private func inScratch(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func run(_ program: String, _ json: String, _ more: [String] = []) throws -> Tool.Outcome {
        var outcome: Tool.Outcome?
        try inScratch { folder in
            try json.write(to: folder.appending(path: "p.json"), atomically: true, encoding: .utf8)
            outcome = try Tool.run(["--params", "p.json", "--lang", "en"] + more + ["-c", program], folder: folder)
        }
        return try #require(outcome)
    }

    @Test func eachKindOfValue() throws {
        let program = """
            param t: text
            param n: int
            param x: decimal
            param b: bool
            param d: date
            param q: quantity
            param c: city
            param l: text*
            param none: int?
            sources | take 1 | select t: $t, n: $n, x: $x, b: $b, d: $d, q: $q, c: $c, l: $l, none: $none
            """
        let outcome = try run(
            program,
            """
            {"t": "가, \\"나\\"", "n": -3, "x": 12345678901234567890.123456, "b": true, "d": "2024-05",
             "q": {"amount": 1.5, "unit": "USD"}, "c": {"type": "city", "id": "siheung"}, "l": ["a, b", "c"], "none": null}
            """, ["--format", "ndjson"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains(#""n": -3, "x": 12345678901234567890.123456, "b": true, "d": "2024-05""#),
            "\(outcome.output)")
        #expect(outcome.output.contains(#""q": {"amount": 1.5, "unit": "USD"}"#), "\(outcome.output)")
        #expect(
            outcome.output.contains(#""id": "siheung""#)
                && outcome.output.contains(#""l": ["a, b", "c"], "none": null"#))
    }

    @Test func theCommandLineComesFirst() throws {
        let outcome = try run("param n: int\n$n", "{\"n\": 1}", ["-P", "n=2", "--format", "value"])
        #expect(outcome.output == "2\n")
    }

    @Test(arguments: [
        ("[1]", "it is no JSON object"), ("{\"n\": ", "it is no JSON: "), ("{\"n\": {\"a\": 1}}", "'n' is no value"),
        ("{\"m\": 1}", "the program has no parameter 'm'"), ("{\"n\": \"x\"}", "'x' is no value for parameter 'n'"),
    ])
    func mistakes(_ json: String, _ says: String) throws {
        let outcome = try run("param n: int = 0\n$n", json)
        #expect(outcome.status == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(says), "\(outcome.errors)")
    }

    @Test func scriptsTellTheirParameters() throws {
        try inScratch { folder in
            let script = """
                #!/usr/bin/env naru
                # Agreements of one city.

                # The city, by any of its names.
                param city: city
                param since: date = @2020
                agreements | where $city in parties and signed >= $since
                """
            try script.write(to: folder.appending(path: "of.naru"), atomically: true, encoding: .utf8)
            let help = try Tool.run(["of.naru", "--help"], folder: folder)
            #expect(
                help.output == """
                    Agreements of one city.

                    USAGE
                      naru of.naru [options]

                    PARAMETERS
                      --city <city>
                          The city, by any of its names.
                      --since <date> (default: @2020)

                    """, "\(help.output)\(help.errors)")
            #expect(try Tool.run(["--lang", "ko", "of.naru", "-h"], folder: folder).output.contains("기본값: @2020"))
            #expect(try Tool.run(["-c", "of.naru", "--help"], folder: folder).output.hasPrefix("naru – "))
            #expect(try Tool.run(["gone.naru", "--help"], folder: folder).status == 3)
            let ran = try Tool.run(["of.naru", "--city", "울산", "--since=2024-01-01", "--lang", "en"], folder: folder)
            #expect(ran.status == 0 && ran.output.contains("bio industry"), "\(ran.errors)")
        }
    }

    /// The query would run for hours.
    @Test func anInterruptEndsWithItsCode() throws {
        let outcome = try Tool.shell(
            """
            env --default-signal=INT timeout --preserve-status -s INT 1 \\
                naru 'claims | join b: claims on b.id != id | join c: claims on c.id != b.id | group into n: count()'
            """)
        #expect(outcome.status == 130, "\(outcome)")
        #expect(outcome.output.isEmpty)
    }
}
