import NaruSyntax

/// Who is linked with whom. The more links a node has, the larger it is.
struct NetworkChart {
    static let mostNodes = 10_000
    static let mostNames = 400
    /// Links beyond this are one shape, and the pointer finds no rows behind them.
    static let mostLinks = 800

    private let table: FigureTable
    private let columns: NetworkColumns
    private let graph: NetworkGraph
    private let colours: ColourGroups
    /// By node.
    private let nodeColours: [Int]
    private let linkColours: ColourGroups?
    /// By link, where links have colours.
    private let linkColourOf: [Int]
    private var notes: [Message] = []

    init(_ table: FigureTable, _ columns: NetworkColumns) throws(PictureProblem) {
        self.table = table
        self.columns = columns
        let graph = NetworkGraph(table, columns)
        guard graph.nodes.count <= NetworkChart.mostNodes else { throw .tooManyNodes(graph.nodes.count) }
        self.graph = graph
        notes += Notes.without(graph.rowsWithoutEnds, Message("both ends", ko: "양쪽 끝이"))
        if graph.loops > 0 {
            notes.append(
                Message("not drawn, links to itself: \(graph.loops)", ko: "자신에게 이어져 그리지 않음: \(graph.loops)"))
        }
        (colours, nodeColours) = NetworkChart.coloured(graph.nodes.map(\.type), table.language)
        if let kind = columns.kind {
            let found = NetworkChart.coloured(
                graph.links.map { link in link.rows.first.map { table.text($0, kind) } ?? "" }, table.language)
            (linkColours, linkColourOf) = found
        } else {
            (linkColours, linkColourOf) = (nil, [])
        }
    }

    private static func coloured(_ names: [String], _ language: Language) -> (ColourGroups, [Int]) {
        var places: [String: Int] = [:]
        var groups: [String] = []
        var weights: [Double] = []
        let of = names.map { name -> Int in
            if let place = places[name] {
                weights[place] += 1
                return place
            }
            places[name] = groups.count
            groups.append(name)
            weights.append(1)
            return groups.count - 1
        }
        let colours = ColourGroups(groups, weights: weights, language)
        return (colours, of.map { colours.colours[$0] })
    }

    var summary: Message {
        let degrees = graph.degrees
        let counts = Message(
            "A network of \(graph.nodes.count) nodes and \(graph.edges.count) links",
            ko: "관계망, 마디 \(graph.nodes.count)개와 이음 \(graph.edges.count)개")
        guard let most = degrees.indices.max(by: { (degrees[$0], -$0) < (degrees[$1], -$1) }) else {
            return Message(counts.english + ".", ko: counts.korean + ".")
        }
        let name = graph.nodes[most].name
        return Message(
            "\(counts.english); the most linked: \(name), \(degrees[most]).",
            ko: "\(counts.korean). 가장 많이 이어진 것: \(name), \(degrees[most])개.")
    }

    func draw(on sheet: inout Sheet) {
        sheet.notes += notes
        if colours.legend.count > 1 { sheet.addLegend(colours.legend, mark: .mark) }
        if let linkColours, linkColours.legend.count > 1 {
            sheet.addLegend(linkColours.legend, columns.kind.map { table.columns[$0].title }, mark: .stroke)
        }
        guard !graph.nodes.isEmpty else {
            return sheet.addEmptyFrame(Notes.empty(table, Message("both ends", ko: "양쪽 끝")))
        }
        let layout = NetworkLayout(nodes: graph.nodes.count, edges: graph.edges)
        let room = Box(x: sheet.left, y: sheet.y, width: sheet.right - sheet.left, height: sheet.width * 1.1)
        let scale = min(room.width / layout.width, room.height / layout.height, 140)
        // A small picture stands in the middle.
        let left = room.x + (room.width - layout.width * scale) / 2
        let places = layout.places.map { Point(left + $0.x * scale, room.y + $0.y * scale) }
        let frame = Box(x: room.x, y: room.y, width: room.width, height: max(layout.height * scale, 40))
        let degrees = graph.degrees
        let radii = self.radii(degrees, scale)
        drawLinks(places, radii, on: &sheet)
        for node in graph.nodes.indices {
            let mark = Mark.shape(nodeColours[node], at: places[node], radii[node])
            let links = Message("\(degrees[node]) links", ko: "이음 \(degrees[node])개")[table.language]
            sheet.add(.group("\(graph.nodes[node].name)\n\(links)", [mark]))
        }
        addNames(places, radii, degrees, within: frame, on: &sheet)
        sheet.y = frame.maxY
    }

