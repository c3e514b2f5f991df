import Naru
import NaruEngine
import NaruSyntax

/// Writes rows with two ends as GraphML: an edge a row or a step of a path, with
/// the other columns as its attributes, and a node for each different end.
///
/// Values are written as CSV has them. A row that lacks an end has no edge; how
/// many do is told in the graph's description.
struct GraphMLText {
    private let columns: [FigureColumn]
    private let network: NetworkColumns
    /// Columns that are no ends.
    private let attributes: [Int]
    private let plain: PlainText
    private var nodes = ""
    private var edges = ""
    private var known: Set<String> = []
    private var rowsWithoutEnds = 0

    static func text(
        _ columns: [FigureColumn], _ network: NetworkColumns, _ rows: [[NaruEngine.Value]], _ language: Language
    ) -> String {
        var writer = GraphMLText(columns, network, language)
        for (number, row) in rows.enumerated() {
            // Whoever asked hears of the limit; what is written is not shown.
            if number & 255 == 255, Allowance.isSpent { break }
            writer.add(row)
        }
        return writer.document
    }

    private init(_ columns: [FigureColumn], _ network: NetworkColumns, _ language: Language) {
        self.columns = columns
        self.network = network
        plain = PlainText(language: language.rawValue)
        let ends =
            switch network.ends {
            case .columns(let from, let to): [from, to]
            case .path(let column): [column]
            }
        attributes = columns.indices.filter { !ends.contains($0) }
    }

    private mutating func add(_ row: [NaruEngine.Value]) {
        let (steps, isWhole) = steps(of: row)
        let ids = steps.map { node($0) }
        if !isWhole { rowsWithoutEnds += 1 }
        for (from, to) in zip(ids, ids.dropFirst()) {
            edges += "<edge source=\"\(from)\" target=\"\(to)\">"
            for place in attributes { edges += data("e\(place)", plain.text(row[place])) }
            edges += "</edge>\n"
        }
    }

    /// The ends that are there, and whether none is missing.
    private func steps(of row: [NaruEngine.Value]) -> ([NaruEngine.Value], Bool) {
        switch network.ends {
        case .columns(let from, let to):
            let ends = [row[from], row[to]].filter { $0 != .absent }
            return (ends, ends.count == 2)
        case .path(let column):
            guard case .list(let items) = row[column] else { return ([], false) }
            return (items, !items.isEmpty)
        }
    }

    /// The identifier of a node, which is written when it is first seen.
    private mutating func node(_ value: NaruEngine.Value) -> String {
        var type = "text"
        let label = plain.text(value) ?? ""
        var name = label
        if case .entity(let entity) = value {
            type = entity.type
            name = entity.id
        }
        let id = MarkupText.exact("\(type):\(name)")
        if known.insert(id).inserted {
            nodes += "<node id=\"\(id)\">\(data("label", label))\(data("type", type))</node>\n"
        }
        return id
    }

    /// An absent value is left out.
    private func data(_ key: String, _ text: String?) -> String {
        text.map { "<data key=\"\(key)\">\(MarkupText.exact($0))</data>" } ?? ""
    }

    private var document: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        for key in ["label", "type"] { text += declaration(key, "node", key, "string") }
        for place in attributes {
            text += declaration("e\(place)", "edge", columns[place].name, columns[place].graphMLType)
        }
        text += "<graph edgedefault=\"\(network.isDirected ? "directed" : "undirected")\">\n"
        if rowsWithoutEnds > 0 { text += "<desc>rows without an edge: \(rowsWithoutEnds)</desc>\n" }
        return text + nodes + edges + "</graph>\n</graphml>\n"
    }

    private func declaration(_ id: String, _ owner: String, _ name: String, _ type: String) -> String {
        "<key id=\"\(id)\" for=\"\(owner)\" attr.name=\"\(MarkupText.exact(name))\" attr.type=\"\(type)\"/>\n"
    }
}

extension FigureColumn {
    fileprivate var graphMLType: String {
        switch type {
        case "int": "long"
        case "decimal", "float": "double"
        case "bool": "boolean"
        default: "string"
        }
    }
}
