import NaruSyntax

/// Finds paths from one set of nodes to another, those with fewer hops first,
/// then by the ids of their nodes from the start on.
final class PathFinder {
    private let adjacency: Adjacency
    /// As far as the graph is known.
    private var neighbours: Neighbours
    private let context: RunContext
    private let mode: PathMode
    /// The most hops.
    let limit: Int
    private lazy var search = LevelSearch(adjacency.range)
    /// From the ends towards the starts.
    private lazy var back = LevelSearch(adjacency.range)
    /// The places of the nodes that a search back is among.
    private var places: [Int32] = []
    private var meeting: MeetingSearch?

    /// Takes one path; false to have no more.
    typealias Sink = ([Int32]) throws(EngineError) -> Bool

    init(adjacency: Adjacency, context: RunContext, mode: PathMode, limit: Int) throws(EngineError) {
        self.adjacency = adjacency
        neighbours = try adjacency.loading([], context)
        self.context = context
        self.mode = mode
        self.limit = limit
    }

    /// Finds the neighbourhoods of many starts together.
    func prepare(for starts: [Int32]) throws(EngineError) {
        neighbours = try adjacency.loadingAround(starts, hops: limit, context)
    }

    func find(from starts: [Int32], to ends: [Int32], _ sink: Sink) throws(EngineError) {
        let starts = ordered(starts)
        let ends = ordered(ends)
        guard !starts.isEmpty, !ends.isEmpty else { return }
        switch mode {
        case .unspecified, .shortest: try shortest(starts, ends, sink)
        case .allShortest: try allShortest(starts, ends, sink)
        case .simple: try simple(starts, ends, sink)
        }
    }

    private func place(_ node: Int32) -> Int32 { context.store.place(of: node) }

    private func ordered(_ nodes: [Int32]) -> [Int32] {
        Set(nodes).filter { adjacency.range.contains($0) }.sorted { place($0) < place($1) }
    }

    private func marks(of nodes: [Int32]) -> Bitmap {
        Bitmap(places: nodes.map { Int32(row($0)) }, count: adjacency.range.count)
    }

    private func row(_ node: Int32) -> Int { Int(node - adjacency.range.lowerBound) }

    // MARK: Shortest

    /// To more ends than this a search from the start alone is quicker.
    private static let fewEnds = 4

    /// One path for each pair that is joined.
    private func shortest(_ starts: [Int32], _ ends: [Int32], _ sink: Sink) throws(EngineError) {
        var found: [[Int32]] = []
        for start in starts {
            if ends.count <= Self.fewEnds, let graph = neighbours.whole {
                for end in ends { if let path = try path(from: start, to: end, in: graph) { found.append(path) } }
            } else {
                try searchLevels(from: start, until: ends)
                for end in ends where search.distance(of: end) != nil { found.append(search.firstPath(to: end)) }
            }
        }
        for path in found.sorted(by: precedes) { guard try sink(path) else { return } }
    }

    private func path(from start: Int32, to end: Int32, in graph: LinkGraph) throws(EngineError) -> [Int32]? {
        var meeting = self.meeting ?? MeetingSearch(graph, checkpoint: context.checkpoint)
        // The tables have one owner while they are written.
        self.meeting = nil
        defer { self.meeting = meeting }
        return try meeting.path(from: start, to: end, limit: limit)
    }

