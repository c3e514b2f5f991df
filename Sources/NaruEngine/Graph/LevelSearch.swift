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
