/// Nodes 0 ..< count and for each its neighbours, ascending, without itself;
/// each node is a neighbour of its neighbours.
struct UndirectedGraph {
    let offsets: [Int32]
    let neighbours: [Int32]

    var count: Int { offsets.count - 1 }
    var edges: Int { neighbours.count / 2 }

    func degree(_ node: Int) -> Int { Int(offsets[node + 1] - offsets[node]) }
}
