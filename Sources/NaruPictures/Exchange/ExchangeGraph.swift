import Naru
import NaruEngine
import NaruSyntax

/// A result as nodes and edges: an edge for each of its rows, or for each step
/// of its paths.
struct ExchangeGraph: Sendable {
    struct Node: Sendable {
        let key: EntityKey?
        let name: String
        var id = ""
        var facts = EntityFacts()
    }

    struct Edge: Sendable {
        let from: Int
        let to: Int
        let row: Int
    }

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    private(set) var rowsWithoutEnds = 0
    let isDirected: Bool
    /// What is told of edges.
    let columns: [ExchangeColumn]
    /// When each row's edge was.
    let times: [TimeMark?]
    private var numbers: [String: Int] = [:]

    init(_ table: FigureTable, _ network: NetworkColumns, _ lookup: EntityLookup?) throws(NaruError) {
        isDirected = network.isDirected
        let plain = PlainText(language: table.language.rawValue)
        var hidden: Set<Int> = []
        switch network.ends {
        case .columns(let from, let to): hidden = [from, to]
        case .path(let column): hidden = [column]
        }
        columns = ExchangeColumn.all(of: table, but: hidden)
        let time = table.columns.indices.first { table.columns[$0].isTime }
        times = table.rows.indices.map { row in time.flatMap { table.time(row, $0) } }
        for row in table.rows.indices {
            let values: [NaruEngine.Value]
            switch network.ends {
            case .columns(let from, let to): values = [table.rows[row][from], table.rows[row][to]]
            case .path(let column):
                if case .list(let items) = table.rows[row][column] { values = items } else { values = [] }
            }
            // An end alone is a node without edges.
            let places = values.map { value in plain.text(value).map { node(value, $0) } }
            if places.isEmpty || places.contains(nil) { rowsWithoutEnds += 1 }
            for case (let from?, let to?) in zip(places, places.dropFirst()) {
                edges.append(Edge(from: from, to: to, row: row))
            }
        }
        nameApart()
        if let lookup {
            let facts = try lookup.facts(of: Set(nodes.compactMap(\.key)))
            for node in nodes.indices { nodes[node].facts = nodes[node].key.flatMap { facts[$0] } ?? EntityFacts() }
        }
    }

    private mutating func node(_ value: NaruEngine.Value, _ name: String) -> Int {
        var (key, identity): (EntityKey?, String) = (nil, name)
        if case .entity(let entity) = value {
            key = EntityKey(entity)
            identity = entity.type + "\u{0}" + entity.id
        }
        if let known = numbers[identity] { return known }
        numbers[identity] = nodes.count
        nodes.append(Node(key: key, name: name))
        return nodes.count - 1
    }

    /// The ids of records, with their types where one id has two.
    private mutating func nameApart() {
        let short = nodes.map { $0.key?.id ?? $0.name }
        let isUnique = Set(short).count == short.count
        for node in nodes.indices {
            nodes[node].id = isUnique ? short[node] : nodes[node].key.map { "\($0.type):\($0.id)" } ?? ":" + short[node]
        }
    }

    /// What is told of nodes, by their number.
    var nodeColumns: [ExchangeColumn] {
        func column(_ name: String, _ kind: ExchangeColumn.Kind, _ cell: (Node) -> ExchangeColumn.Cell?)
            -> ExchangeColumn?
        {
            let cells = nodes.map(cell)
            return cells.contains { $0 != nil } ? ExchangeColumn(name: name, kind: kind, cells: cells) : nil
        }
        return [
            column("type", .text) { node in node.key.map { .text($0.type) } },
            column("latitude", .number) { node in node.facts.place.map { .number($0.latitude) } },
            column("longitude", .number) { node in node.facts.place.map { .number($0.longitude) } },
            column("sources", .text) { node in
                node.facts.sources.isEmpty ? nil : .text(node.facts.sources.joined(separator: "; "))
            },
        ].compactMap { $0 }
    }

    /// Whether an edge's time can be told.
    var hasTimes: Bool { times.contains { $0 != nil } }
}
