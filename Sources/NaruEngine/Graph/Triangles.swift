/// Counts the triples of nodes that are all neighbours. Edges lead from the
/// node with fewer neighbours to the one with more, so that no node has many;
/// each triangle is then found once, at its node with the fewest neighbours.
struct Triangles {
    /// Nodes are numbered by their degrees here: run `i` has the neighbours of
    /// node `i` that come after it.
    private let onward: NumberRuns

    init(_ graph: UndirectedGraph) {
        let order = Self.nodesByDegree(graph)
        var ranks = [Int32](repeating: 0, count: graph.count)
        for (rank, node) in order.enumerated() { ranks[Int(node)] = Int32(rank) }
        var ends = [Int32](repeating: 0, count: graph.count + 1)
        for node in 0..<graph.count {
            for place in Int(graph.offsets[node])..<Int(graph.offsets[node + 1])
            where ranks[Int(graph.neighbours[place])] > ranks[node] { ends[Int(ranks[node]) + 1] += 1 }
        }
        for rank in 0..<graph.count { ends[rank + 1] += ends[rank] }
        var next = ends
        var numbers = [Int32](repeating: 0, count: graph.edges)
        // Later nodes are added later, so every run ascends.
        for (rank, node) in order.enumerated() {
            for place in Int(graph.offsets[Int(node)])..<Int(graph.offsets[Int(node) + 1]) {
                let other = Int(ranks[Int(graph.neighbours[place])])
                guard other < rank else { continue }
                numbers[Int(next[other])] = Int32(rank)
                next[other] += 1
            }
        }
        onward = NumberRuns(offsets: ends, numbers: numbers)
    }

    /// Fewest neighbours first, by counting.
    private static func nodesByDegree(_ graph: UndirectedGraph) -> [Int32] {
        let most = (0..<graph.count).map(graph.degree).max() ?? 0
        var starts = [Int](repeating: 0, count: most + 2)
        for node in 0..<graph.count { starts[graph.degree(node) + 1] += 1 }
        for degree in 0...most { starts[degree + 1] += starts[degree] }
        var order = [Int32](repeating: 0, count: graph.count)
        for node in 0..<graph.count {
            order[starts[graph.degree(node)]] = Int32(node)
            starts[graph.degree(node)] += 1
        }
        return order
    }

    /// Marks the neighbours of a node and looks for marks among theirs.
    func count(checkpoint: () throws(EngineError) -> Void) throws(EngineError) -> Int {
        var isMarked = [UInt8](repeating: 0, count: onward.count)
        var found = 0
        for node in 0..<onward.count {
            if node & 255 == 0 { try checkpoint() }
            found += count(at: node, &isMarked)
        }
        return found
    }

    /// Reads and writes unchecked: numbers of nodes are places of marks.
    private func count(at node: Int, _ isMarked: inout [UInt8]) -> Int {
        onward.numbers.withUnsafeBufferPointer { numbers in
            isMarked.withUnsafeMutableBufferPointer { isMarked in
                let own = Int(onward.offsets[node])..<Int(onward.offsets[node + 1])
                guard own.count > 1 else { return 0 }
                var found = 0
                for place in own { isMarked[Int(numbers[place])] = 1 }
                for place in own {
                    let other = Int(numbers[place])
                    for further in Int(onward.offsets[other])..<Int(onward.offsets[other + 1]) {
                        found += Int(isMarked[Int(numbers[further])])
                    }
                }
                for place in own { isMarked[Int(numbers[place])] = 0 }
                return found
            }
        }
    }
}