    private func radii(_ degrees: [Int], _ scale: Double) -> [Double] {
        let most = Double(max(degrees.max() ?? 1, 6))
        let count = graph.nodes.count
        let (least, greatest) = count <= 60 ? (5.0, 15.0) : count <= 400 ? (3.5, 10) : (1.6, 6)
        return degrees.map { min(least + (greatest - least) * (Double($0) / most).squareRoot(), max(scale * 0.4, 1.5)) }
    }

    // MARK: Links

    private func drawLinks(_ places: [Point], _ radii: [Double], on sheet: inout Sheet) {
        let heaviest = graph.links.map(\.weight.magnitude).max() ?? 1
        var pieces: [Look: [[Point]]] = [:]
        var looks: [Look] = []
        var arrows: [Shape] = []
        for (place, edge) in graph.edges.enumerated() {
            let link = graph.links[place]
            let look = look(of: place, heaviest)
            let (from, to) = (places[edge.from], places[edge.to])
            var heads: [Shape] = []
            if columns.isDirected {
                heads.append(NetworkChart.arrow(from, to, radii[edge.to]))
                if link.goesBothWays { heads.append(NetworkChart.arrow(to, from, radii[edge.from])) }
            }
            if graph.edges.count <= NetworkChart.mostLinks {
                let shown = columns.shown
                let words = link.rows.prefix(5).map { table.words($0, shown) }.joined(separator: "\n")
                let rest = link.rows.count > 5 ? "\n…" : ""
                sheet.add(.group(words + rest, [.line(from, to, look)] + heads))
            } else {
                if pieces[look] == nil { looks.append(look) }
                pieces[look, default: []].append([from, to])
                arrows += heads
            }
        }
        for look in looks {
            // In several shapes, so that it shows where many links lie on each other.
            let lines = pieces[look] ?? []
            for start in stride(from: 0, to: lines.count, by: 100) {
                sheet.add(.lines(Array(lines[start..<min(start + 100, lines.count)]), look))
            }
        }
        sheet.add(arrows)
    }

    /// Strong links are thick, many links fine.
    private func look(of link: Int, _ heaviest: Double) -> Look {
        if !linkColourOf.isEmpty { return .stroke(linkColourOf[link]) }
        guard columns.number != nil, heaviest > 0 else {
            return .edge(graph.edges.count > NetworkChart.mostLinks ? 0 : 1)
        }
        return .edge(1 + Int(within: min(graph.links[link].weight.magnitude / heaviest, 1) * 3.99))
    }

    /// Its point touches the node that the link leads to.
    private static func arrow(_ from: Point, _ to: Point, _ radius: Double) -> Shape {
        let (x, y) = (to.x - from.x, to.y - from.y)
        let length = max((x * x + y * y).squareRoot(), 1e-9)
        let (dx, dy) = (x / length, y / length)
        let tip = Point(to.x - dx * (radius + 1), to.y - dy * (radius + 1))
        let back = Point(tip.x - dx * 7, tip.y - dy * 7)
        return .area([tip, Point(back.x - dy * 3, back.y + dx * 3), Point(back.x + dy * 3, back.y - dx * 3)], .arrow)
    }

    // MARK: Names

    /// The most linked nodes have theirs first; a name covers no other and no node.
    private func addNames(
        _ places: [Point], _ radii: [Double], _ degrees: [Int], within frame: Box, on sheet: inout Sheet
    ) {
        var placing = LabelPlacing(within: frame)
        let order = places.indices.sorted { (-degrees[$0], $0) < (-degrees[$1], $1) }
        // Where nodes lie close, names stand over them, but not over those that have one.
        let isDense = graph.nodes.count > NetworkChart.mostNames
        let named = order.prefix(isDense ? 60 : NetworkChart.mostNames)
        for node in named { placing.keepFree(around: places[node], radii[node] * 0.8) }
        if graph.edges.count <= NetworkChart.mostLinks {
            for edge in graph.edges { placing.avoid(places[edge.from], places[edge.to]) }
        }
        var shown = 0
        for node in named {
            let name = TextMeasure.shortened(graph.nodes[node].name, to: 150, .mark)
            guard let label = placing.label(name, at: places[node], radii[node]) else { continue }
            sheet.add(.text(label))
            shown += 1
        }
        let left = graph.nodes.count - shown
        if left > 0 {
            sheet.notes.append(Message("\(left) names left out for want of room", ko: "자리가 없어 쓰지 않은 이름 \(left)개"))
        }
    }
}
