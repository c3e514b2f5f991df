import NaruSyntax

/// GraphML, as NetworkX, Gephi, yEd and igraph read it.
enum GraphMLText {
    static func text(_ graph: ExchangeGraph, title: String) -> String {
        var xml = ExchangeMarkup()
        xml.begin("graphml", [("xmlns", "http://graphml.graphdrawing.org/xmlns")])
        let label = ExchangeColumn(name: "label", kind: .text, cells: graph.nodes.map { .text($0.name) })
        let nodeColumns = [label] + graph.nodeColumns
        declare(nodeColumns, "node", "n", &xml)
        declare(graph.columns, "edge", "e", &xml)
        xml.begin("graph", [("id", title), ("edgedefault", graph.isDirected ? "directed" : "undirected")])
        if let words = graph.remark { xml.leaf("desc", [], words) }
        for (place, node) in graph.nodes.enumerated().whileAllowed {
            xml.begin("node", [("id", node.id)])
            data(nodeColumns, "n", place, &xml)
            xml.end()
        }
        for (place, edge) in graph.edges.enumerated().whileAllowed {
            xml.begin("edge", [("id", "e\(place)")] + graph.ends(edge))
            data(graph.columns, "e", edge.row, &xml)
            xml.end()
        }
        xml.end()
        xml.end()
        return xml.text
    }

    private static func declare(
        _ columns: [ExchangeColumn], _ what: String, _ prefix: String, _ xml: inout ExchangeMarkup
    ) {
        for (place, column) in columns.enumerated() {
            xml.leaf(
                "key",
                [
                    ("id", "\(prefix)\(place)"), ("for", what), ("attr.name", column.name),
                    ("attr.type", column.kind.inGraphs),
                ])
        }
    }

    private static func data(
        _ columns: [ExchangeColumn], _ prefix: String, _ row: Int, _ xml: inout ExchangeMarkup
    ) {
        for (place, column) in columns.enumerated() {
            if let cell = column.cells[row] { xml.leaf("data", [("key", "\(prefix)\(place)")], cell.text) }
        }
    }
}

/// GEXF 1.3, as Gephi and NetworkX read it.
enum GEXFText {
    static func text(_ graph: ExchangeGraph, title: String) -> String {
        var xml = ExchangeMarkup()
        xml.begin("gexf", [("xmlns", "http://gexf.net/1.3"), ("version", "1.3")])
        xml.begin("meta")
        xml.leaf("creator", [], "Naru")
        xml.leaf("description", [], [title, graph.remark].compactMap { $0 }.joined(separator: "; "))
        xml.end()
        let mode = graph.hasTimes ? [("mode", "dynamic"), ("timeformat", "date")] : [("mode", "static")]
        xml.begin("graph", [("defaultedgetype", graph.isDirected ? "directed" : "undirected")] + mode)
        let nodeColumns = graph.nodeColumns
        declare(nodeColumns, "node", "n", &xml)
        declare(graph.columns, "edge", "e", &xml)
        xml.begin("nodes")
        for (place, node) in graph.nodes.enumerated().whileAllowed {
            xml.begin("node", [("id", node.id), ("label", node.name)])
            values(nodeColumns, "n", place, &xml)
            xml.end()
        }
        xml.end()
        xml.begin("edges")
        for (place, edge) in graph.edges.enumerated().whileAllowed {
            xml.begin("edge", [("id", "\(place)")] + graph.ends(edge))
            values(graph.columns, "e", edge.row, &xml)
            spells(graph.times[edge.row], &xml)
            xml.end()
        }
        xml.end()
        xml.end()
        xml.end()
        return xml.text
    }

    private static func declare(
        _ columns: [ExchangeColumn], _ what: String, _ prefix: String, _ xml: inout ExchangeMarkup
    ) {
        guard !columns.isEmpty else { return }
        xml.begin("attributes", [("class", what)])
        for (place, column) in columns.enumerated() {
            xml.leaf(
                "attribute", [("id", "\(prefix)\(place)"), ("title", column.name), ("type", column.kind.inGraphs)])
        }
        xml.end()
    }

    private static func values(
        _ columns: [ExchangeColumn], _ prefix: String, _ row: Int, _ xml: inout ExchangeMarkup
    ) {
        let cells = columns.enumerated().compactMap { place, column in column.cells[row].map { (place, $0) } }
        guard !cells.isEmpty else { return }
        xml.begin("attvalues")
        for (place, cell) in cells { xml.leaf("attvalue", [("for", "\(prefix)\(place)"), ("value", cell.text)]) }
        xml.end()
    }

