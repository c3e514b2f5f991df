import Foundation
import TestSupport
import Testing

/// What the command line runs, in which order, and where it writes.
@Suite struct CommandLineTests {
    @Test(arguments: [("en", "Boston"), ("ko", "보스턴")])
    func labelsAreInTheLanguageOfTheRun(_ language: String, _ label: String) throws {
        for union in ["cities", "(cities union agreements)", "(cities union sources union statistics)"] {
            let query = "\(union) | where id = \"boston\" | select label"
            let outcome = try Tool.run(["--lang", language, "--format", "value", query])
            #expect(outcome.output == label + "\n", "\(union)")
        }
    }

    /// Of columns that nobody named, people read titles in their language, and
    /// programs the names.
    @Test func titlesOfEvidenceAreInTheLanguageOfTheRun() throws {
        func first(_ query: String, _ format: String, _ language: String = "ko") throws -> Substring? {
            try Tool.run(["--lang", language, "--format", format, query]).output.split(separator: "\n").first
        }
        let why = "cities | take 1 | why"
        #expect(try first(why, "markdown") == "| 행 | 주체 | 필드 | 값 | 근거 | 출처 | 발행일 | 인용문 | 찾아본 수 |")
        #expect(try first(why + " | where row = 1 | take 1", "markdown")?.hasPrefix("| 행 | 주체 |") == true)
        #expect(try first(why, "markdown", "en")?.hasPrefix("| row | subject |") == true)
        #expect(try first(why, "csv") == "row,subject,field,value,basis,source,published,quote,searched")
        #expect(try first(why + " | select quote", "markdown") == "| quote |")
        let sources = "cities | select id | take 1 | with sources"
        #expect(try first(sources, "markdown") == "| id | 출처 |")
        #expect(try first(sources, "tsv") == "id\tsources")
    }

