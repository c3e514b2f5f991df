import NaruSemantics

extension Evaluator {
    /// The one row of `network S via L`: a vector of one value for each measure,
    /// in the order `nodes edges components largest_component density
    /// average_degree max_degree wedges triangles clustering assortativity
    /// diameter mean_distance`.
    func network(_ nodes: TypedExpression, via: TypedExpression) throws(EngineError) -> [Vector] {
        let set = try evaluate(nodes, .root()).asList()
        guard case .list(let list) = set.payload, case .code(let members) = list.child.payload else { return [] }
        let graph = try graph(of: members, via: via).undirected
        let measures = NetworkMeasures(graph)
        let (labels, sizes) = measures.components()
        let largest = sizes.indices.max { (sizes[$0], -$0) < (sizes[$1], -$1) }
        let core = largest.map { component in
            labels.indices.filter { Int(labels[$0]) == component }.map(Int32.init)
        }
        let distances = try measures.distances(among: core ?? [], checkpoint: context.checkpoint)
        let (wedges, triangles) = (measures.wedges, measures.triangles)
        return [
            int(graph.count), int(graph.edges), int(sizes.count), int(largest.map { sizes[$0] } ?? 0),
            float(measures.density), float(measures.averageDegree), int(measures.maxDegree), int(wedges),
            int(triangles), float(wedges == 0 ? nil : 3 * Double(triangles) / Double(wedges)),
            float(measures.assortativity), int(distances.diameter), float(distances.mean),
        ]
    }

    /// The graph of a link path among some entities.
    func graph(of members: [Int32], via: TypedExpression) throws(EngineError) -> DirectedGraph {
        var place: [Int32: Int32] = [:]
        place.reserveCapacity(members.count)
        for (index, member) in members.enumerated() { place[member] = Int32(index) }
        let slot = Vector(count: members.count, payload: .code(members))
        let next = try evaluate(via, Frame(slots: [slot], count: members.count, parent: .root())).asList()
        guard case .list(let list) = next.payload, case .code(let targets) = list.child.payload else {
            return DirectedGraph(count: members.count, steps: [])
        }
        let steps = zip(list.rows, targets).compactMap { from, to in place[to].map { (from, $0) } }
        return DirectedGraph(count: members.count, steps: steps)
    }

    private func int(_ value: Int?) -> Vector {
        Vector(
            count: 1, valid: value == nil ? Bitmap(repeating: false, count: 1) : nil, payload: .int([Int64(value ?? 0)])
        )
    }

    private func float(_ value: Double?) -> Vector {
        Vector(count: 1, valid: value == nil ? Bitmap(repeating: false, count: 1) : nil, payload: .float([value ?? 0]))
    }
}
