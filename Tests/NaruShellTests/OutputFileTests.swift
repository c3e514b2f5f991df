import Foundation
import TestSupport
import Testing

/// Files that results are written to, and data that come through pipes.
@Suite struct OutputFileTests {
    @Test func failedRunLeavesTheOldFile() throws {
        try TemporaryFolder.with { folder in
            let file = folder.appending(path: "o.csv")
            try Data("old".utf8).write(to: file)
            #expect(try Tool.run(["-o", "o.csv", "-c", "1", "-c", "nothing"], folder: folder).status == 4)
            #expect(try String(contentsOf: file, encoding: .utf8) == "old")
            #expect(
                try Tool.run(["-o", "o.csv", "--keep-going", "-c", "1", "-c", "nothing"], folder: folder).status == 4)
            #expect(try String(contentsOf: file, encoding: .utf8) == "value\n1\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["o.csv"])
        }
    }

    @Test func unknownEndingIsRefusedWithTheList() throws {
        try TemporaryFolder.with { folder in
            let outcome = try Tool.run(["-o", "o.parquet", "1"], folder: folder)
            #expect(outcome.status == 2 && outcome.errors.contains("[E5213]") && outcome.errors.contains(".xlsx"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
            #expect(try Tool.run(["-o", "o.xlsx", "--format", "csv", "1"], folder: folder).status == 2)
            #expect(try Tool.run(["-o", "/dev/stdout", "1"], folder: folder).output == "value\n1\n")
        }
    }

    @Test func encodingsOfTables() throws {
        try TemporaryFolder.with { folder in
            let text = "\"가힣, é\""
            let file = folder.appending(path: "o.csv")
            let narrow = try Tool.run(
                ["-o", "o.csv", "--output-encoding", "cp949", "--no-header", text], folder: folder)
            #expect(narrow.errors.contains("[E5214]") && !FileManager.default.fileExists(atPath: file.path))
            _ = try Tool.run(["-o", "o.csv", "--output-encoding", "utf-8-bom", "--no-header", text], folder: folder)
            #expect(try Array(Data(contentsOf: file)) == [0xEF, 0xBB, 0xBF] + Array((text + "\n").utf8))
            let korean = try Tool.run(
                ["-o", "k.csv", "--output-encoding", "cp949", "--no-header", "\"가힝똠\""], folder: folder)
            #expect(korean.status == 0, "\(korean.errors)")
            #expect(
                try Array(Data(contentsOf: folder.appending(path: "k.csv"))) == [
                    0xB0, 0xA1, 0xC8, 0xFE, 0x8C, 0x63, 0x0A,
                ])
            #expect(try Tool.run(["--format", "json", "--output-encoding", "cp949", "1"]).errors.contains("E5214"))
        }
    }

    @Test func dataComeThroughPipes() throws {
        try TemporaryFolder.with { folder in
            let csv = "printf 'name,n\\nUlsan,1\\nNara,2\\n'"
            let json = "echo '{\"items\": [{\"n\": 3}]}'"
            let book = Repository.root.appending(path: "Tests/Conformance/data/sheets/several.xlsx").path
            let database = Repository.root.appending(path: "Tests/Conformance/data/database/world.sqlite").path
            let lines = [
                ("\(csv) | naru --data - 'sum(stdin.n)'", "value\n3\n"),
                ("\(csv) | gzip | naru --data - 'sum(stdin.n)'", "value\n3\n"),
                ("\(csv) | naru --data csv:- 'sum(stdin.n)'", "value\n3\n"),
                ("naru --data <(\(csv)) 'sum(data.n)'", "value\n3\n"),
                ("naru --data csv:<(\(csv)) 'sum(data.n)'", "value\n3\n"),
                ("\(json) | naru --data - 'sum(stdin.n)'", "value\n3\n"),
                ("printf '{\"n\": 1}\\n{\"n\": 2}\\n' | naru --data - 'sum(stdin.n)'", "value\n3\n"),
                ("naru --data - 'count(cities)' < \(book)", "value\n2\n"),
                ("gzip -c \(database) | naru --data - 'count(cities)'", "value\n3\n"),
            ]
            for (line, expected) in lines {
                let outcome = try Tool.shell(line, folder: folder)
                #expect(outcome.output + outcome.errors == expected, "\(line)")
            }
            let twice = try Tool.shell("echo 'count(stdin)' | naru --data -", folder: folder)
            #expect(twice.errors.contains("[E5217]"))
        }
    }

    @Test func filesThatAreNoTablesAreNamed() throws {
        try TemporaryFolder.with { folder in
            for name in ["towns.csv", "notes.hwp", "Thumbs.db", ".DS_Store", "~$towns.xlsx"] {
                try Data("name\nUlsan\n".utf8).write(to: folder.appending(path: name))
            }
            let outcome = try Tool.run(["--data", ".", "count(towns)"], folder: folder)
            #expect(outcome.output == "value\n1\n")
            #expect(outcome.errors.contains("[W3010]") && outcome.errors.contains("notes.hwp"))
            #expect(!outcome.errors.contains("Thumbs") && !outcome.errors.contains("~$"), "\(outcome.errors)")
        }
    }

    @Test(arguments: ["xls", "ods", "numbers", "hwp"])
    func otherProgramsAreTold(_ ending: String) throws {
        try TemporaryFolder.with { folder in
            try Data([1, 0, 2]).write(to: folder.appending(path: "t.\(ending)"))
            let outcome = try Tool.run(["--data", "t.\(ending)", "1"], folder: folder)
            #expect(outcome.status == 5 && outcome.errors.contains("[E5106]") && outcome.errors.contains("xlsx"))
            let korean = try Tool.run(["--lang", "ko", "--data", "t.\(ending)", "1"], folder: folder)
            #expect(korean.errors.contains("저장") || korean.errors.contains("내보내기"), "\(korean.errors)")
        }
    }

    @Test func placesInSheetsAreCells() throws {
        try TemporaryFolder.with { folder in
            let book = Repository.root.appending(path: "Tests/Conformance/data/sheets/several.xlsx")
            try FileManager.default.copyItem(at: book, to: folder.appending(path: "several.xlsx"))
            let schema = "type tie plural ties\n  from \"several.xlsx\" table ties\n  a text\n  b int\n"
            try Data(schema.utf8).write(to: folder.appending(path: "schema.ties"))
            let errors = try Tool.run(["--data", ".", "ties"], folder: folder).errors
            #expect(errors.contains("--> ./several.xlsx, ties!E4"), "\(errors)")
        }
    }

    /// The query would run for hours; it is called off as soon as it writes.
    @Test(arguments: ["csv", "xlsx"], ["INT", "TERM"])
    func aSignalLeavesTheOldFile(_ ending: String, _ signal: String) throws {
        try #require(ending == "csv" || WorkbookTests.hasWriter)
        try TemporaryFolder.with { folder in
            let query = "claims | join b: claims on b.id != id | join c: claims on c.id != b.id | group into n: count()"
            let outcome = try Tool.shell(
                """
                echo old > o.\(ending)
                env --default-signal=\(signal) timeout --preserve-status -s \(signal) 1 naru -o o.\(ending) '\(query)'
                """, folder: folder)
            #expect(outcome.status == (signal == "INT" ? 130 : 143), "\(outcome)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["o.\(ending)"])
            #expect(try String(contentsOf: folder.appending(path: "o.\(ending)"), encoding: .utf8) == "old\n")
        }
    }

    /// Data that cannot be read are a failure, too.
    @Test func unreadableDataLeaveTheOldFile() throws {
        try TemporaryFolder.with { folder in
            try Data("old".utf8).write(to: folder.appending(path: "o.csv"))
            try Data("{".utf8).write(to: folder.appending(path: "d.json"))
            #expect(try Tool.run(["--data", "d.json", "-o", "o.csv", "1"], folder: folder).status != 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["d.json", "o.csv"])
            #expect(try String(contentsOf: folder.appending(path: "o.csv"), encoding: .utf8) == "old")
        }
    }

    @Test func whatIsPackedBeyondMeasureIsRefused() throws {
        try TemporaryFolder.with { folder in
            let outcome = try Tool.shell(
                "yes a,b | head -c 70000000 | gzip > t.csv.gz; naru --data t.csv.gz 'count(rows)'", folder: folder)
            #expect(outcome.status == 5 && outcome.errors.contains("[E5131]"), "\(outcome)")
        }
    }

    @Test func whatStandsBehindAPackedPartIsNoPadding() throws {
        try TemporaryFolder.with { folder in
            let behind = ["cat more.gz", "head -c 512 /dev/zero", "head -c 12 more.gz", "printf xyz"]
            let outcomes = try behind.map { behind in
                try Tool.shell(
                    """
                    printf 'a,b\\n1,2\\n' | gzip > t.csv.gz
                    printf '3,4\\n' | gzip > more.gz
                    \(behind) >> t.csv.gz
                    naru --data t.csv.gz --format value 'count(rows)'
                    """, folder: folder)
            }
            #expect(outcomes.map(\.status) == [0, 0, 5, 5], "\(outcomes)")
            #expect(outcomes.map(\.output) == ["2\n", "1\n", "", ""], "\(outcomes)")
        }
    }
}