    /// What a message about data proposes is there as data, too.
    @Test func findingsAboutDataHaveEdits() throws {
        try inScratch { folder in
            try write("type city plural cities\n  name  text label\n  size  quantity\n", "schema.ties", folder)
            try write("city a\n  nmae \"A\"\n  size 4..3 km2\n", "a.ties", folder)
            let outcome = try Tool.run(["--data", ".", "--diagnostics", "json", "cities"], folder: folder)
            #expect(outcome.status == 5)
            #expect(
                outcome.errors.contains("\"replacement\": \"name\"")
                    && outcome.errors.contains("\"replacement\": \"3..4\""), "\(outcome.errors)")
        }
    }

    @Test func queriesAndScriptsRunInOrderAndShareDefinitions() throws {
        try inScratch { folder in
            try write("let second = take2\nsecond + 1\n", "b.naru", folder)
            let arguments = ["-c", "let take2 = 2", "-f", "b.naru", "-c", "second + 10", "--format", "value"]
            let outcome = try Tool.run(arguments, folder: folder)
            #expect(outcome.output == "3\n12\n", "\(outcome.errors)")
        }
    }

    @Test func errorsBehindEarlierDefinitionsKeepTheirPlace() throws {
        let outcome = try Tool.run(["-c", "let a = cities", "-c", "a | select nmae"])
        #expect(outcome.status == 4)
        #expect(outcome.errors.contains("--> query:1:12"), "\(outcome.errors)")
    }

    @Test func standardInputIsAScript() throws {
        for arguments in [[], ["-"], ["-f", "-"]] {
            let outcome = try Tool.run(["--format", "value"] + arguments, input: Data("1 + 1\n2 + 2\n".utf8))
            #expect(outcome.output == "2\n4\n")
        }
    }

    @Test func scriptBindsItsParameters() throws {
        try inScratch { folder in
            try write("#!/usr/bin/env naru\nparam n: int = 1\n$n * 10\n", "ten.naru", folder)
            for arguments in [["ten.naru", "--n", "4"], ["ten.naru", "--n=4"], ["-P", "n=4", "ten.naru"]] {
                let outcome = try Tool.run(arguments + ["--format", "value"], folder: folder)
                #expect(outcome.output == "40\n", "\(outcome.errors)")
            }
        }
    }

    @Test func shebangScriptRuns() throws {
        try inScratch { folder in
            // Written by the shell: a file that this process has written may
            // still be open in a child that another test starts meanwhile, and
            // then can't be run.
            let script = folder.appending(path: "count").path
            let outcome = try Tool.shell(
                "printf '%s' \"$SCRIPT\" > '\(script)' && chmod 755 '\(script)' && '\(script)'",
                environment: ["SCRIPT": "#!/usr/bin/env naru\ncount(cities[name = \"시흥시\"])\n"])
            #expect(outcome.output == "value\n1\n", "\(outcome.errors)")
        }
    }

    @Test func importsAreRelativeToTheirFile() throws {
        try inScratch { folder in
            try write("let base = 5", "lib/base.naru", folder)
            try write("import \"base.naru\"\nlet more = base + 1", "lib/more.naru", folder)
            try write("import \"lib/more.naru\"\nmore + base", "main.naru", folder)
            let outcome = try Tool.run(["main.naru", "--format", "value"], folder: folder)
            #expect(outcome.output == "11\n", "\(outcome.errors)")
        }
    }

    @Test func importsAreReadOnceAndMayGoUp() throws {
        try inScratch { folder in
            try write("let base = 5", "base.naru", folder)
            try write("import \"../base.naru\"\nlet left = base + 1", "lib/left.naru", folder)
            try write("import \"./../lib/../base.naru\"\nlet right = base + 2", "lib/right.naru", folder)
            try write("import \"lib/left.naru\"\nimport \"lib/right.naru\"\nleft * right", "main.naru", folder)
            let outcome = try Tool.run(["main.naru", "--format", "value"], folder: folder)
            #expect(outcome.output == "42\n", "\(outcome.errors)")
        }
    }

    @Test func mistakesInImportsShowTheirPlace() throws {
        try inScratch { folder in
            try write("let fine = 1\nlet big = cities[peopel > 3]", "lib/checks.naru", folder)
            try write("let broken = (1 +", "lib/parses.naru", folder)
            for (name, place) in [("checks", "2:18"), ("parses", "1:14")] {
                try write("import \"lib/\(name).naru\"\ncount(cities)", "main.naru", folder)
                let outcome = try Tool.run(["main.naru"], folder: folder)
                #expect(outcome.status == 4)
                #expect(outcome.errors.contains("--> lib/\(name).naru:\(place)"), "\(outcome.errors)")
            }
        }
    }

    @Test func importsThatFail() throws {
        try inScratch { folder in
            try write("import \"../main.naru\"\nlet a = 1", "lib/a.naru", folder)
            try write("import \"lib/a.naru\"\na", "main.naru", folder)
            let circle = try Tool.run(["main.naru"], folder: folder)
            #expect(circle.status == 4 && circle.errors.contains("--> lib/a.naru:1:1"), "\(circle.errors)")
            #expect(circle.errors.contains("lib/a.naru → main.naru"), "\(circle.errors)")
            try write("import \"self.naru\"\n1", "self.naru", folder)
            let own = try Tool.run(["self.naru"], folder: folder)
            #expect(own.status == 4 && own.errors.contains("self.naru"), "\(own.errors)")
            try write("import \"nothing.naru\"\n1", "lonely.naru", folder)
            let missing = try Tool.run(["lonely.naru"], folder: folder)
            #expect(missing.status == 4 && missing.errors.contains("--> lonely.naru:1:1"), "\(missing.errors)")
        }
    }

    @Test func warningsAreShownInTheFileThatWarns() throws {
        try inScratch { folder in
            try write("# bodies\nlet share(n: int) = n / 0\nlet few = cities | where false", "lib/base.naru", folder)
            try write("import \"lib/base.naru\"\nshare(1)\nfew | add one: 1 | drop one | take 1", "main.naru", folder)
            let outcome = try Tool.run(["main.naru", "--format", "line", "--lang", "en"], folder: folder)
            #expect(outcome.errors.contains("--> lib/base.naru:2:21"), "\(outcome.errors)")
            #expect(outcome.errors.contains("2 | let share(n: int) = n / 0"), "\(outcome.errors)")
            #expect(outcome.output.contains("  where false  13 → 0\n"), "\(outcome.output)")
            #expect(outcome.output.contains("  take 1       0 → 0\n"), "\(outcome.output)")
            let aside = try Tool.run(["main.naru", "--lang", "en"], folder: folder)
            #expect(aside.errors.contains("note: 0 rows\n") && aside.errors.contains("  where false  13 → 0\n"))
        }
    }

    @Test func firstErrorStopsUnlessTold() throws {
        let arguments = ["-c", "1", "-c", "only(cities)", "-c", "2", "--format", "value"]
        let stopped = try Tool.run(arguments)
        #expect(stopped.output == "1\n" && stopped.status == 1)
        let going = try Tool.run(arguments + ["--keep-going"])
        #expect(going.output == "1\n2\n" && going.status == 1)
    }

    @Test func keepGoingRunsTheStatementsWithoutMistakes() throws {
        let script = "let near = cities | where foo > 1\ncount(near)\n1\ncities | where foo > 1\nonly(cities)\n2\n"
        try inScratch { folder in
            try write(script, "s.naru", folder)
            let arguments = ["--lang", "en", "--format", "value", "s.naru"]
            let stopped = try Tool.run(arguments, folder: folder)
            #expect(stopped.output == "" && stopped.status == 4)
            let going = try Tool.run(["--keep-going"] + arguments, folder: folder)
            #expect(going.output == "1\n2\n" && going.status == 4)
            // What uses the mistake is told once more, in its place.
            #expect(going.errors.contains("E5110") && going.errors.contains("--> s.naru:2:1"), "\(going.errors)")
            #expect(going.errors.components(separatedBy: "E2003").count == 3, "\(going.errors)")
            try write("only(cities)\ncities | where foo > 1\n3", "t.naru", folder)
            let first = try Tool.run(["--keep-going", "--format", "value", "t.naru"], folder: folder)
            #expect(first.output == "3\n" && first.status == 1)
            try write("import \"gone.naru\"\n4", "u.naru", folder)
            let imported = try Tool.run(["--keep-going", "--format", "value", "u.naru"], folder: folder)
            #expect(imported.output == "4\n" && imported.status == 4)
        }
    }

    /// One language for names, units, fixed words and messages.
    @Test func aRunHasOneLanguage() throws {
        let query =
            "commitments | where any amount | take 1 | select by, amount, unit: amount.unit, q: amount.qualifier"
        let arguments = ["--format", "box", query]
        let english = try Tool.run(arguments, environment: ["LANG": "C.UTF-8"])
        #expect(english.output.contains("Siheung") && english.output.contains("about 100,000,000,000 KRW"))
        #expect(english.output.contains("1 row"))
        for korean in [
            try Tool.run(arguments, environment: ["LANG": "ko_KR.UTF-8"]),
            try Tool.run(["--lang", "ko"] + arguments, environment: ["LANG": "C.UTF-8"]),
        ] {
            #expect(korean.output.contains("시흥시") && korean.output.contains("약 1,000억 원"), "\(korean.output)")
            #expect(korean.output.contains("│ 원 ") && korean.output.contains("│ 약 ") && korean.output.contains("1행"))
        }
        let names = "cities | where name = \"시흥시\" | select shout: name + \"!\""
        #expect(try Tool.run(["--format", "value", names], environment: ["LANG": "C"]).output == "Siheung!\n")
        #expect(try Tool.run(["--format", "value", "--lang", "ko", names]).output == "시흥시!\n")
    }

    @Test(arguments: [
        ["--lang", "fr", "1"], ["--lang=fr", "1"], ["check", "--lang", "fr"], ["schema", "--lang", "fr"],
    ])
    func aLanguageThatMessagesLackIsRefused(_ arguments: [String]) throws {
        let outcome = try Tool.run(arguments)
        #expect(outcome.status == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("E5202") && outcome.errors.contains("en, ko"), "\(outcome.errors)")
    }

    @Test func schemaShowsTypesOrWritesThem() throws {
        let one = try Tool.run(["schema", "Cities"])
        #expect(one.status == 2 && one.errors.contains("did you mean 'cities'"), "\(one.errors)")
        let city = try Tool.run(["schema", "도시", "--lang", "en"])
        #expect(city.status == 0 && city.output.hasPrefix("city (cities, 도시)"), "\(city.output)")
        let all = try Tool.run(["schema"])
        #expect(all.output.contains("\nagreement (agreements"))
        try inScratch { folder in
            try write("name,n\na,1\n", "t.csv", folder)
            let own = try Tool.run(["schema", "--data", "t.csv"], folder: folder)
            #expect(own.status == 0 && own.output.contains("n  ") && !own.output.contains("city"), "\(own.output)")
            let file = try Tool.run(["schema", "t.csv"], folder: folder)
            #expect(file.status == 2 && file.errors.contains("naru schema infer t.csv"), "\(file.errors)")
            #expect(try Tool.run(["schema", "infer", "t.csv"], folder: folder).output.contains("type t"))
            // What a message names works as it stands.
            let fields = (0..<20).map { "c\($0)" }.joined(separator: ",")
            try write(fields + "\n", "wide.csv", folder)
            let wrong = try Tool.run(["--lang", "en", "--data", "wide.csv", "wide | where x = 1"], folder: folder)
            #expect(wrong.errors.contains("(`naru schema --data wide.csv wide` lists all)"), "\(wrong.errors)")
            #expect(try Tool.run(["schema", "--data", "wide.csv", "wide"], folder: folder).output.contains("c19"))
        }
    }

    /// No more names of hidden columns than a line holds.
    @Test func hiddenColumnsAreNamedInALine() throws {
        try inScratch { folder in
            let names = (0..<3000).map { "c\($0)" }.joined(separator: ",")
            let cells = (0..<3000).map { "\($0)" }.joined(separator: ",")
            try write("\(names)\n\(cells)\n\(cells)\n", "wide.csv", folder)
            let box = ["--data", "wide.csv", "--lang", "en", "--format", "box"]
            let outcome = try Tool.run(box + ["--width", "80", "wide"], folder: folder)
            let footer = outcome.output.components(separatedBy: "┘\n").last ?? ""
            #expect(
                footer.contains("columns not shown: c")
                    && footer.replacing("\n", with: " ").contains(", ... (--format line shows all)"))
            #expect(footer.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(footer)")
            #expect(footer.split(separator: "\n").count <= 2)
        }
    }

    @Test func outputFileDecidesTheFormat() throws {
        try inScratch { folder in
            try write("older and longer than what comes", "out.json", folder)
            let outcome = try Tool.run(["-o", "out.json", "1 + 1"], folder: folder)
            let text = try String(contentsOf: folder.appending(path: "out.json"), encoding: .utf8)
            #expect(outcome.output.isEmpty)
            #expect(text == "[\n  {\"value\": 2}\n]\n")
        }
    }

    @Test func rowLimitIsSaidAside() throws {
        let outcome = try Tool.run(["--max-rows", "2", "--format", "value", "cities | select id"])
        #expect(outcome.output.split(separator: "\n").count == 2)
        #expect(outcome.errors.contains("2 of ") && outcome.errors.contains("rows shown"))
        let quiet = try Tool.run(["--max-rows", "2", "--quiet", "--format", "value", "cities | select id"])
        #expect(quiet.errors.isEmpty)
    }

    @Test func todayCanBeSet() throws {
        let outcome = try Tool.run(["--today", "2024-02-29", "--format", "value", "today"])
        #expect(outcome.output == "2024-02-29\n")
    }

    @Test func errorsAsJSON() throws {
        let outcome = try Tool.run(["--format", "json", "let x = 1\ncities | select nmae"])
        let object = try JSONSerialization.jsonObject(with: Data(outcome.errors.utf8)) as? [String: Any]
        #expect(object?["code"] as? String == "E2003")
        #expect(object?["severity"] as? String == "error")
        #expect(object?["file"] as? String == "query")
        #expect(object?["line"] as? Int == 2 && object?["column"] as? Int == 17)
        #expect(object?["offset"] as? Int == 26 && object?["length"] as? Int == 4)
        #expect(object?["statement"] as? String == "cities | select nmae")
        #expect((object?["help"] as? [String])?.first == "did you mean 'name'?")
        let human = try Tool.run(["--format", "json", "--diagnostics", "human", "citis"])
        #expect(human.errors.hasPrefix("error[E2001]"))
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
