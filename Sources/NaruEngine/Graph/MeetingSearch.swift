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
