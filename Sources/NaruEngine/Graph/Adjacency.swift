import NaruSemantics
import NaruSyntax
import Synchronization

/// Where one step of a link path leads from each node, found when first asked
/// for and kept for the rest of the run. Steps to the node itself are dropped.
final class Adjacency {
    private let evaluator: Evaluator
    /// Leads from an entity, slot 0 of a new frame, to its neighbours.
    private let via: TypedExpression
    /// Whether steps that are only possibly there count too.
    private let isWide: Bool
    /// For each entity the place of its neighbours in `runs`, or -1.
    private var places: [Int32]
    private var runs: [Range<Int>] = []
    private var targets: [Int32] = []

    init(via: TypedExpression, context: RunContext, isWide: Bool = false) {
        self.via = via
        self.isWide = isWide
        evaluator = Evaluator(context: isWide ? context.silent() : context)
        places = [Int32](repeating: -1, count: context.store.entityCount)
    }

    /// In the order of sets. Empty for a node that was not loaded.
    func neighbours(of node: Int32) -> ArraySlice<Int32> {
        let place = places[Int(node)]
        return place < 0 ? [] : targets[runs[Int(place)]]
    }

    /// Finds the neighbours of nodes that are not known yet, all at once.
    func load(_ nodes: some Sequence<Int32>) throws(EngineError) {
        var missing: [Int32] = []
        for node in nodes where places[Int(node)] < 0 {
            places[Int(node)] = Int32(runs.count + missing.count)
            missing.append(node)
        }
        guard !missing.isEmpty else { return }
        let slot = Vector(count: missing.count, payload: .code(missing))
        let frame = Frame(slots: [slot], count: missing.count, parent: .root())
        let values = try evaluator.evaluate(via, frame)
        let next = isWide ? evaluator.allMembers(of: values, via.type.type).list : values.asList()
        guard case .list(let list) = next.payload, case .code(let found) = list.child.payload else { return }
        for (index, node) in missing.enumerated() {
            let start = targets.count
            for place in Int(list.offsets[index])..<Int(list.offsets[index + 1]) where found[place] != node {
                targets.append(found[place])
            }
            runs.append(start..<targets.count)
        }
    }

    /// All that lies within some hops of the starts, level by level.
    func loadAround(_ starts: [Int32], hops limit: Int) throws(EngineError) {
        var seen = Set(starts)
        var frontier = starts
        var hops = 0
        while !frontier.isEmpty, hops < limit {
            try evaluator.context.checkpoint()
            try load(frontier)
            frontier = frontier.flatMap { neighbours(of: $0) }.filter { seen.insert($0).inserted }
            hops += 1
        }
    }
}

/// The graphs of one run, each built once. A run is one thread at a time, so
/// nothing but the table needs a lock.
final class GraphCache: Sendable {
    private struct Entry: @unchecked Sendable {
        var adjacency: Adjacency?
        var whole: WholeGraph?
    }

    private let entries = Mutex<[TypedExpression: Entry]>([:])

    func adjacency(of via: TypedExpression, _ context: RunContext) -> Adjacency {
        if let known = entries.withLock({ $0[via] })?.adjacency { return known }
        let made = Adjacency(via: via, context: context)
        let entry = Entry(adjacency: made)
        entries.withLock { $0[via] = Entry(adjacency: entry.adjacency, whole: $0[via]?.whole) }
        return made
    }

    func whole(of via: TypedExpression, _ make: () throws(EngineError) -> WholeGraph) throws(EngineError) -> WholeGraph
    {
        if let known = entries.withLock({ $0[via] })?.whole { return known }
        let entry = Entry(whole: try make())
        entries.withLock { $0[via] = Entry(adjacency: $0[via]?.adjacency, whole: entry.whole) }
        return entry.whole ?? WholeGraph(nodes: [], graph: DirectedGraph(count: 0, steps: []))
    }
}
