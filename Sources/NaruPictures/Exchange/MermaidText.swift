import NaruSyntax

/// Mermaid, as Markdown readers draw it.
enum MermaidText {
    /// More than these no reader of a page could tell apart, and some refuse.
    static let most = 200

    static func text(_ graph: ExchangeGraph) -> String {
        var text = "graph LR\n"
        for (place, node) in graph.nodes.enumerated() { text += "  n\(place)[\"\(escaped(node.name))\"]\n" }
        let arrow = graph.isDirected ? "-->" : "---"
        for edge in graph.edges {
            let words = graph.columns.compactMap { $0.cells[edge.row]?.text }.joined(separator: ", ")
            text += "  n\(edge.from) \(arrow)" + (words.isEmpty ? "" : "|\"\(escaped(words))\"|") + " n\(edge.to)\n"
        }
        return text
    }

    /// By time, what happened at one time side by side.
    static func text(_ table: FigureTable, _ columns: TimelineColumns, title: String?) -> String {
        var text = "timeline\n"
        if let title { text += "  title \(escaped(title))\n" }
        let rows = table.rows.indices.compactMap { row in table.time(row, columns.time).map { (row, $0) } }
            .sorted { ($0.1.first, $0.1.last, $0.0) < ($1.1.first, $1.1.last, $1.0) }
        var last: String?
        for (row, _) in rows {
            let time = table.text(row, columns.time)
            text +=
                time == last
                ? "    : \(escaped(table.text(row, columns.name)))\n"
                : "  \(escaped(time)) : \(escaped(table.text(row, columns.name)))\n"
            last = time
        }
        return text
    }

    /// Signs that mean something to Mermaid, or to the page around it.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "#", ":", ";", "<", ">", "&", "|", "[", "]", "{", "}", "(", ")", "`", "\\", "%":
                result += "#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{7F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
