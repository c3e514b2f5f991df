import NaruSyntax

/// Finds paths from one set of nodes to another, those with fewer hops first,
/// then by the ids of their nodes from the start on.
struct PathFinder {
    let adjacency: Adjacency
    let context: RunContext
    let mode: PathMode
    /// The most hops.
    let limit: Int

    /// Takes one path; false to have no more.
    typealias Sink = ([Int32]) throws(EngineError) -> Bool

    func find(from starts: [Int32], to ends: [Int32], _ sink: Sink) throws(EngineError) {
        let starts = ordered(starts)
        guard !starts.isEmpty, !ends.isEmpty else { return }
        switch mode {
        case .unspecified, .shortest: try shortest(starts, Set(ends), sink)
        case .allShortest: try allShortest(starts, Set(ends), sink)
        case .simple: try simple(starts, Set(ends), sink)
        }
    }

    private func place(_ node: Int32) -> Int32 { context.store.place(of: node) }

    private func ordered(_ nodes: [Int32]) -> [Int32] {
        Set(nodes).sorted { place($0) < place($1) }
    }

    // MARK: Shortest

    /// One path for each pair that is joined. Frontiers keep the order of the
    /// paths that lead to them, so the first way to a node is the first by ids.
    private func shortest(_ starts: [Int32], _ ends: Set<Int32>, _ sink: Sink) throws(EngineError) {
        var found: [[Int32]] = []
        for start in starts {
            let levels = try levels(from: start, until: ends)
            for end in ends where levels.hops[end] != nil { found.append(levels.firstPath(to: end)) }
        }
        for path in found.sorted(by: precedes) { guard try sink(path) else { return } }
    }

    private func precedes(_ left: [Int32], _ right: [Int32]) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for (a, b) in zip(left, right) where a != b { return place(a) < place(b) }
        return false
    }

    /// Breadth first, as far as the limit or until every end is found.
    private func levels(from start: Int32, until ends: Set<Int32>) throws(EngineError) -> Levels {
        var levels = Levels(start)
        var missing = ends.subtracting([start])
        var frontier = [start]
        var hops = 0
        while !frontier.isEmpty, !missing.isEmpty, hops < limit {
            try context.checkpoint()
            try adjacency.load(frontier)
            hops += 1
            var next: [Int32] = []
            for node in frontier {
                for other in adjacency.neighbours(of: node) where levels.hops[other] == nil {
                    levels.hops[other] = hops
                    levels.parents[other] = node
                    missing.remove(other)
                    next.append(other)
                }
            }
            frontier = next
        }
        return levels
    }

    private struct Levels {
        var hops: [Int32: Int]
        /// The node before, on the first path.
        var parents: [Int32: Int32] = [:]

        init(_ start: Int32) { hops = [start: 0] }

        func firstPath(to end: Int32) -> [Int32] {
            var path = [end]
            while let parent = parents[path[path.count - 1]] { path.append(parent) }
            return path.reversed()
        }
    }

    // MARK: All shortest

    /// For each number of hops and each start, a walk through the nodes that
    /// lie on some shortest path of that length.
    private func allShortest(_ starts: [Int32], _ ends: Set<Int32>, _ sink: Sink) throws(EngineError) {
        var searches: [(start: Int32, levels: Levels)] = []
        for start in starts { searches.append((start, try levels(from: start, until: ends))) }
        let lengths = Set(searches.flatMap { search in ends.compactMap { search.levels.hops[$0] } }).sorted()
        for length in lengths {
            for (start, levels) in searches {
                let reached = ends.filter { levels.hops[$0] == length }
                guard !reached.isEmpty else { continue }
                let useful = nodes(towards: reached, levels)
                var walk = Walk(path: [start])
                guard
                    try extend(
                        &walk, to: length, sink: sink, isEnd: { reached.contains($0) },
                        { node, hops in
                            levels.hops[node] == hops && useful.contains(node)
                        })
                else { return }
            }
        }
    }

    /// The nodes on shortest paths to some ends.
    private func nodes(towards ends: Set<Int32>, _ levels: Levels) -> Set<Int32> {
        var before: [Int32: [Int32]] = [:]
        for (node, hops) in levels.hops {
            for other in adjacency.neighbours(of: node) where levels.hops[other] == hops + 1 {
                before[other, default: []].append(node)
            }
        }
        return closure(of: ends, before)
    }

    private func closure(of nodes: Set<Int32>, _ steps: [Int32: [Int32]]) -> Set<Int32> {
        var seen = nodes
        var open = Array(nodes)
        while let node = open.popLast() {
            for other in steps[node] ?? [] where seen.insert(other).inserted { open.append(other) }
        }
        return seen
    }

    // MARK: Simple

    /// Length by length, never into a node from which no end is near enough.
    private func simple(_ starts: [Int32], _ ends: Set<Int32>, _ sink: Sink) throws(EngineError) {
        try adjacency.loadAround(starts, hops: limit)
        let distances = try distances(to: ends, around: starts)
        let longest = min(limit, distances.count)
        for length in 0...max(longest, 0) {
            for start in starts {
                var walk = Walk(path: [start])
                guard
                    try extend(
                        &walk, to: length, sink: sink, isEnd: { ends.contains($0) },
                        { node, hops in
                            distances[node].map { hops + $0 <= length } ?? false
                        })
                else { return }
            }
        }
    }

    /// For each node near the starts how far the nearest end is.
    private func distances(to ends: Set<Int32>, around starts: [Int32]) throws(EngineError) -> [Int32: Int] {
        var before: [Int32: [Int32]] = [:]
        var seen = Set(starts)
        var open = starts
        while let node = open.popLast() {
            for other in adjacency.neighbours(of: node) {
                before[other, default: []].append(node)
                if seen.insert(other).inserted { open.append(other) }
            }
        }
        var distances: [Int32: Int] = [:]
        var frontier = ends.filter { seen.contains($0) }.map { $0 }
        var hops = 0
        while !frontier.isEmpty {
            try context.checkpoint()
            frontier = frontier.filter { distances[$0] == nil }
            for node in frontier { distances[node] = hops }
            frontier = frontier.flatMap { before[$0] ?? [] }
            hops += 1
        }
        return distances
    }

    // MARK: Walking

    private struct Walk {
        var path: [Int32]
        var steps = 0
    }

    /// Every path of just this length that goes on from the walk, by ids;
    /// false when no more is wanted. No node stands in a path twice.
    private func extend(
        _ walk: inout Walk, to length: Int, sink: Sink, isEnd: (Int32) -> Bool, _ mayVisit: (Int32, Int) -> Bool
    ) throws(EngineError) -> Bool {
        walk.steps += 1
        if walk.steps % 1024 == 0 { try context.checkpoint() }
        let hops = walk.path.count - 1
        let node = walk.path[hops]
        if hops == length { return isEnd(node) ? try sink(walk.path) : true }
        for other in adjacency.neighbours(of: node) where mayVisit(other, hops + 1) && !walk.path.contains(other) {
            walk.path.append(other)
            guard try extend(&walk, to: length, sink: sink, isEnd: isEnd, mayVisit) else { return false }
            walk.path.removeLast()
        }
        return true
    }
}
