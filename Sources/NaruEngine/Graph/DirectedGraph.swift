/// Nodes 0 ..< count and for each those that a step leads to, ascending,
/// without itself and without doubles.
struct DirectedGraph {
    let offsets: [Int32]
    let targets: [Int32]

    var count: Int { offsets.count - 1 }

    /// From steps in any order, repeated or not.
    init(count: Int, steps: some Sequence<(Int32, Int32)>) {
        var keys: [UInt64] = []
        for (from, to) in steps where from != to {
            keys.append(UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to)))
        }
        keys.sort()
        var owners: [Int32] = []
        var targets: [Int32] = []
        var last: UInt64?
        for key in keys where key != last {
            last = key
            owners.append(Int32(truncatingIfNeeded: key >> 32))
            targets.append(Int32(truncatingIfNeeded: key))
        }
        offsets = Vector.offsets(of: owners, count: count)
        self.targets = targets
    }

    func places(of node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

    /// How many nodes a step leads to.
    func degree(_ node: Int) -> Int { places(of: node).count }

    var steps: [(Int32, Int32)] {
        (0..<count).flatMap { node in places(of: node).map { (Int32(node), targets[$0]) } }
    }

    var reversed: DirectedGraph { DirectedGraph(count: count, steps: steps.lazy.map { ($1, $0) }) }

    /// The same taken both ways: a step and its opposite are one edge.
    var undirected: UndirectedGraph { UndirectedGraph(DirectedGraph(count: count, steps: steps + reversed.steps)) }
}
