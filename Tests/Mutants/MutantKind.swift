import Foundation
import TestSupport

/// A kind of files: good ones, and what its language is made of.
package struct MutantKind: Sendable {
    /// What of a file is changed besides its bytes.
    enum Form { case plain, archive, database }

    package let name: String
    var form = Form.plain
    let files: [String]
    var words: [String] = []
    package static let all = [
        MutantKind(name: "text", files: texts, words: textWords),
        MutantKind(name: "xlsx", files: workbooks),
        MutantKind(name: "xlsx-parts", form: .archive, files: sheets, words: sheetWords),
        MutantKind(
            name: "json", files: jsons,
            words: [
                "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\uD800", "null", "true", "-", "1e999", "1e-999",
                "-0", "123456789012345678901234567890",
                "\"bindings\"", "\"features\"", "\"data\"", "{\"a\":", "[[",
            ]),
        MutantKind(
            name: "ndjson", files: [data("mutants/rows.ndjson")],
            words: ["{", "}", "[", "]", ":", ",", "\"", "\\", "\n", "\r", "null", "true", "1e999", "{\"a\":", "{}\n"]),
        MutantKind(name: "sqlite", form: .database, files: databases),
        MutantKind(
            name: "graphs", files: ["graphs/ties.graphml", "graphs/ties.gexf"].map(data),
            words: xmlWords
                + ["<node id=\"n1\"/>", "<edge source=\"n1\" target=\"n9\"/>", "<key id=\"d1\"/>", "<data>"]),
        MutantKind(name: "gz", files: ["packed/towns.csv.gz"].map(data)),
        MutantKind(name: "narudb", files: []),
    ]

    private static func data(_ name: String) -> String { "Conformance/data/\(name)" }

    private static let texts: [String] =
        Repository.files(under: "Tests/Conformance/data/own", extension: "csv").map {
            data("own/\($0.lastPathComponent)")
        } + ["own/excel_unicode_text.txt"].map(data)

    private static let textWords = [
        ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "sep=;\n", "\u{FEFF}", "#", "\u{0}", " ", "-", "0",
        "007",
        "1e999", "1,234", "1.234,5", "12%",
        "₩1,000", "1,000억", "1989. 10. 25.", "2019년 5월", "201X", "25/10/1989",
        "99999999999999999999999999999999999999999", "합계", "total", "미상", "#N/A", "true", "id", "name", "-9999-99-99",
    ]
    private static let workbooks = [
        "sheets/ties.xlsx", "sheets/several.xlsx", "writers/libreoffice.xlsx", "mutants/openpyxl.xlsx",
    ].map(data)
    /// Not packed, so that their parts can be changed.
    private static let sheets = ["ties", "several", "openpyxl", "libreoffice"].map { data("mutants/\($0).xlsx") }
    private static let databases = ["odd-database/odd.sqlite", "database/world.sqlite", "bytes-read/bytes.sqlite"].map(
        data)
    private static let jsons = [
        "portal", "own", "nested", "keyed", "lists", "features", "sparql", "seoul",
    ].map { data("envelopes/\($0).json") }
    private static let xmlWords = [
        "<", ">", "/>", "</", "&", "&amp;", "&#0;", "&#x1F600;", "&lol;", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>",
        "<!DOCTYPE a [<!ENTITY b \"bb\">]>", "\"", "<a>", "</a>", "xmlns=\"\"", "0", "-1", "99999999999",
    ]
    private static let sheetWords =
        xmlWords + [
            "r=\"A1\"", "r=\"XFD1048576\"", "r=\"ZZZZ1\"", "s=\"9999\"", "t=\"s\"", "t=\"b\"", "t=\"e\"", "t=\"d\"",
            "t=\"inlineStr\"", "<v>", "</v>", "<v>1e308</v>", "<f>", "<row>", "</row>", "<row r=\"1048576\">", "<c/>",
            "<c><v>1</v></c>", "<mergeCell ref=\"A1:XFD1048576\"/>", "<mergeCell ref=\"A2:A9\"/>", "<si/>", "<t>",
            "_x000D_", "_x0000_", "date1904=\"1\"", "<numFmt numFmtId=\"9\" formatCode=\"yyyy\"/>",
            "worksheets/sheet1.xml",
        ]
}
