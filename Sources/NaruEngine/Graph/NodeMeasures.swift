/// Measures of each node that take links both ways, in the order of nodes.
struct NodeMeasures {
    private let graph: UndirectedGraph

    init(_ graph: UndirectedGraph) { self.graph = graph }

    private func neighbours(_ node: Int) -> ArraySlice<Int32> {
        graph.neighbours[Int(graph.offsets[node])..<Int(graph.offsets[node + 1])]
    }

    var degrees: [Double?] { (0..<graph.count).map { Double(graph.degree($0)) } }

    /// Numbers from 1, the largest component first; of equal ones the one with
    /// the first node. `order` is each node's place among all ids.
    func components(order: [Int]) -> [Double?] {
        let (labels, sizes) = NetworkMeasures(graph).components()
        var first = [Int](repeating: .max, count: sizes.count)
        for (node, label) in labels.enumerated() { first[Int(label)] = min(first[Int(label)], order[node]) }
        let ranked = sizes.indices.sorted { (-sizes[$0], first[$0]) < (-sizes[$1], first[$1]) }
        var numbers = [Double](repeating: 0, count: sizes.count)
        for (place, label) in ranked.enumerated() { numbers[label] = Double(place + 1) }
        return labels.map { numbers[Int($0)] }
    }

    /// The share of pairs of neighbours that are neighbours of each other;
    /// absent for a node with fewer than two.
    var clustering: [Double?] {
        (0..<graph.count).map { node in
            let degree = graph.degree(node)
            guard degree > 1 else { return nil }
            let own = Set(neighbours(node))
            let closed = neighbours(node).reduce(0) { sum, other in
                sum + neighbours(Int(other)).reduce(0) { own.contains($1) ? $0 + 1 : $0 }
            }
            return Double(closed) / Double(degree * (degree - 1))
        }
    }
}
