/// A breadth-first search over the nodes of a graph, level by level. Its tables
/// have a place for each node and serve one search after the other.
struct LevelSearch {
    private let first: Int32
    /// How far each node is, or -1.
    private var distances: [Int32]
    /// The node before, on the first path.
    private var parents: [Int32]
    private(set) var found = Levels()

    /// The nodes that a search found, nearest first.
    struct Levels {
        private(set) var nodes: [Int32] = []
        /// Where each level ends.
        private(set) var ends: [Int] = []

        var depth: Int { ends.count - 1 }
        var last: ArraySlice<Int32> { level(depth) }

        func level(_ distance: Int) -> ArraySlice<Int32> {
            guard ends.indices.contains(distance) else { return [] }
            return nodes[(distance == 0 ? 0 : ends[distance - 1])..<ends[distance]]
        }

        fileprivate mutating func append(_ level: [Int32]) {
            nodes += level
            ends.append(nodes.count)
        }
    }

    init(_ range: Range<Int32>) {
        first = range.lowerBound
        distances = [Int32](repeating: -1, count: range.count)
        parents = distances
    }

    func distance(of node: Int32) -> Int? {
        let distance = distances[Int(node - first)]
        return distance < 0 ? nil : Int(distance)
    }

    @inline(__always)
    func isAt(_ distance: Int, _ node: Int32) -> Bool { Int(distances[Int(node - first)]) == distance }

    /// Forgets the last search.
    mutating func begin(at starts: [Int32]) {
        for node in found.nodes { distances[Int(node - first)] = -1 }
        found = Levels()
        for node in starts { distances[Int(node - first)] = 0 }
        for node in starts { parents[Int(node - first)] = node }
        found.append(starts)
    }

    /// The same search as one that was made before.
    mutating func restore(_ levels: Levels) {
        begin(at: Array(levels.level(0)))
        for distance in levels.ends.indices.dropFirst() {
            for node in levels.level(distance) { distances[Int(node - first)] = Int32(distance) }
        }
        found = levels
    }

    /// One level more; the nodes stand in the order of the first paths to them.
    mutating func expand(_ neighbours: (Int32) -> ArraySlice<Int32>) {
        let distance = Int32(found.depth + 1)
        var next: [Int32] = []
        for node in found.last {
            for other in neighbours(node) where distances[Int(other - first)] < 0 {
                distances[Int(other - first)] = distance
                parents[Int(other - first)] = node
                next.append(other)
            }
        }
        found.append(next)
    }

    /// From the start of the search; the first one by the nodes' order.
    func firstPath(to end: Int32) -> [Int32] {
        var path = [end]
        while let node = path.last, !isAt(0, node) { path.append(parents[Int(node - first)]) }
        return path.reversed()
    }
}

/// Finds the first of the shortest paths between two nodes from both ends,
/// which touches far fewer nodes than from one.
struct MeetingSearch {
    private let graph: LinkGraph
    private let checkpoint: () throws(EngineError) -> Void
    private var ahead: LevelSearch
    private var back: LevelSearch
    /// Whether a node ahead lies on a shortest path.
    private var leadsOn: Bitmap

    init(_ graph: LinkGraph, checkpoint: @escaping () throws(EngineError) -> Void) {
        self.graph = graph
        self.checkpoint = checkpoint
        ahead = LevelSearch(graph.range)
        back = LevelSearch(graph.range)
        leadsOn = Bitmap(repeating: false, count: graph.range.count)
    }

    /// The path whose nodes come first by ids; nil where there is none of so
    /// many hops.
    mutating func path(from start: Int32, to end: Int32, limit: Int) throws(EngineError) -> [Int32]? {
        guard start != end else { return [start] }
        ahead.begin(at: [start])
        back.begin(at: [end])
        while !ahead.found.last.isEmpty, !back.found.last.isEmpty, ahead.found.depth + back.found.depth < limit {
            try checkpoint()
            // Levels are searched as a whole, so all nodes in the middle are found.
            let middle = expand()
            if !middle.isEmpty { return walk(from: start, through: middle) }
        }
        return nil
    }

    /// One level more from the end that has fewer steps to take: the nodes
    /// that the other end has found too.
    private mutating func expand() -> [Int32] {
        let reversed = graph.reversed
        if steps(from: ahead.found.last, in: graph) <= steps(from: back.found.last, in: reversed) {
            ahead.expand { graph.neighbours(of: $0) }
            return ahead.found.last.filter { back.isAt(back.found.depth, $0) }
        }
        back.expand { reversed.neighbours(of: $0) }
        return back.found.last.filter { ahead.isAt(ahead.found.depth, $0) }
    }

    private func steps(from nodes: ArraySlice<Int32>, in graph: LinkGraph) -> Int {
        nodes.reduce(0) { $0 + graph.places(of: $1).count }
    }

    /// At each hop the first neighbour from which the end is near enough.
    private mutating func walk(from start: Int32, through middle: [Int32]) -> [Int32] {
        let marked = mark(middle)
        defer { for node in marked { leadsOn[row(node)] = false } }
        let (depth, length) = (ahead.found.depth, ahead.found.depth + back.found.depth)
        var path = [start]
        while path.count <= length, let node = path.last {
            let hops = path.count
            let next = graph.neighbours(of: node).first { other in
                hops <= depth ? ahead.isAt(hops, other) && leadsOn[row(other)] : back.isAt(length - hops, other)
            }
            guard let next else { break }
            path.append(next)
        }
        return path
    }

    /// Marks the nodes ahead that lead to the middle.
    private mutating func mark(_ middle: [Int32]) -> [Int32] {
        var marked: [Int32] = []
        var level = middle
        var hops = ahead.found.depth
        while !level.isEmpty {
            for node in level { leadsOn[row(node)] = true }
            marked += level
            hops -= 1
            var before: [Int32] = []
            for node in level where hops >= 0 {
                for other in graph.reversed.neighbours(of: node) where ahead.isAt(hops, other) && !leadsOn[row(other)] {
                    leadsOn[row(other)] = true
                    before.append(other)
                }
            }
            level = before
        }
        return marked
    }

    private func row(_ node: Int32) -> Int { Int(node - graph.range.lowerBound) }
}
