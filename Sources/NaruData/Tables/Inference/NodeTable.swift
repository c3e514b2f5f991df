import NaruEngine
import NaruSyntax

/// The values of two columns as a table of their own: the nodes of a graph whose
/// edges are the rows.
struct NodeTable {
    static let name = "node"
    static let plural = "nodes"
    static let outgoing = "outgoing"
    static let incoming = "incoming"
    static let partners = "partners"

    /// In the order in which they first stand in the rows.
    static func file(of edges: TableFile, columns: [Int], absents: [String]) -> TableFile {
        let (seen, absents) = (TextInterner(), AbsentTexts(absents))
        var numbers: Set<Int32> = []
        var text: [UInt8] = []
        let width = edges.width
        _ = TableBlocks.forEach(of: edges) { block, rows, _, bytes in
            for row in 0..<rows {
                for column in columns where block[row * width + column].count > 0 {
                    edges.withText(of: block[row * width + column], bytes) { value in
                        guard !absents.contains(value) else { return }
                        let count = seen.distinctCount
                        let code = seen.intern(value)
                        guard code < 0 ? numbers.insert(code).inserted : seen.distinctCount > count else { return }
                        append(value, to: &text)
                    }
                }
            }
        }
        return TableFile(
            values: SourceText(name: edges.source.name + "#" + name, utf8: text),
            columns: [DeclaredName(text: "name", span: Span(0, 0))])
    }

    /// A line of its own.
    private static func append(_ value: Bytes, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "["))
        JSONTokens.append(quoted: value, to: &text)
        text += [UInt8(ascii: "]"), .newline]
    }

    /// The definition of the nodes on the other ends.
    static func prelude(from: String, to: String, named name: String = "edges") -> SourceText {
        let (from, to) = (SchemaNotation.name(from), SchemaNotation.name(to))
        return SourceText(
            name: name, text: "let \(Self.name).\(partners) = \(outgoing).\(to) union \(incoming).\(from)\n")
    }

    /// The places of the columns of these names; nil after a report.
    static func places(_ names: [String], in file: TableFile) -> [Int]? {
        let places = names.compactMap { name in file.columns.firstIndex { $0.text == name } }
        return places.count == 2 && places.count == names.count ? places : nil
    }
}
