/// An expression of the language, as a tree of the model's own.
struct Node: Hashable, Sendable {
    indirect enum Form: Hashable, Sendable {
        /// As it is written, and what it is.
        case literal(String, ModelValue?)
        case name(String)
        case parameter(String)
        case it
        /// All of a type.
        case whole(String)
        case field(String)
        case filter
        case shape([String])
        case combine(SetOperator)
        case isType(String, isNegated: Bool)
        case compare(String)
        case member(isNegated: Bool)
        case matches(isNegated: Bool)
        case and, or, not
        /// `any` and `no`
        case exists(isNegated: Bool)
        case arithmetic(String)
        case negate
        case fallback
        case conditional
        case call(String)
        case list
        case nested(Query)
        /// From what, to what, and by which link, each row a record.
        case graph(GraphSearch)
        /// A measure of a node: of which, and by which link.
        case measure(String)
        /// The rows of a group.
        case rows
        /// A call over other rows; its keys are the further operands.
        case window(isOverAll: Bool, isSoFar: Bool)
    }

    var form: Form
    var kids: [Node] = []
    var kind: Kind
}

enum SetOperator: String, CaseIterable, Sendable { case union, intersect, except }

enum GraphSearch: Hashable, Sendable {
    enum Mode: String, CaseIterable, Sendable {
        case shortest
        case allShortest = "all shortest"
        case simple
    }

    case reach(upTo: Int?)
    case paths(Mode, upTo: Int?)
    case network

    /// The columns of its rows.
    var columns: [Kind.Field] {
        switch self {
        case .reach: [Kind.Field(name: "node", kind: .entity("thing")), Kind.Field(name: "hops", kind: .int)]
        case .paths:
            [
                Kind.Field(name: "hops", kind: .int), Kind.Field(name: "nodes", kind: .list(.entity("thing"))),
                Kind.Field(name: "steps", kind: .list(.record([]))),
            ]
        case .network:
            ["nodes", "edges", "components", "largest_component", "max_degree", "wedges", "triangles", "diameter"].map {
                Kind.Field(name: $0, kind: .int)
            }
                + ["density", "average_degree", "clustering", "assortativity", "mean_distance"].map {
                    Kind.Field(name: $0, kind: .float)
                }
        }
    }
}

/// `name: e`, or `e` alone where it has a name of its own.
struct Column: Hashable, Sendable {
    var name: String
    var node: Node

    var text: String { node.form == .name(name) ? node.text : "\(Node.written(name)): \(node.text)" }
}

struct SortKey: Hashable, Sendable {
    var node: Node
    var isDescending: Bool
}

indirect enum Stage: Hashable, Sendable {
    case keep(Node, isPossibly: Bool)
    case select([Column])
    case add([Column])
    case drop([String])
    case expand(Column, isOptional: Bool)
    case join(String, Query, on: Node, isOptional: Bool)
    case group(by: [Column], into: [Column])
    /// Values of the last key side by side.
    case across(by: [Column], Node, cases: [Node], into: [Column])
    case sort([SortKey])
    case top(Int, SortKey)
    case take(Int)
    case skip(Int)
    case distinct([Column])
    case combine(SetOperator, Query)
}

struct Query: Hashable, Sendable {
    var source: Node
    var stages: [Stage] = []
}

extension Query {
    /// The columns that go into a stage.
    func columns(before place: Int) -> [String] {
        var names: [String] = []
        if case .graph(let search) = source.form { names = search.columns.map(\.name) }
        func add(_ more: [String]) { names += more.filter { !names.contains($0) } }
        for stage in stages.prefix(place) {
            switch stage {
            case .select(let columns): names = columns.map(\.name)
            case .distinct(let columns): if !columns.isEmpty { names = columns.map(\.name) }
            case .add(let columns): add(columns.map(\.name))
            case .drop(let gone): names.removeAll { gone.contains($0) }
            case .expand(let column, _): add([column.name])
            case .join(let name, _, _, _): add([name])
            case .group(let keys, let columns):
                names = keys.map(\.name) + (columns.isEmpty ? ["count"] : columns.map(\.name))
            case .across(let keys, let across, let cases, let columns):
                names = keys.map(\.name) + Stage.beside(across, cases, columns).map(\.name)
            case .keep, .sort, .top, .take, .skip, .combine: break
            }
        }
        return names
    }
}

extension Stage {
    /// The cases of `across` as values, under the names of their columns.
    static func cases(of across: Node, _ cases: [Node]) -> [(name: String, node: Node)] {
        if !cases.isEmpty {
            return cases.map { node in
                if case .literal(_, .text(let text)) = node.form { return (text, node) }
                return (String(node.text.drop { $0 == "." }), node)
            }
        }
        if across.kind == .bool {
            return [false, true].map { ("\($0)", Node(form: .literal("\($0)", .bool($0)), kind: .bool)) }
        }
        return WorldSchema.cases.enumerated().map { place, name in
            (name, Node(form: .literal(".\(name)", .choice(place)), kind: .choice))
        }
    }

    /// What `across` puts side by side.
    static func beside(_ across: Node, _ cases: [Node], _ columns: [Column]) -> [Column] {
        Stage.cases(of: across, cases).flatMap { name, _ in
            columns.map { Column(name: columns.count == 1 ? name : "\(name)_\($0.name)", node: $0.node) }
        }
    }
}

struct Definition: Hashable, Sendable {
    /// The type that it gives a computed field.
    var owner: String?
    var name: String
    var parameters: [Kind.Field] = []
    var body: Node
}

/// A query with what it needs.
struct Program: Hashable, Sendable {
    struct Parameter: Hashable, Sendable {
        var name: String
        var kind: Kind
        var value: Node
    }

    var parameters: [Parameter] = []
    var definitions: [Definition] = []
    var query: Query
}
