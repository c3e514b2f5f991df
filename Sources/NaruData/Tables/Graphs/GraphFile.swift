import NaruEngine
import NaruSyntax

/// How a file that holds a graph is written.
enum GraphForm {
    case graphML, gexf
}

/// A graph with attributes, read as two tables: nodes, and edges that link them.
struct GraphFile {
    let tables: [(name: String, file: TableFile)]

    static let nodes = "nodes"
    static let edges = "edges"

    static func read(_ bytes: [UInt8], _ form: GraphForm, _ path: String) throws(DatasetError) -> GraphFile {
        let receiver: any GraphReceiver =
            switch form {
            case .graphML: GraphMLReceiver()
            case .gexf: GEXFReceiver()
            }
        let text = try XMLText(receiver, file: path)
        // The parser takes lengths of 32 bits.
        bytes.withUnsafeBytes { all in
            var start = 0
            while start < all.count {
                let end = min(start + 1 << 24, all.count)
                guard text.take(UnsafeRawBufferPointer(rebasing: all[start..<end])) else { return }
                start = end
            }
        }
        try text.finish(DatasetLoader.fileName(path))
        guard receiver.isGraph, !receiver.nodes.rows.isEmpty else {
            throw DatasetError(
                DataCode.emptyTable, Message("'\(path)' has no nodes of a graph", ko: "'\(path)'에 그래프의 노드가 없습니다"))
        }
        try check(receiver.edges, receiver.nodes, path)
        guard !receiver.nodes.isTooSparse, !receiver.edges.isTooSparse else { throw PackageFault.tooSparse(path) }
        return GraphFile(tables: [
            (nodes, receiver.nodes.file("\(path)#\(nodes)", key: "id", links: [:])),
            (edges, receiver.edges.file("\(path)#\(edges)", key: nil, links: ["source": nodes, "target": nodes])),
        ])
    }

    /// Every edge ends at nodes that are there.
    private static func check(_ edges: GraphRows, _ nodes: GraphRows, _ path: String) throws(DatasetError) {
        let ids = Set(nodes.rows.compactMap { $0[0] })
        guard ids.count == nodes.rows.count else {
            throw PackageFault.damaged(
                path, Message("two nodes have one id, or a node has none", ko: "식별자가 같거나 없는 노드가 있습니다"))
        }
        for row in edges.rows {
            for end in [row[0], row[1]] where end.map({ !ids.contains($0) }) ?? true {
                throw PackageFault.damaged(
                    path,
                    Message(
                        "an edge ends at '\(end ?? "")', which is no node", ko: "노드가 아닌 '\(end ?? "")'에 닿는 간선이 있습니다"))
            }
        }
    }
}

/// Takes the elements of a graph.
protocol GraphReceiver: XMLReceiver {
    var nodes: GraphRows { get }
    var edges: GraphRows { get }
    var isGraph: Bool { get }
}

/// The nodes or the edges of a graph while they are read.
struct GraphRows {
    /// What an attribute holds.
    enum Content {
        case text, number, bool

        init(type: String?) {
            switch type {
            case "int", "integer", "long", "float", "double", "short", "byte": self = .number
            case "boolean": self = .bool
            default: self = .text
            }
        }
    }

    private(set) var columns: [(name: String, content: Content)]
    private(set) var rows: [[String?]] = []
    private let reserved: Int
    /// How often a name was asked for.
    private var uses: [String: Int] = [:]
    /// Columns that something stands in.
    private var filled: Set<Int> = []

    private static let mostCells = 100_000_000

    init(_ columns: [String]) {
        self.columns = columns.map { ($0, .text) }
        reserved = columns.count
        for name in columns { uses[name] = 1 }
    }

    /// Whether so few cells hold anything that the file was made to be large.
    var isTooSparse: Bool { rows.count * filled.count > Self.mostCells }

    /// The place of an attribute's column; another name where it is taken.
    mutating func add(_ name: String, _ content: Content) -> Int {
        let plain = name.isEmpty ? "column" : name.nfc
        var unique = plain
        while let count = uses[unique] {
            uses[plain] = (uses[plain] ?? count) + 1
            unique = "\(plain)_\(uses[plain] ?? count)"
        }
        uses[unique] = 1
        columns.append((unique, content))
        return columns.count - 1
    }

    mutating func start() { rows.append([String?](repeating: nil, count: reserved)) }

    mutating func set(_ place: Int, _ value: String) {
        guard var row = rows.popLast() else { return }
        while row.count <= place { row.append(nil) }
        row[place] = value
        filled.insert(place)
        rows.append(row)
    }

    /// As a table. A column that nothing stands in is left out, unless all tables
    /// of this kind have it.
    func file(_ name: String, key: String?, links: [String: String]) -> TableFile {
        let shown = columns.indices.filter { place in
            place < reserved && columns[place].name != "label" || filled.contains(place)
        }
        var text: [UInt8] = []
        for row in rows {
            text.append(UInt8(ascii: "["))
            for (place, column) in shown.enumerated() {
                if place > 0 { text.append(.comma) }
                append(row.indices.contains(column) ? row[column] : nil, columns[column].content, to: &text)
            }
            text += [UInt8(ascii: "]"), .newline]
        }
        let names = shown.map { DeclaredName(text: columns[$0].name, span: Span(0, 0)) }
        var file = TableFile(values: SourceText(name: name, utf8: text), columns: names)
        file.declaredKey = key.flatMap { key in names.firstIndex { $0.text == key } }
        for (place, name) in names.enumerated() { file.links[place] = links[name.text] }
        return file
    }

    private func append(_ value: String?, _ content: Content, to text: inout [UInt8]) {
        guard let value, !value.isEmpty else {
            text += Array("null".utf8)
            return
        }
        var plain = value[...]
        while plain.first?.isWhitespace == true { plain.removeFirst() }
        while plain.last?.isWhitespace == true { plain.removeLast() }
        switch content {
        case .number
        where Double(plain)?.isFinite == true && !plain.hasPrefix("+") && plain.first != "n" && plain.first != "i":
            text += Array(plain.utf8)
        case .bool where ["true", "false", "1", "0"].contains(plain.lowercased()):
            text += Array((plain.lowercased() == "true" || plain == "1" ? "true" : "false").utf8)
        case .text, .number, .bool:
            Array(value.utf8).withUnsafeBufferPointer { JSONTokens.append(quoted: $0, to: &text) }
        }
    }
}
