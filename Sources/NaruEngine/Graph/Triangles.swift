/// Counts the triples of nodes that are all neighbours. Edges lead from the
/// node with fewer neighbours to the one with more, so that no node has many;
/// each triangle is then found once, at its node with the fewest neighbours.
struct Triangles {
    /// Nodes are numbered by their degrees here: run `i` has the neighbours of
    /// node `i` that come after it, in no order.
    private let onward: NumberRuns
    private let threads: Int

    init(_ graph: UndirectedGraph, threads: Int) {
        self.threads = threads
        let order = Self.nodesByDegree(graph)
        var ranks = [Int32](repeating: 0, count: graph.count)
        for (rank, node) in order.enumerated() { ranks[Int(node)] = Int32(rank) }
        let parts = Parallel.ranges(graph.count, pieces: 8 * threads, least: 1024)
        let later = LaterNeighbours(graph: graph, order: order, ranks: ranks)
        let sizes = Parallel.map(parts.count, threads: threads) { later.counts(of: parts[$0]) }
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(graph.count + 1)
        var end: Int32 = 0
        for size in sizes.joined() {
            end += size
            offsets.append(end)
        }
        let ends = offsets
        let numbers = [Int32](unsafeUninitializedCapacity: Int(end)) { numbers, size in
            // Every part writes the runs of its own nodes.
            nonisolated(unsafe) let target = numbers
            Parallel.forEach(parts.count, threads: threads) { part in
                later.write(parts[part], to: target, from: Int(ends[parts[part].lowerBound]))
            }
            size = Int(end)
        }
        onward = NumberRuns(offsets: offsets, numbers: numbers)
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
    func count(checkpoint: @Sendable () throws(EngineError) -> Void) throws(EngineError) -> Int {
        // Few nodes with many neighbours make most of the work, so pieces are short.
        let pieces = Parallel.ranges(onward.count, pieces: 64, least: 1024)
        let found = try Parallel.map(pieces.count, threads: threads) { piece throws(EngineError) -> Int in
            var marks = Marks(count: onward.count)
            var found = 0
            for node in pieces[piece] {
                if node & 255 == 0 { try checkpoint() }
                found += count(at: node, &marks)
            }
            return found
        }
        return found.reduce(0, +)
    }

    /// Reads and writes unchecked: numbers of nodes are places of marks.
    private func count(at node: Int, _ marks: inout Marks) -> Int {
        onward.numbers.withUnsafeBufferPointer { numbers in
            onward.offsets.withUnsafeBufferPointer { offsets in
                marks.withWords { marked in
                    let own = Int(offsets[node])..<Int(offsets[node + 1])
                    guard own.count > 1 else { return 0 }
                    for place in own { marked.insert(numbers[place]) }
                    // The lists lie far apart. Their first numbers are read one list
                    // after the other, so that memory fetches them side by side.
                    var found = 0
                    for place in own {
                        let other = Int(numbers[place])
                        let (start, end) = (Int(offsets[other]), Int(offsets[other + 1]))
                        if start < end { found += marked[numbers[start]] }
                    }
                    for place in own {
                        let other = Int(numbers[place])
                        var further = Int(offsets[other]) + 1
                        while further < Int(offsets[other + 1]) {
                            found += marked[numbers[further]]
                            further += 1
                        }
                    }
                    for place in own { marked.clear(numbers[place]) }
                    return found
                }
            }
        }
    }
}

/// A bit for each node, so that those of many nodes stay near the processor.
private struct Marks {
    private var words: [UInt64]

    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    mutating func withWords<Result>(_ body: (Words) -> Result) -> Result {
        words.withUnsafeMutableBufferPointer { body(Words(words: $0)) }
    }

    /// Unchecked, for numbers of nodes.
    struct Words {
        fileprivate let words: UnsafeMutableBufferPointer<UInt64>

        subscript(node: Int32) -> Int { Int(words[Int(node) >> 6] >> UInt64(node & 63) & 1) }

        func insert(_ node: Int32) { words[Int(node) >> 6] |= 1 << UInt64(node & 63) }

        /// The marks of the nodes around it too: all are of the same turn.
        func clear(_ node: Int32) { words[Int(node) >> 6] = 0 }
    }
}

/// The neighbours of nodes that come after them in the order of degrees.
private struct LaterNeighbours: Sendable {
    let graph: UndirectedGraph
    let order: [Int32]
    let ranks: [Int32]

    func counts(of part: Range<Int>) -> [Int32] {
        var counts: [Int32] = []
        counts.reserveCapacity(part.count)
        for rank in part {
            var count: Int32 = 0
            forEach(of: rank) { _ in count += 1 }
            counts.append(count)
        }
        return counts
    }

    func write(_ part: Range<Int>, to target: UnsafeMutableBufferPointer<Int32>, from start: Int) {
        var place = start
        for rank in part {
            forEach(of: rank) { later in
                target[place] = later
                place += 1
            }
        }
    }

    /// Reads unchecked: neighbours are nodes.
    @inline(__always)
    private func forEach(of rank: Int, _ body: (Int32) -> Void) {
        let node = Int(order[rank])
        graph.neighbours.withUnsafeBufferPointer { neighbours in
            ranks.withUnsafeBufferPointer { ranks in
                for place in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
                    let other = ranks[Int(neighbours[place])]
                    if other > rank { body(other) }
                }
            }
        }
    }
}
