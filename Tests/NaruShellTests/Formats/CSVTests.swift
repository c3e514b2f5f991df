import NaruEngine
import NaruShell
import Testing

/// RFC 4180, and how absent values differ from empty texts.
@Suite struct CSVTests {
    @Test(arguments: [
        (Value.absent, ""), (.text(""), "\"\""), (.text("a,b"), "\"a,b\""), (.text("say \"hi\""), "\"say \"\"hi\"\"\""),
        (.text("two\nlines"), "\"two\nlines\""), (.text("two\r\nlines"), "\"two\r\nlines\""),
        (.text(" kept "), " kept "),
        (.bool(false), "false"), (.list([]), ""),
    ])
    func cell(_ value: Value, _ expected: String) {
        #expect(row([value], FormatOptions()) == expected + "\n")
    }

    @Test func textThatEqualsTheWordForAbsentIsQuoted() {
        var options = FormatOptions()
        options.absent = "NULL"
        #expect(row([.absent, .text("NULL"), .text("")], options) == "NULL,\"NULL\",\"\"\n")
    }

    private func row(_ values: [Value], _ options: FormatOptions) -> String {
        var writer = OutputFormat.csv.writer([], options)
        var text = ""
        writer.write([values], &text)
        return text
    }
}
