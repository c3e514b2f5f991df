import Mutants
import TestSupport

/// A table that is known cell by cell, written as each kind of file.
struct KnownTable {
    /// A name, a remark and a number; the name has a word that no other has.
    var rows: [(name: String, remark: String, number: Int)] = []

    init(_ count: Int, _ random: inout RandomSource) {
        let remarks = ["", "울산", "a,b", "say \"x\"", "두 줄\n글", "<&>", "tab\there", "semi;colon", "back\\slash"]
        for row in 0..<count {
            rows.append((name: "cell\(row)x", remark: random.pick(remarks), number: random.below(100_000)))
        }
    }

    /// What happens to tables: rows come twice, go, or stand elsewhere.
    mutating func change(_ random: inout RandomSource) {
        let place = random.below(rows.count)
        switch random.below(3) {
        case 0 where rows.count > 3: rows.remove(at: place)
        case 1: rows.insert(rows[place], at: random.below(rows.count))
        default: rows.swapAt(place, random.below(rows.count))
        }
    }

    // MARK: - Texts

    func separated(by separator: String, newline: String, quotesAll: Bool) -> String {
        func cell(_ text: String) -> String {
            let needsQuotes = quotesAll || text.contains { "\"\n\r\\".contains($0) } || text.contains(separator)
            return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
        let lines = [["name", "remark", "number"]] + rows.map { [$0.name, $0.remark, String($0.number)] }
        return lines.map { $0.map(cell).joined(separator: separator) + newline }.joined()
    }

    /// Tabs cannot be written so.
    var tabs: String {
        let lines = rows.map { row in
            let remark = row.remark.replacing("\t", with: " ").replacing("\n", with: " ")
            return "\(row.name)\t\(remark)\t\(row.number)"
        }
        return (["name\tremark\tnumber"] + lines).joined(separator: "\n")
    }

    private static func json(_ text: String) -> String {
        let escapes = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t"]
        return "\"" + text.map { escapes[String($0)] ?? String($0) }.joined() + "\""
    }

    var objects: [String] {
        rows.map { "{\"name\":\(Self.json($0.name)), \"remark\" : \(Self.json($0.remark)),\"number\":\($0.number)}" }
    }

    var graphML: String {
        let nodes = rows.enumerated().map { place, row in
            "<node id=\"n\(place)\"><data key=\"a\">\(row.name)</data>"
                + "<data key=\"b\">\(Self.xml(row.remark))</data></node>"
        }
        return "<graphml><key id=\"a\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>"
            + "<key id=\"b\" for=\"node\" attr.name=\"remark\" attr.type=\"string\"/>"
            + "<graph>\(nodes.joined())</graph></graphml>"
    }

    // MARK: - Workbooks

    /// How programs differ in what they write.
    struct SheetStyle {
        var prefix = ""
        var sharesTexts = false
        var namesPlaces = true

        func element(_ name: String, _ content: String, _ attributes: String = "", isRoot: Bool = true) -> String {
            let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            let root = isRoot ? " xmlns\(prefix.isEmpty ? "" : ":" + prefix.dropLast())=\"\(space)\"" : ""
            return "<\(prefix)\(name)\(root)\(attributes)>\(content)</\(prefix)\(name)>"
        }
    }

    private struct Sheet {
        enum Cell { case text(String), number(Int) }

        let style: SheetStyle
        var rows = ""
        var shared: [String] = []

        mutating func add(_ cells: [Cell], row: Int) {
            var content = ""
            for (column, cell) in cells.enumerated() {
                content += self.cell(cell, style.namesPlaces ? " r=\"\(["A", "B", "C"][column])\(row)\"" : "")
            }
            rows += style.element("row", content, style.namesPlaces ? " r=\"\(row)\"" : "", isRoot: false)
        }

        private mutating func cell(_ cell: Cell, _ place: String) -> String {
            func element(_ name: String, _ content: String, _ attributes: String = "") -> String {
                style.element(name, content, attributes, isRoot: false)
            }
            switch cell {
            case .number(let number): return element("c", element("v", String(number)), place)
            case .text(let text) where style.sharesTexts:
                shared.append(element("si", element("t", KnownTable.xml(text), " xml:space=\"preserve\"")))
                return element("c", element("v", String(shared.count - 1)), place + " t=\"s\"")
            case .text(let text):
                return element("c", element("is", element("t", KnownTable.xml(text))), place + " t=\"inlineStr\"")
            }
        }
    }

    private static func xml(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    func workbook(_ style: SheetStyle) -> [UInt8] {
        var sheet = Sheet(style: style)
        let lines =
            [["name", "remark", "number"].map(Sheet.Cell.text)]
            + rows.map {
                [.text($0.name), .text($0.remark), .number($0.number)]
            }
        for (place, line) in lines.enumerated() { sheet.add(line, row: place + 1) }
        let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func relations(_ list: [(String, String)]) -> String {
            let each = list.enumerated().map {
                "<Relationship Id=\"r\($0)\" Type=\"\(kinds)/\($1.0)\" Target=\"\($1.1)\"/>"
            }
            return "<Relationships>" + each.joined() + "</Relationships>"
        }
        let sheets = [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")]
        let entry = "<\(style.prefix)sheet name=\"S\" sheetId=\"1\" xmlns:q=\"\(kinds)\" q:id=\"r0\"/>"
        return StoredZip(parts: [
            ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            ("xl/_rels/workbook.xml.rels", relations(sheets)),
            ("xl/workbook.xml", style.element("workbook", style.element("sheets", entry, isRoot: false))),
            (
                "xl/worksheets/sheet1.xml",
                style.element("worksheet", style.element("sheetData", sheet.rows, isRoot: false))
            ),
            ("xl/sharedStrings.xml", style.element("sst", sheet.shared.joined())),
        ]).bytes
    }

    /// Its files in all kinds, with their endings.
    func files(_ random: inout RandomSource) -> [(ending: String, bytes: [UInt8])] {
        let style = SheetStyle(
            prefix: random.pick(["", "x:"]), sharesTexts: random.chance(50), namesPlaces: random.chance(50))
        let csv = separated(
            by: random.pick([",", ";", "|", "\t"]), newline: random.pick(["\n", "\r\n"]), quotesAll: random.chance(50))
        let wide: [UInt8] = [0xFF, 0xFE] + csv.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return [
            ("csv", Array(csv.utf8)), ("csv", wide), ("tsv", Array(tabs.utf8)),
            ("ndjson", Array((objects.joined(separator: "\n") + "\n").utf8)),
            ("json", Array("{\"page\": 1, \"data\": [\(objects.joined(separator: ", "))]}".utf8)),
            ("xlsx", workbook(style)), ("graphml", Array(graphML.utf8)),
        ]
    }
}
