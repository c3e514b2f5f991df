import NaruSemantics
import NaruSyntax

/// Nodes 0 ..< count and for each those that a step leads to, ascending,
/// without itself and without doubles.
struct DirectedGraph: Equatable {
    private let runs: NumberRuns
    /// Whether it is known that each step has its opposite.
    var isSymmetric = false

    var offsets: [Int32] { runs.offsets }
    var targets: [Int32] { runs.numbers }
    var count: Int { runs.count }

    /// From the nodes that each node's steps lead to, in any order, none of
    /// them itself.
    init(_ steps: NumberRuns) { runs = steps.sets() }

    private init(sets: NumberRuns) { runs = sets }

    func places(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

    /// How many nodes a step leads to.
    func degree(_ node: Int) -> Int { places(of: node).count }

    var reversed: DirectedGraph { DirectedGraph(sets: runs.reversed(in: 0..<Int32(count), base: 0)) }

    /// The same taken both ways: a step and its opposite are one edge.
    var undirected: UndirectedGraph {
        if isSymmetric { return UndirectedGraph(offsets: offsets, neighbours: targets) }
        let opposite = reversed
        let both = opposite.runs == runs ? runs : NumberRuns.combine(.union, runs, opposite.runs)
        return UndirectedGraph(offsets: both.offsets, neighbours: both.numbers)
    }
}

/// Nodes 0 ..< count and for each its neighbours, ascending, without itself;
/// each node is a neighbour of its neighbours.
struct UndirectedGraph {
    let offsets: [Int32]
    let neighbours: [Int32]

    var count: Int { offsets.count - 1 }
    var edges: Int { neighbours.count / 2 }

    func degree(_ node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }
}

/// The graph of a link path over all entities of its types.
struct WholeGraph: Sendable {
    /// Ascending.
    var nodes: [Int32]
    var graph: DirectedGraph
    /// Each measure that was asked for, by place of node.
    var measures = MeasureTable()

    func place(of node: Int32) -> Int? {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < nodes.count && nodes[low] == node ? low : nil
    }
}

/// Measures are found once for all nodes.
final class MeasureTable: Sendable {
    private let known = Lock<[NodeMeasure: [Double?]]>([:])

    func values(
        of measure: NodeMeasure, _ make: () throws(EngineError) -> [Double?]
    ) throws(EngineError) -> [Double?] {
        try known.withLock { known throws(EngineError) in
            if let values = known[measure] { return values }
            let made = try make()
            known[measure] = made
            return made
        }
    }
}

extension Evaluator {
    /// `degree(via: L)` and the like, of each entity; computed over the whole
    /// graph.
    func nodeMeasure(
        _ measure: NodeMeasure, _ operand: TypedExpression, via: TypedExpression, _ expression: TypedExpression,
        _ frame: Frame
    ) throws(EngineError) -> Vector {
        let entities = try evaluate(operand, frame)
        let whole = try wholeGraph(of: operand, via: via)
        let values = try values(of: measure, whole)
        guard case .list(let list) = entities.payload else {
            return column(values, whole, entities, expression.type.type)
        }
        let flat = flattened(column(values, whole, list.child, expression.type.type), owners: list.rows)
        return .list(elements: flat.elements, rows: flat.owners, count: entities.count)
    }

    private func column(_ values: [Double?], _ whole: WholeGraph, _ entities: Vector, _ type: Type) -> Vector {
        guard case .code(let numbers) = entities.payload else { return entities }
        let found = numbers.indices.map { row -> Double? in
            guard entities.isPresent(row) else { return nil }
            return whole.place(of: numbers[row]).flatMap { values[$0] }
        }
        let valid = Bitmap(count: found.count) { (row: Int) -> Bool in found[row] != nil }
        let payload: Payload =
            type == .int ? .int(found.map { Int64($0 ?? 0) }) : .float(found.map { $0 ?? 0 })
        return Vector(count: found.count, valid: valid.popCount == found.count ? nil : valid, payload: payload)
    }

    /// The graph spans all entities that the path can start from or lead to.
    private func wholeGraph(of operand: TypedExpression, via: TypedExpression) throws(EngineError) -> WholeGraph {
        try context.graphs.whole(of: via) { () throws(EngineError) -> WholeGraph in
            let types = [operand.type.type, via.type.type].flatMap { type -> [TypeID] in
                if case .entity(let types) = type { types } else { [] }
            }
            let nodes = Set(types.flatMap { store.entities(of: $0) }).sorted()
            return WholeGraph(nodes: nodes, graph: try graph(of: nodes, via: via))
        }
    }

    private func values(of measure: NodeMeasure, _ whole: WholeGraph) throws(EngineError) -> [Double?] {
        // Some follow the link, the others take it both ways.
        try whole.measures.values(of: measure) { () throws(EngineError) -> [Double?] in
            switch measure {
            case .degree: NodeMeasures(whole.graph.undirected).degrees
            case .component:
                NodeMeasures(whole.graph.undirected).components(order: whole.nodes.map { Int(store.place(of: $0)) })
            case .clustering: NodeMeasures(whole.graph.undirected).clustering
            case .pagerank: try DirectedMeasures(whole.graph, checkpoint: context.checkpoint).pageranks()
            case .betweenness: try DirectedMeasures(whole.graph, checkpoint: context.checkpoint).betweenness()
            }
        }
    }
}
