/// Measures of each node of an undirected graph, in the order of its nodes.
/// All sums run in that order, so that every run gives the same bits.
struct NodeMeasures {
    private let graph: UndirectedGraph
    private let checkpoint: @Sendable () throws(EngineError) -> Void

    init(_ graph: UndirectedGraph, checkpoint: @escaping @Sendable () throws(EngineError) -> Void) {
        self.graph = graph
        self.checkpoint = checkpoint
    }

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

    /// Where a walker who follows a link with probability 0.85, and else begins
    /// anywhere, spends its time; sums to 1. From a node without links it begins
    /// anywhere. Iterated until no rank changes by more than 1e-12.
    func pageranks() throws(EngineError) -> [Double?] {
        let count = Double(graph.count)
        guard graph.count > 0 else { return [] }
        var ranks = [Double](repeating: 1 / count, count: graph.count)
        for _ in 0..<1000 {
            try checkpoint()
            let lost = (0..<graph.count).reduce(0) { graph.degree($1) == 0 ? $0 + ranks[$1] : $0 }
            let base = (0.15 + 0.85 * lost) / count
            let next = (0..<graph.count).map { node in
                base + 0.85 * neighbours(node).reduce(0) { $0 + ranks[Int($1)] / Double(graph.degree(Int($1))) }
            }
            let change = zip(ranks, next).reduce(0) { max($0, abs($1.0 - $1.1)) }
            ranks = next
            if change < 1e-12 { break }
        }
        return ranks
    }

    /// The share of shortest paths between two other nodes that pass the node,
    /// of all pairs (Brandes); 0 where there are no two others.
    func betweenness() throws(EngineError) -> [Double?] {
        var totals = [Double](repeating: 0, count: graph.count)
        var search = BrandesSearch(count: graph.count)
        for start in 0..<graph.count {
            if start % 64 == 0 { try checkpoint() }
            search.run(from: start, in: graph, adding: &totals)
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

    mutating func run(from start: Int, in graph: UndirectedGraph, adding totals: inout [Double]) {
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
            for place in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
                let other = Int(graph.neighbours[place])
                if distance[other] < 0 {
                    distance[other] = distance[node] + 1
                    order.append(Int32(other))
                }
                if distance[other] == distance[node] + 1 { paths[other] += paths[node] }
            }
        }
        for index in order.indices.reversed() where index > 0 {
            let node = Int(order[index])
            for place in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
                let other = Int(graph.neighbours[place])
                guard distance[other] == distance[node] - 1 else { continue }
                passed[other] += paths[other] / paths[node] * (1 + passed[node])
            }
            totals[node] += passed[node]
        }
    }
}
