import NaruSemantics
import NaruSyntax

/// Where one step of a link path leads from each node, as far as it has been
/// asked for in a run. Steps to the node itself are dropped.
///
/// While searches touch little of a graph, only the neighbours of its nodes are
/// found. Once they have followed about as many links as there are nodes, all
/// of the graph is found at once. Any number of threads may search.
final class Adjacency: Sendable {
    let path: LinkPath
    private let known = Lock(Known())

    private struct Known {
        var neighbours: Neighbours?
        var hold: MemoryHold?
    }

    init(_ path: LinkPath) { self.path = path }

    /// The numbers of the entities that may be nodes.
    var range: Range<Int32> { path.range }

    /// What is known once the neighbours of these nodes are, too.
    func loading(_ nodes: some Sequence<Int32>, _ context: RunContext) throws(EngineError) -> Neighbours {
        try known.withLock { known throws(EngineError) in
            var neighbours = known.neighbours ?? Neighbours(path, context)
            known.neighbours = nil
            defer { known.neighbours = neighbours }
            let missing = neighbours.missing(of: nodes)
            guard !missing.isEmpty else { return neighbours }
            let hold = known.hold ?? MemoryHold(context.meter)
            known.hold = hold
            if let whole = try whole(for: missing.count, neighbours, context, hold) {
                neighbours.whole = whole
            } else {
                let more = try Evaluator(context: context).steps(path, from: missing)
                try hold.add((more.numbers.count + 2 * missing.count) * 4)
                neighbours.append(more, of: missing)
                if path.isLasting { context.store.shared.graphs.note(more.numbers.count, of: path, in: context.store) }
            }
            return neighbours
        }
    }

    /// The whole graph, if it is time for it and nobody can notice.
    private func whole(
        for more: Int, _ neighbours: Neighbours, _ context: RunContext, _ hold: MemoryHold
    ) throws(EngineError) -> LinkGraph? {
        guard path.isIndependent else { return nil }
        let shared = context.store.shared.graphs
        if path.isLasting, let graph = shared.graph(of: path, in: context.store) { return graph }
        let followed = path.isLasting ? shared.followed(path, in: context.store) : neighbours.linkCount
        guard followed >= range.count || (neighbours.nodeCount + more) * 16 > range.count else { return nil }
        let graph = try LinkGraph.make(context, range: range) { nodes throws(EngineError) in
            try Evaluator(context: context).steps(path, from: nodes)
        }
        if path.isLasting { return shared.keep(graph, of: path, in: context.store) }
        try hold.add(graph.byteCount)
        return graph
    }

    /// All that lies within some hops of the starts, level by level.
    func loadingAround(_ starts: [Int32], hops limit: Int, _ context: RunContext) throws(EngineError) -> Neighbours {
        var seen = Bitmap(repeating: false, count: range.count)
        func isNew(_ node: Int32) -> Bool {
            guard range.contains(node), !seen[Int(node - range.lowerBound)] else { return false }
            seen[Int(node - range.lowerBound)] = true
            return true
        }
        var frontier = starts.filter(isNew)
        var neighbours = try loading([], context)
        var hops = 0
        while neighbours.whole == nil, !frontier.isEmpty, hops < limit {
            try context.checkpoint()
            neighbours = try loading(frontier, context)
            frontier = frontier.flatMap { neighbours.of($0).filter(isNew) }
            hops += 1
        }
        return neighbours
    }
}

/// What is known of a graph at one time.
struct Neighbours: Sendable {
    private let range: Range<Int32>
    /// All of the graph, once it is known.
    fileprivate(set) var whole: LinkGraph?
    /// For each node the place of its neighbours in `found`, or -1.
    private var places: [Int32] = []
    private var found = NumberRuns(offsets: [0], numbers: [])

    fileprivate init(_ path: LinkPath, _ context: RunContext) {
        range = path.range
        whole = path.isLasting ? context.store.shared.graphs.graph(of: path, in: context.store) : nil
    }

    fileprivate var nodeCount: Int { found.count }
    fileprivate var linkCount: Int { found.numbers.count }

    /// In the order of sets. Empty for a node that was not loaded.
    func of(_ node: Int32) -> ArraySlice<Int32> {
        if let whole { return whole.neighbours(of: node) }
        guard range.contains(node), !places.isEmpty else { return [] }
        let place = places[Int(node - range.lowerBound)]
        return place < 0 ? [] : found.numbers[found.places(of: place)]
    }

    /// Those of some nodes whose neighbours are not known, each once.
    fileprivate func missing(of nodes: some Sequence<Int32>) -> [Int32] {
        guard whole == nil else { return [] }
        var missing: [Int32] = []
        var isAsked: Set<Int32> = []
        for node in nodes where range.contains(node) {
            let isKnown = !places.isEmpty && places[Int(node - range.lowerBound)] >= 0
            if !isKnown, isAsked.insert(node).inserted { missing.append(node) }
        }
        return missing
    }

    fileprivate mutating func append(_ runs: NumberRuns, of nodes: [Int32]) {
        if places.isEmpty { places = [Int32](repeating: -1, count: range.count) }
        for (place, node) in nodes.enumerated() { places[Int(node - range.lowerBound)] = Int32(found.count + place) }
        found.append(runs)
    }
}

extension Evaluator {
    /// Where one step leads from each of some nodes.
    fileprivate func steps(_ path: LinkPath, from nodes: [Int32]) throws(EngineError) -> NumberRuns {
        let slot = Vector(count: nodes.count, payload: .code(nodes))
        let frame = Frame(slots: [slot], count: nodes.count, parent: .root())
        let values = try (path.isWide ? silent : self).evaluate(path.via, frame)
        let next = path.isWide ? allMembers(of: values, path.via.type.type).list : values.asList()
        guard case .list(let list) = next.payload, case .code(let targets) = list.child.payload else {
            return NumberRuns(offsets: [Int32](repeating: 0, count: nodes.count + 1), numbers: [])
        }
        return NumberRuns(offsets: list.offsets, numbers: targets).within(path.range, without: nodes)
    }
}

extension NumberRuns {
    /// Each run without a number of its own.
    fileprivate func within(_ range: Range<Int32>, without own: [Int32]) -> NumberRuns {
        var ends = offsets
        let kept = [Int32](unsafeUninitializedCapacity: numbers.count) { kept, size in
            for row in 0..<count {
                for place in Int(offsets[row])..<Int(offsets[row + 1])
                where numbers[place] != own[row] && range.contains(numbers[place]) {
                    kept[size] = numbers[place]
                    size += 1
                }
                ends[row + 1] = Int32(size)
            }
        }
        return NumberRuns(offsets: ends, numbers: kept)
    }
}