    private static func spells(_ time: TimeMark?, _ xml: inout ExchangeMarkup) {
        guard let days = time?.days else { return }
        xml.begin("spells")
        xml.leaf("spell", [days.first.map { ("start", $0) }, days.last.map { ("end", $0) }].compactMap { $0 })
        xml.end()
    }
}

/// DOT, as Graphviz reads it.
enum DOTText {
    /// Beyond these, Graphviz finds places itself.
    static let mostPlaced = 10_000

    static func text(_ graph: ExchangeGraph, title: String) -> String {
        var text = (graph.isDirected ? "digraph " : "graph ") + quoted(title) + " {\n"
        if let words = graph.remark { text += "  // " + words + "\n" }
        let places = DOTText.places(graph)
        let nodeColumns = graph.nodeColumns
        for (place, node) in graph.nodes.enumerated().whileAllowed {
            var attributes = [("label", node.name)]
            if let places {
                attributes.append(("pos", "\(Digits.text(places[place].x)),\(Digits.text(places[place].y))"))
            }
            text += "  \(quoted(node.id)) [\(list(attributes + told(nodeColumns, place)))];\n"
        }
        let arrow = graph.isDirected ? "->" : "--"
        for edge in graph.edges.whileAllowed {
            let told = told(graph.columns, edge.row)
            let ends = "\(quoted(graph.nodes[edge.from].id)) \(arrow) \(quoted(graph.nodes[edge.to].id))"
            text += "  " + ends + (told.isEmpty ? "" : " [\(list(told))]") + ";\n"
        }
        return text + "}\n"
    }

    /// In points, as `neato -n` takes them; upwards.
    private static func places(_ graph: ExchangeGraph) -> [Point]? {
        guard graph.nodes.count <= mostPlaced else { return nil }
        var known: Set<NetworkGraph.Edge> = []
        let edges = graph.edges.filter { $0.from != $0.to }
            .map { NetworkGraph.Edge(from: min($0.from, $0.to), to: max($0.from, $0.to)) }
            .filter { known.insert($0).inserted }
        let layout = NetworkLayout(nodes: graph.nodes.count, edges: edges)
        return layout.places.map { Point($0.x * 100, (layout.height - $0.y) * 100) }
    }

    private static func told(_ columns: [ExchangeColumn], _ row: Int) -> [(String, String)] {
        columns.compactMap { column in
            column.cells[row].map { (meanings.contains(column.name) ? column.name + "_" : column.name, $0.text) }
        }
    }

    /// Names that Graphviz draws by; a column of such a name is told under another.
    private static let meanings: Set<String> = [
        "arrowhead", "arrowsize", "arrowtail", "class", "color", "colorscheme", "comment", "constraint", "decorate",
        "dir", "edgeURL", "edgehref", "fillcolor", "fixedsize", "fontcolor", "fontname", "fontsize", "group",
        "head_lp", "headURL", "headclip", "headhref", "headlabel", "headport", "height", "href", "id", "image",
        "label", "layer", "len", "lhead", "lp", "ltail", "margin", "minlen", "nojustify", "ordering", "orientation",
        "penwidth", "peripheries", "pin", "pos", "rank", "regular", "root", "samehead", "sametail", "shape",
        "shapefile", "showboxes", "sides", "skew", "sortv", "style", "tailURL", "tailclip", "tailhref", "taillabel",
        "tailport", "target", "tooltip", "URL", "vertices", "weight", "width", "xlabel", "xlp", "z",
    ]

    private static func list(_ attributes: [(String, String)]) -> String {
        attributes.map { "\(quoted($0))=\(quoted($1))" }.joined(separator: ", ")
    }

    /// A backslash that Graphviz would take for an escape is doubled, and so
    /// stays what it is in labels.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n", "\r": result += "\\n"
            case "\u{0}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension ExchangeColumn.Kind {
    /// As GraphML and GEXF both call it.
    fileprivate var inGraphs: String {
        switch self {
        case .truth: "boolean"
        case .integer: "long"
        case .number: "double"
        case .text: "string"
        }
    }
}

extension ExchangeGraph {
    /// As GraphML and GEXF both write them.
    fileprivate func ends(_ edge: Edge) -> [(String, String)] {
        [("source", nodes[edge.from].id), ("target", nodes[edge.to].id)]
    }

    /// What a reader of the file should know that is not in it.
    var remark: String? {
        rowsWithoutEnds == 0 ? nil : "rows without both ends: \(rowsWithoutEnds)"
    }
}
