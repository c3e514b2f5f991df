import NaruSemantics
import NaruSyntax

/// Where one step of a link path leads from each node, as far as it has been
/// asked for in a run. Steps to the node itself are dropped.
///
/// While a search touches few nodes, only their neighbours are found. One that
/// goes further finds those of all nodes at once.
final class Adjacency {
    private let evaluator: Evaluator
    private let path: LinkPath
    /// All of the graph, once it is known.
    private(set) var whole: LinkGraph?
    /// For each node the place of its neighbours in `found`, or -1.
    private var places: [Int32] = []
    private var found = NumberRuns(offsets: [0], numbers: [])
    private let hold: MemoryHold

    init(_ path: LinkPath, context: RunContext) {
        self.path = path
        evaluator = Evaluator(context: path.isWide ? context.silent() : context)
        hold = MemoryHold(context.meter)
        whole = path.isLasting ? context.store.shared.graphs.graph(of: path, in: context.store) : nil
    }

    /// The numbers of the entities that may be nodes.
    var range: Range<Int32> { path.range }

    /// In the order of sets. Empty for a node that was not loaded.
    func neighbours(of node: Int32) -> ArraySlice<Int32> {
        if let whole { return whole.neighbours(of: node) }
        guard range.contains(node), !places.isEmpty else { return [] }
        let place = places[Int(node - range.lowerBound)]
        return place < 0 ? [] : found.numbers[Int(found.offsets[Int(place)])..<Int(found.offsets[Int(place) + 1])]
    }

    /// Finds the neighbours of nodes that are not known yet, all at once.
    func load(_ nodes: some Sequence<Int32>) throws(EngineError) {
        guard whole == nil else { return }
        if places.isEmpty {
            try hold.add(range.count * 4)
            places = [Int32](repeating: -1, count: range.count)
        }
        var missing: [Int32] = []
        for node in nodes where range.contains(node) && places[Int(node - range.lowerBound)] < 0 {
            places[Int(node - range.lowerBound)] = Int32(found.count + missing.count)
            missing.append(node)
        }
        guard !missing.isEmpty else { return }
        if path.isIndependent, (found.count + missing.count) * 16 > range.count { return try loadAll() }
        let more = try evaluator.steps(path, from: missing)
        try hold.add(more.numbers.count * 4)
        found.append(more)
    }

    /// The whole graph, if it can be found without being noticed.
    func loadAll() throws(EngineError) {
        guard whole == nil, path.isIndependent else { return }
        let context = evaluator.context
        let graph = try LinkGraph.make(context, range: range) { nodes throws(EngineError) in
            try evaluator.steps(path, from: nodes)
        }
        if path.isLasting {
            whole = context.store.shared.graphs.keep(graph, of: path, in: context.store)
        } else {
            try hold.add(graph.byteCount)
            whole = graph
        }
    }

    /// All that lies within some hops of the starts, level by level.
    func loadAround(_ starts: [Int32], hops limit: Int) throws(EngineError) {
        var seen = Bitmap(repeating: false, count: range.count)
        func isNew(_ node: Int32) -> Bool {
            guard range.contains(node), !seen[Int(node - range.lowerBound)] else { return false }
            seen[Int(node - range.lowerBound)] = true
            return true
        }
        var frontier = starts.filter(isNew)
        var hops = 0
        while whole == nil, !frontier.isEmpty, hops < limit {
            try evaluator.context.checkpoint()
            try load(frontier)
            frontier = frontier.flatMap { neighbours(of: $0).filter(isNew) }
            hops += 1
        }
    }
}

extension Evaluator {
    /// Where one step leads from each of some nodes.
    fileprivate func steps(_ path: LinkPath, from nodes: [Int32]) throws(EngineError) -> NumberRuns {
        let slot = Vector(count: nodes.count, payload: .code(nodes))
        let values = try evaluate(path.via, Frame(slots: [slot], count: nodes.count, parent: .root()))
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
