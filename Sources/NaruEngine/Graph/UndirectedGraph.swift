/// Nodes 0 ..< count and for each its neighbours, ascending, without itself.
struct UndirectedGraph {
    let offsets: [Int32]
    let neighbours: [Int32]

    var count: Int { offsets.count - 1 }
    var edges: Int { neighbours.count / 2 }

    func degree(_ node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }

    /// From a graph in which every step has its opposite.
    init(_ both: DirectedGraph) {
        offsets = both.offsets
        neighbours = both.targets
    }
}
