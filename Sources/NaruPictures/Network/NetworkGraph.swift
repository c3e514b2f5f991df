import NaruEngine
import NaruSyntax

/// The nodes and links of a result: rows with two ends, or paths.
struct NetworkGraph {
    struct Node {
        let name: String
        /// Its type in the schema; empty for texts.
        let type: String
    }

    struct Edge: Hashable {
        let from: Int
        let to: Int
    }

    /// What is told of rows that name the same link.
    struct Link {
        var rows: [Int] = []
        var weight = 0.0
        /// Another row has the ends the other way round.
        var goesBothWays = false
    }

    private(set) var nodes: [Node] = []
    /// In the order of their first row.
    private(set) var edges: [Edge] = []
    private(set) var links: [Link] = []
    private(set) var rowsWithoutEnds = 0
    private(set) var loops = 0
    private var numbers: [String: Int] = [:]
    private var places: [Edge: Int] = [:]

    init(_ table: FigureTable, _ columns: NetworkColumns) {
        for row in table.rows.indices {
            let weight = columns.number.flatMap { table.measure(row, $0) }?.high ?? 1
            switch columns.ends {
            case .columns(let from, let to):
                guard !table.isAbsent(row, from), !table.isAbsent(row, to) else {
                    rowsWithoutEnds += 1
                    // An end alone is a node without links.
                    for end in [from, to] where !table.isAbsent(row, end) {
                        _ = node(table.rows[row][end], table.text(row, end))
                    }
                    continue
                }
                let ends = [from, to].map { node(table.rows[row][$0], table.text(row, $0)) }
                add(ends[0], ends[1], row, weight)
            case .path(let column):
                guard case .list(let items) = table.rows[row][column], !items.isEmpty else {
                    rowsWithoutEnds += 1
                    continue
                }
                let steps = items.map { node($0, table.text(of: $0)) }
                for (one, next) in zip(steps, steps.dropFirst()) { add(one, next, row, weight) }
            }
        }
    }

    private mutating func node(_ value: NaruEngine.Value, _ name: String) -> Int {
        var type = ""
        var key = name
        if case .entity(let entity) = value {
            type = entity.type
            key = entity.type + "\u{0}" + entity.id
        }
        if let known = numbers[key] { return known }
        numbers[key] = nodes.count
        nodes.append(Node(name: name, type: type))
        return nodes.count - 1
    }

    private mutating func add(_ from: Int, _ to: Int, _ row: Int, _ weight: Double) {
        guard from != to else {
            loops += 1
            return
        }
        let forward = Edge(from: from, to: to)
        let back = Edge(from: to, to: from)
        let place: Int
        if let known = places[forward] {
            place = known
        } else if let known = places[back] {
            place = known
            links[known].goesBothWays = true
        } else {
            place = edges.count
            places[forward] = place
            edges.append(forward)
            links.append(Link())
        }
        links[place].rows.append(row)
        links[place].weight += weight
    }

    /// How many links each node has.
    var degrees: [Int] {
        var degrees = [Int](repeating: 0, count: nodes.count)
        for edge in edges {
            degrees[edge.from] += 1
            degrees[edge.to] += 1
        }
        return degrees
    }
}
