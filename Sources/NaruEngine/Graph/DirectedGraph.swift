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
