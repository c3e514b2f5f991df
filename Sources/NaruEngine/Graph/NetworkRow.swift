import NaruPlan
import NaruSemantics

/// The figures of `network`, in the order of its columns.
private enum NetworkColumn: Int, CaseIterable {
    case nodes, edges, components, largestComponent, density, averageDegree, maxDegree, wedges, triangles, clustering
    case assortativity, diameter, meanDistance
}

/// The figures of one network, of which those that share a search share it.
private struct NetworkFigures {
    private let measures: NetworkMeasures
    private let graph: UndirectedGraph
    private let threads: Int
    private let checkpoint: @Sendable () throws(EngineError) -> Void
    private lazy var components = measures.components()
    private var triangles: Int?
    private var distances: (diameter: Int?, mean: Double?)?

    init(_ graph: UndirectedGraph, threads: Int, checkpoint: @escaping @Sendable () throws(EngineError) -> Void) {
        self.graph = graph
        self.threads = threads
        self.checkpoint = checkpoint
        measures = NetworkMeasures(graph)
    }

    mutating func value(of column: NetworkColumn) throws(EngineError) -> Vector {
        switch column {
        case .nodes: .figure(graph.count)
        case .edges: .figure(graph.edges)
        case .components: .figure(components.sizes.count)
        case .largestComponent: .figure(components.sizes.max() ?? 0)
        case .density: .figure(measures.density)
        case .averageDegree: .figure(measures.averageDegree)
        case .maxDegree: .figure(measures.maxDegree)
        case .wedges: .figure(measures.wedges)
        case .triangles: .figure(try countTriangles())
        case .clustering: .figure(try clustering())
        case .assortativity: .figure(measures.assortativity)
        case .diameter: .figure(try measureDistances().diameter)
        case .meanDistance: .figure(try measureDistances().mean)
        }
    }

    /// The same kind of value where nobody reads it.
    static func unread(_ column: NetworkColumn) -> Vector {
        switch column {
        case .density, .averageDegree, .clustering, .assortativity, .meanDistance: .figure(Double?.none)
        case .nodes, .edges, .components, .largestComponent, .maxDegree, .wedges, .triangles, .diameter:
            .figure(Int?.none)
        }
    }

    private mutating func countTriangles() throws(EngineError) -> Int {
        if let triangles { return triangles }
        let found = try Triangles(graph, threads: threads).count(checkpoint: checkpoint)
        triangles = found
        return found
    }

    private mutating func clustering() throws(EngineError) -> Double? {
        let wedges = measures.wedges
        return wedges == 0 ? nil : 3 * Double(try countTriangles()) / Double(wedges)
    }

    /// Of the largest component; of equal ones the first.
    private mutating func measureDistances() throws(EngineError) -> (diameter: Int?, mean: Double?) {
        if let distances { return distances }
        let (labels, sizes) = components
        let largest = sizes.indices.max { (sizes[$0], -$0) < (sizes[$1], -$1) }
        let core = largest.map { component in
            labels.indices.filter { Int(labels[$0]) == component }.map(Int32.init)
        }
        let found = try measures.distances(among: core ?? [], checkpoint: checkpoint)
        distances = found
        return found
    }
}

extension Evaluator {
    /// The one row of `network S via L`: a vector of one value for each column.
    /// Of those that are not read (nil: all are) the values are absent.
    func network(_ nodes: TypedExpression, via: TypedExpression, columns: Set<Int>? = nil)
        throws(EngineError) -> [Vector]
    {
        let set = try evaluate(nodes, .root()).asList()
        guard case .list(let list) = set.payload, case .code(let members) = list.child.payload else { return [] }
        let graph = try graph(of: members, via: via).undirected
        var figures = NetworkFigures(graph, threads: context.threads, checkpoint: context.checkpoint)
        return try NetworkColumn.allCases.map { column throws(EngineError) in
            let isRead = columns?.contains(column.rawValue) ?? true
            return isRead ? try figures.value(of: column) : NetworkFigures.unread(column)
        }
    }

    /// The graph of a link path among some entities, by their places.
    func graph(of members: [Int32], via: TypedExpression) throws(EngineError) -> DirectedGraph {
        guard let least = members.min(), let greatest = members.max() else {
            return DirectedGraph(NumberRuns(offsets: [0], numbers: []))
        }
        if let whole = try whole(over: members, via: via) {
            try context.willGrow(to: whole.runs.numbers.count, bytes: 8)
            return whole.fromZero
        }
        var places = [Int32](repeating: -1, count: Int(greatest - least) + 1)
        for (place, member) in members.enumerated() { places[Int(member - least)] = Int32(place) }
        let neighbours = try neighbours(of: members, via: via)
        var steps = NumberRuns(offsets: [0], numbers: [])
        steps.offsets.reserveCapacity(members.count + 1)
        for place in members.indices {
            for other in neighbours(place) where other >= least && other <= greatest {
                let target = places[Int(other - least)]
                if target >= 0, target != Int32(place) { steps.numbers.append(target) }
            }
            steps.offsets.append(Int32(steps.numbers.count))
        }
        try context.willGrow(to: steps.numbers.count, bytes: 8)
        return DirectedGraph(steps)
    }

    /// The graph of a path where that is known and these are all of its nodes.
    private func whole(over members: [Int32], via: TypedExpression) throws(EngineError) -> LinkGraph? {
        guard via.isQuiet, let run = members.run else { return nil }
        let whole = try context.graphs.adjacency(of: via, context).loading(members, context).whole
        return whole.flatMap { run == Int($0.range.lowerBound)..<Int($0.range.upperBound) ? $0 : nil }
    }

    /// Where a step leads from each of some entities, by their places; a path
    /// that may warn is followed from these alone.
    private func neighbours(of members: [Int32], via: TypedExpression)
        throws(EngineError) -> (Int) -> ArraySlice<Int32>
    {
        if via.isQuiet {
            let neighbours = try context.graphs.adjacency(of: via, context).loading(members, context)
            return { neighbours.of(members[$0]) }
        }
        let slot = Vector(count: members.count, payload: .code(members))
        let next = try evaluate(via, Frame(slots: [slot], count: members.count, parent: .root())).asList()
        guard case .list(let list) = next.payload, case .code(let targets) = list.child.payload else {
            return { _ in [] }
        }
        return { targets[Int(list.offsets[$0])..<Int(list.offsets[$0 + 1])] }
    }
}

extension Vector {
    /// One number, or none.
    fileprivate static func figure(_ value: Int?) -> Vector {
        Vector(
            count: 1, valid: value == nil ? Bitmap(repeating: false, count: 1) : nil, payload: .int([Int64(value ?? 0)])
        )
    }

    fileprivate static func figure(_ value: Double?) -> Vector {
        Vector(count: 1, valid: value == nil ? Bitmap(repeating: false, count: 1) : nil, payload: .float([value ?? 0]))
    }
}
