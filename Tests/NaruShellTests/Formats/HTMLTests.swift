import Foundation
import Naru
import NaruEngine
import NaruShell
import NaruSyntax
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What a page gets: well-formed, with nothing of the data taken for a tag.
@Suite struct HTMLTests {
    private static let hostile = [
        "<script>alert('1')</script>", "a & b &amp; \"c\"", "</td></tr></table>", "]]>", "two\r\nlines\u{2028}three",
        "\u{0}\u{1B}[2J\u{202E}",
    ]

    @Test(arguments: Language.allCases) func isWellFormedAndKeepsEveryText(_ language: Language) throws {
        var options = FormatOptions()
        options.language = language
        let rows = HTMLTests.hostile.map { [NaruEngine.Value.text($0)] }
        let text = written([OutputColumn(name: "<b>&'", type: "text")], rows, options)
        let reader = CellReader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(text)")
        #expect(reader.heads == ["<b>&' text"])
        #expect(reader.attributes["table"] == ["class": "naru", "lang": language.rawValue])
        let expected = [
            "<script>alert('1')</script>", "a & b &amp; \"c\"", "</td></tr></table>", "]]>", "two|lines|three",
            "\\u{0}\\u{1b}[2J\\u{202e}",
        ]
        #expect(reader.cells == expected)
    }

    /// A screen reader has to know when the language changes.
    @Test func textsOfAnotherLanguageSaySo() {
        var options = FormatOptions()
        options.isQuiet = true
        let korean = NaruEngine.Value.localized([LocalizedText(language: "ko", text: "시흥시")])
        let rows = [[korean], [SampleResult.siheung], [SampleResult.entity("x", korean)]]
        let text = written([OutputColumn(name: "city", type: "city")], rows, options)
        let cells = text.split(separator: "\n").filter { $0.hasPrefix("<tr><td") }
        #expect(
            cells == [
                "<tr><td lang=\"ko\">시흥시</td></tr>", "<tr><td>Siheung</td></tr>", "<tr><td lang=\"ko\">시흥시</td></tr>",
            ])
        #expect(!text.contains("<tfoot>"))
    }

    private func written(_ columns: [OutputColumn], _ rows: [[NaruEngine.Value]], _ options: FormatOptions) -> String {
        var writer = OutputFormat.html.writer(columns, options)
        var text = ""
        writer.begin(&text)
        writer.write(rows[...], &text)
        writer.end(ResultEnd(rows: rows.count, shown: rows.count, stages: []), &text)
        return text
    }
}

/// The texts of the cells, with `|` for a line break.
private final class CellReader: NSObject, XMLParserDelegate {
    var heads: [String] = []
    var cells: [String] = []
    var attributes: [String: [String: String]] = [:]
    private var text = ""
    private var isBody = false

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        self.attributes[name] = attributes
        if name == "tbody" { isBody = true }
        if name == "td" || name == "th" { text = "" }
        if name == "br" { text += "|" }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        switch name {
        case "th": heads.append(text)
        case "td" where isBody: cells.append(text)
        case "tbody": isBody = false
        default: break
        }
    }
}
