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

/// Measures of each node that follow the direction of links, in the order of
/// nodes. All sums run in that order, so that every run gives the same bits.
struct DirectedMeasures {
    private let graph: DirectedGraph
    private let checkpoint: @Sendable () throws(EngineError) -> Void

    init(_ graph: DirectedGraph, checkpoint: @escaping @Sendable () throws(EngineError) -> Void) {
        self.graph = graph
        self.checkpoint = checkpoint
    }

    /// Where a walker who follows a link with probability 0.85, and else begins
    /// anywhere, spends its time; sums to 1. From a node that no link leaves it
    /// begins anywhere. Iterated until no rank changes by more than 1e-12.
    func pageranks() throws(EngineError) -> [Double?] {
        let count = Double(graph.count)
        guard graph.count > 0 else { return [] }
        let sources = graph.reversed
        var ranks = [Double](repeating: 1 / count, count: graph.count)
        for _ in 0..<1000 {
            try checkpoint()
            let lost = (0..<graph.count).reduce(0) { graph.degree($1) == 0 ? $0 + ranks[$1] : $0 }
            let base = (0.15 + 0.85 * lost) / count
            let next = (0..<graph.count).map { node in
                base
                    + 0.85
                    * sources.places(of: node).reduce(0) { sum, place in
                        let source = Int(sources.targets[place])
                        return sum + ranks[source] / Double(graph.degree(source))
                    }
            }
            let change = zip(ranks, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
            ranks = next
            if change < 1e-12 { break }
        }
        return ranks
    }

    /// The share of shortest paths from one node to another that pass a third,
    /// of all ordered pairs of others (Brandes); 0 where there are no two others.
    func betweenness() throws(EngineError) -> [Double?] {
        var totals = [Double](repeating: 0, count: graph.count)
        var search = BrandesSearch(count: graph.count)
        // A search may meet one node or a million.
        var met = 0
        for start in 0..<graph.count {
            met += search.run(from: start, in: graph, adding: &totals) + 1
            guard met > 10_000 else { continue }
            met = 0
            try checkpoint()
        }
        let pairs = Double(graph.count - 1) * Double(graph.count - 2)
        return totals.map { pairs > 0 ? $0 / pairs : 0 }
    }
}

/// Counts shortest paths from one node and adds up what each other node passes
/// on; its buffers serve all starts.
private struct BrandesSearch {
    private var order: [Int32] = []
    private var distance: [Int32]
    private var paths: [Double]
    private var passed: [Double]

    init(count: Int) {
        distance = [Int32](repeating: -1, count: count)
        paths = [Double](repeating: 0, count: count)
        passed = paths
    }

    /// How many nodes it met.
    mutating func run(from start: Int, in graph: DirectedGraph, adding totals: inout [Double]) -> Int {
        for node in order {
            distance[Int(node)] = -1
            paths[Int(node)] = 0
            passed[Int(node)] = 0
        }
        order = [Int32(start)]
        distance[start] = 0
        paths[start] = 1
        var head = 0
        while head < order.count {
            let node = Int(order[head])
            head += 1
            for place in graph.places(of: node) {
                let other = Int(graph.targets[place])
                if distance[other] < 0 {
                    distance[other] = distance[node] + 1
                    order.append(Int32(other))
                }
                if distance[other] == distance[node] + 1 { paths[other] += paths[node] }
            }
        }
        for node in order.reversed().map({ Int($0) }) where node != start {
            for place in graph.places(of: node) {
                let other = Int(graph.targets[place])
                guard distance[other] == distance[node] + 1 else { continue }
                passed[node] += paths[node] / paths[other] * (1 + passed[other])
            }
            totals[node] += passed[node]
        }
        return order.count
    }
}
