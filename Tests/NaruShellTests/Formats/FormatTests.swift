import Foundation
import Naru
import NaruEngine
import NaruShell
import NaruSyntax
import TestSupport
import Testing

/// Every format as a golden file, in both languages.
@Suite struct FormatTests {
    @Test(arguments: OutputFormat.allCases, Language.allCases)
    func everyValue(_ format: OutputFormat, _ language: Language) {
        var options = FormatOptions()
        options.language = language
        Golden.expect(written(format, options), in: "formats/\(format).\(language.rawValue).txt")
    }

    @Test func boxFitsItsWidth() {
        var options = FormatOptions()
        options.width = 80
        let text = written(.box, options)
        Golden.expect(text, in: "formats/box.narrow.txt")
        let table = text.split(separator: "\n").filter { "┌│├└".contains($0.prefix(1)) }
        #expect(table.allSatisfy { DisplayWidth.of($0) <= 80 })
        #expect(Set(table.map { DisplayWidth.of($0) }).count == 1)
    }

    @Test func boxWithColours() {
        var options = FormatOptions()
        options.usesColor = true
        Golden.expect(written(.box, options, columns: 2), in: "formats/box.color.txt")
    }

    @Test func oneWideRowTurnsVertical() {
        var options = FormatOptions()
        options.width = 40
        Golden.expect(written(.box, options, rows: 1), in: "formats/box.vertical.txt")
    }

    private func stage(_ text: String, input: Int, output: Int, unknown: Int) -> QueryResult.StageCount {
        QueryResult.StageCount(
            text, NaruEngine.StageCount(span: Span(0, 0), input: input, output: output, unknown: unknown))
    }

    @Test(arguments: [OutputFormat.box, .table, .line, .markdown])
    func emptyResultTellsItsStages(_ format: OutputFormat) {
        let stages = [
            stage("agreements", input: 0, output: 10, unknown: 0),
            stage("where signed in @2031", input: 10, output: 2, unknown: 3),
            stage("where kind = .sister", input: 2, output: 0, unknown: 0),
        ]
        let end = ResultEnd(rows: 0, shown: 0, stages: stages)
        let english = written(format, FormatOptions(), rows: 0, end: end)
        var korean = FormatOptions()
        korean.language = .korean
        Golden.expect(english + written(format, korean, rows: 0, end: end), in: "formats/empty.\(format).txt")
    }

    @Test func withoutHeaderAndWithAWordForAbsent() {
        var options = FormatOptions()
        options.showsHeader = false
        options.absent = "NA"
        let all = OutputFormat.allCases.map { "\($0)\n\(written($0, options, columns: 5))" }
        Golden.expect(all.joined(separator: "\n"), in: "formats/options.txt")
    }

    @Test(arguments: Language.allCases)
    func jsonIsValid(_ language: Language) throws {
        var options = FormatOptions()
        options.language = language
        let array = try JSONSerialization.jsonObject(with: Data(written(.json, options).utf8)) as? [Any]
        #expect(array?.count == SampleResult.rows.count)
        for line in written(.ndjson, options).split(separator: "\n") {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
    }

    /// Written in two batches, as results come.
    private func written(
        _ format: OutputFormat, _ options: FormatOptions, columns: Int = 8, rows: Int = 4, end: ResultEnd? = nil
    ) -> String {
        let kept = SampleResult.rows.prefix(rows).map { Array($0.prefix(columns)) }
        var writer = format.writer(Array(SampleResult.columns.prefix(columns)), options)
        var text = ""
        writer.begin(&text)
        writer.write(kept.prefix(1), &text)
        writer.write(kept.dropFirst(), &text)
        let unknown = stage("agreements", input: 0, output: 9, unknown: 6)
        writer.end(end ?? ResultEnd(rows: rows, shown: rows, stages: [unknown]), &text)
        return text
    }
}