    private func precedes(_ left: [Int32], _ right: [Int32]) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for (a, b) in zip(left, right) where a != b { return place(a) < place(b) }
        return false
    }

    /// Breadth first, as far as the limit or until every end is found. Levels
    /// keep the order of the paths that lead to them, so the first way to a
    /// node is the first by ids.
    private func searchLevels(from start: Int32, until ends: [Int32]) throws(EngineError) {
        search.begin(at: [start])
        var missing = ends.filter { $0 != start }
        while !search.found.last.isEmpty, !missing.isEmpty, search.found.depth < limit {
            try context.checkpoint()
            neighbours = try adjacency.loading(search.found.last, context)
            search.expand(neighbours.of)
            missing.removeAll { search.distance(of: $0) != nil }
        }
    }

    // MARK: All shortest

    /// For each number of hops and each start, a walk through the nodes that
    /// lie on some shortest path of that length.
    private func allShortest(_ starts: [Int32], _ ends: [Int32], _ sink: Sink) throws(EngineError) {
        let hold = MemoryHold(context.meter)
        var searches: [(start: Int32, levels: LevelSearch.Levels, lengths: [Int])] = []
        for start in starts {
            try searchLevels(from: start, until: ends)
            try hold.add(search.found.nodes.count * 4)
            searches.append((start, search.found, ends.compactMap { search.distance(of: $0) }))
        }
        for length in Set(searches.flatMap(\.lengths)).sorted() {
            for (start, levels, lengths) in searches where lengths.contains(length) {
                search.restore(levels)
                let isReached = marks(of: ends.filter { search.isAt(length, $0) })
                let isUseful = nodes(towards: isReached, within: length)
                let walker = Walker(self, to: length, isEnd: isReached) { node, hops in
                    self.search.isAt(hops, node) && isUseful[self.row(node)]
                }
                guard try walker.walk(from: start, sink) else { return }
            }
        }
    }

    /// The nodes on shortest paths of a length to some ends.
    private func nodes(towards ends: Bitmap, within length: Int) -> Bitmap {
        var useful = ends
        for distance in (0..<length).reversed() {
            for node in search.found.level(distance) {
                let leadsOn = neighbours.of(node).contains {
                    search.isAt(distance + 1, $0) && useful[row($0)]
                }
                if leadsOn { useful[row(node)] = true }
            }
        }
        return useful
    }

    // MARK: Simple

    /// Length by length, never into a node from which no end is near enough.
    private func simple(_ starts: [Int32], _ ends: [Int32], _ sink: Sink) throws(EngineError) {
        try prepare(for: starts)
        try searchBack(from: ends, around: starts)
        let isEnd = marks(of: ends)
        for length in 0...min(limit, back.found.nodes.count) {
            for start in starts {
                let walker = Walker(self, to: length, isEnd: isEnd) { node, hops in
                    self.back.distance(of: node).map { hops + $0 <= length } ?? false
                }
                guard try walker.walk(from: start, sink) else { return }
            }
        }
    }

    /// Finds how far the nearest end is from each node that a path may pass.
    private func searchBack(from ends: [Int32], around starts: [Int32]) throws(EngineError) {
        if let reversed = neighbours.whole?.reversed {
            back.begin(at: ends)
            while !back.found.last.isEmpty, back.found.depth < limit {
                try context.checkpoint()
                back.expand(reversed.neighbours)
            }
            return
        }
        search.begin(at: starts)
        while !search.found.last.isEmpty, search.found.depth < limit {
            try context.checkpoint()
            search.expand(neighbours.of)
        }
        let near = search.found.nodes
        back.begin(at: ends.filter { search.distance(of: $0) != nil })
        let before = stepsBack(among: near)
        while !back.found.last.isEmpty {
            try context.checkpoint()
            back.expand { before.numbers[before.places(of: places[row($0)])] }
        }
    }

    /// For each of some nodes those that a step leads from.
    private func stepsBack(among near: [Int32]) -> NumberRuns {
        if places.isEmpty { places = [Int32](repeating: -1, count: adjacency.range.count) }
        for (place, node) in near.enumerated() { places[row(node)] = Int32(place) }
        var steps = NumberRuns(offsets: [0], numbers: [])
        for node in near {
            steps.numbers += neighbours.of(node).map { places[row($0)] }
            steps.offsets.append(Int32(steps.numbers.count))
        }
        var before = steps.reversed(in: 0..<Int32(near.count), base: 0)
        before.numbers = near.gather(before.numbers)
        return before
    }

    // MARK: Walking

    /// Every path of just one length by ids. No node stands in a path twice.
    private final class Walker {
        private let finder: PathFinder
        private let length: Int
        private let isEnd: Bitmap
        private let mayVisit: (Int32, Int) -> Bool
        private var path: [Int32] = []
        private var steps = 0

        init(_ finder: PathFinder, to length: Int, isEnd: Bitmap, _ mayVisit: @escaping (Int32, Int) -> Bool) {
            self.finder = finder
            self.length = length
            self.isEnd = isEnd
            self.mayVisit = mayVisit
        }

        /// False when no more is wanted.
        func walk(from node: Int32, _ sink: Sink) throws(EngineError) -> Bool {
            path.append(node)
            defer { path.removeLast() }
            steps += 1
            if steps % 1024 == 0 { try finder.context.checkpoint() }
            let hops = path.count - 1
            if hops == length { return isEnd[finder.row(node)] ? try sink(path) : true }
            for other in finder.neighbours.of(node)
            where mayVisit(other, hops + 1) && !path.contains(other) {
                guard try walk(from: other, sink) else { return false }
            }
            return true
        }
    }
}
