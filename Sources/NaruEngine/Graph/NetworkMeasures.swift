/// What `network` tells of an undirected graph.
struct NetworkMeasures {
    private let graph: UndirectedGraph

    init(_ graph: UndirectedGraph) { self.graph = graph }

    var averageDegree: Double? { graph.count == 0 ? nil : 2 * Double(graph.edges) / Double(graph.count) }

    var density: Double? {
        graph.count < 2 ? nil : 2 * Double(graph.edges) / (Double(graph.count) * Double(graph.count - 1))
    }

    var maxDegree: Int { (0..<graph.count).map(graph.degree).max() ?? 0 }

    /// Pairs of edges that share a node.
    var wedges: Int {
        (0..<graph.count).reduce(0) { $0 + graph.degree($1) * (graph.degree($1) - 1) / 2 }
    }

    /// The correlation of the degrees at both ends of an edge.
    var assortativity: Double? {
        var (count, sum, squares, products): (Int128, Int128, Int128, Int128) = (0, 0, 0, 0)
        for node in 0..<graph.count {
            let degree = Int128(graph.degree(node))
            for place in graph.offsets[node]..<graph.offsets[node + 1] {
                count += 1
                sum += degree
                squares += degree * degree
                products += degree * Int128(graph.degree(Int(graph.neighbours[Int(place)])))
            }
        }
        let variance = count * squares - sum * sum
        return variance > 0 ? Double(count * products - sum * sum) / Double(variance) : nil
    }

    /// For each node the number of its component, counted from 0 in node order.
    func components() -> (labels: [Int32], sizes: [Int]) {
        var labels = [Int32](repeating: -1, count: graph.count)
        var sizes: [Int] = []
        var stack: [Int32] = []
        for start in 0..<graph.count where labels[start] < 0 {
            labels[start] = Int32(sizes.count)
            stack.append(Int32(start))
            var size = 0
            while let node = stack.popLast() {
                size += 1
                for place in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
                    let other = graph.neighbours[Int(place)]
                    guard labels[Int(other)] < 0 else { continue }
                    labels[Int(other)] = Int32(sizes.count)
                    stack.append(other)
                }
            }
            sizes.append(size)
        }
        return (labels, sizes)
    }

    /// The longest and the mean shortest path among some nodes, exactly: a
    /// breadth-first search from each of them. One node alone has no pairs, of
    /// which there could be a mean.
    func distances(among nodes: [Int32], checkpoint: () throws(EngineError) -> Void)
        throws(EngineError) -> (diameter: Int?, mean: Double?)
    {
        guard nodes.count > 1 else { return (nodes.isEmpty ? nil : 0, nil) }
        var seenAt = [Int32](repeating: -1, count: graph.count)
        var queue = [Int32](repeating: 0, count: nodes.count)
        var diameter = 0
        var total = 0
        for (round, start) in nodes.enumerated() {
            if round & 63 == 0 { try checkpoint() }
            let (depth, sum) = search(from: start, round: Int32(round), &seenAt, &queue)
            diameter = max(diameter, depth)
            total += sum
        }
        let pairs = Double(nodes.count) * Double(nodes.count - 1)
        return (diameter, Double(total) / pairs)
    }

    /// The greatest distance from a node and the sum of all.
    private func search(from start: Int32, round: Int32, _ seenAt: inout [Int32], _ queue: inout [Int32]) -> (Int, Int)
    {
        graph.offsets.withUnsafeBufferPointer { offsets in
            graph.neighbours.withUnsafeBufferPointer { neighbours in
                seenAt.withUnsafeMutableBufferPointer { seenAt in
                    queue.withUnsafeMutableBufferPointer { queue in
                        seenAt[Int(start)] = round
                        queue[0] = start
                        var (head, tail, depth, sum) = (0, 1, 0, 0)
                        while head < tail {
                            let level = tail
                            while head < level {
                                let node = Int(queue[head])
                                head += 1
                                for place in Int(offsets[node])..<Int(offsets[node + 1]) {
                                    let other = neighbours[place]
                                    if seenAt[Int(other)] == round { continue }
                                    seenAt[Int(other)] = round
                                    queue[tail] = other
                                    tail += 1
                                }
                            }
                            if tail > level {
                                depth += 1
                                sum += depth * (tail - level)
                            }
                        }
                        return (depth, sum)
                    }
                }
            }
        }
    }
}
