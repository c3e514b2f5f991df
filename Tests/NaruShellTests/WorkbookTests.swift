import Foundation
import TestSupport
import Testing

/// Workbooks, read and written, against what openpyxl reads in them.
@Suite struct WorkbookTests {
    private static let script = Repository.root.appending(path: "Tests/Scripts/workbooks.py").path

    /// Python with openpyxl and xlsxwriter, which come from PyPI.
    static let hasPython =
        (try? Tool.shell("python3 -c 'import openpyxl, xlsxwriter'").status) == 0

    static let hasWriter: Bool = {
        let outcome = try? TemporaryFolder.with { try Tool.run(["-o", "x.xlsx", "1"], folder: $0) }
        return outcome?.status == 0
    }()

    @Test(.enabled(if: hasPython, "needs Python with openpyxl and xlsxwriter"))
    func twentyTablesAreWhatOpenpyxlReads() throws {
        try TemporaryFolder.with { folder in
            let made = try Tool.shell("python3 \(Self.script) compare .", folder: folder)
            #expect(made.status == 0, "\(made.errors)")
            for place in 0..<20 {
                let name = "table\(place)"
                let read = try Tool.run(["-q", "--data", "\(name).xlsx", "--format", "json", name], folder: folder)
                let expected = try Tool.run(
                    ["-q", "--data", "\(name).csv", "--format", "json", name], folder: folder)
                #expect(read.status == 0 && read.output == expected.output, "\(name)\n\(read.errors)")
            }
        }
    }

    @Test(.enabled(if: hasWriter, "needs libxlsxwriter"))
    func resultsAreWrittenAsSheets() throws {
        try TemporaryFolder.with { folder in
            let queries = [
                "-c", "agreements | sort id | take 3 | select id, signed, n: count(parties), amount | with sources",
                "-c", "cities | take 2 | select day: date(\"1989-10-25\"), ok: true",
            ]
            let written = try Tool.run(["-o", "o.xlsx", queries[0], queries[1]], folder: folder)
            #expect(written.status == 0 && written.output.isEmpty, "\(written.errors)")
            let names = try Tool.run(["schema", "-q", "--data", "o.xlsx"], folder: folder)
            #expect(names.output.contains("Result") && names.output.contains("Sources"), "\(names.output)")
            let back = try Tool.run(
                ["-q", "--data", "o.xlsx", "--format", "csv", "Result | select id, signed, n"], folder: folder)
            let direct = try Tool.run(
                ["--format", "csv", "agreements | sort id | take 3 | select id, signed, n: count(parties)"])
            #expect(back.output.split(separator: "\n").count == direct.output.split(separator: "\n").count)
        }
    }

    @Test(.enabled(if: hasWriter && hasPython, "needs libxlsxwriter and openpyxl"))
    func cellsHaveTypes() throws {
        try TemporaryFolder.with { folder in
            let query =
                "cities | sort name | take 1 | select day: date(\"1989-10-25\"), part: date(\"1989-10\"), ok: true, n: 12, d: 2.5, t: \"=1+1\", r: 1 / 3, i: 12345678901234567"
            #expect(try Tool.run(["-o", "o.xlsx", query], folder: folder).status == 0)
            let look = """
                import openpyxl
                sheet = openpyxl.load_workbook('o.xlsx').active
                print([(type(c.value).__name__, str(c.value)) for c in sheet[2]], sheet.freeze_panes, sheet['A1'].font.b)
                """
            let seen = try Tool.shell("python3 - <<'E'\n\(look)\nE", folder: folder)
            #expect(
                seen.output
                    == "[('datetime', '1989-10-25 00:00:00'), ('str', '1989-10'), ('bool', 'True'), ('int', '12'), ('float', '2.5'), ('str', '=1+1'), ('float', '0.3333333333333333'), ('str', '12345678901234567')] A2 True\n",
                "\(seen.output)\(seen.errors)")
        }
    }

    @Test(.enabled(if: hasWriter, "needs libxlsxwriter"))
    func failedRunLeavesTheOldWorkbook() throws {
        try TemporaryFolder.with { folder in
            let file = folder.appending(path: "o.xlsx")
            try Data("old".utf8).write(to: file)
            #expect(try Tool.run(["-o", "o.xlsx", "cities | select nmae"], folder: folder).status == 4)
            #expect(try String(contentsOf: file, encoding: .utf8) == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["o.xlsx"])
        }
    }
}
