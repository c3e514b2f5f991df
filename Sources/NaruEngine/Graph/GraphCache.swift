import NaruSemantics
import NaruSyntax

/// The graphs of one run, each built once.
final class GraphCache: Sendable {
    private struct Key: Hashable {
        var via: TypedExpression
        var isWide: Bool
    }

    private let adjacencies = Lock<[Key: Adjacency]>([:])
    private let wholes = Lock<[TypedExpression: Once<WholeGraph>]>([:])

    func adjacency(of via: TypedExpression, isWide: Bool = false, _ context: RunContext) -> Adjacency {
        let key = Key(via: via, isWide: isWide)
        return adjacencies.withLock { known in
            if let adjacency = known[key] { return adjacency }
            let made = Adjacency(LinkPath(via, isWide: isWide, context.store))
            known[key] = made
            return made
        }
    }

    func whole(of via: TypedExpression, _ make: () throws(EngineError) -> WholeGraph) throws(EngineError) -> WholeGraph
    {
        let once = wholes.withLock { known in
            if let whole = known[via] { return whole }
            let made = Once<WholeGraph>()
            known[via] = made
            return made
        }
        return try once.value(make)
    }
}

/// The graphs of a dataset that every run may use: those of paths that read
/// nothing but the dataset, for each of its views.
final class SharedGraphs: Sendable {
    private struct Key: Hashable {
        var path: TypedExpression
        var isWide: Bool
        var settings: ViewSettings?

        init(_ path: LinkPath, _ store: Store) {
            self.path = path.pattern
            isWide = path.isWide
            settings = store.view?.settings
        }
    }

    private struct Kept {
        var graphs: [(key: Key, graph: LinkGraph)] = []
        /// How many links of a path were followed without its graph.
        var followed: [Key: Int] = [:]
    }

    private let kept = Lock(Kept())
    /// A graph that was made long ago goes when all together take more.
    private static let byteLimit = 1 << 28
    private static let pathLimit = 256

    func graph(of path: LinkPath, in store: Store) -> LinkGraph? {
        let key = Key(path, store)
        return kept.withLock { kept in kept.graphs.first { $0.key == key }?.graph }
    }

    func followed(_ path: LinkPath, in store: Store) -> Int {
        let key = Key(path, store)
        return kept.withLock { $0.followed[key] ?? 0 }
    }

    func note(_ links: Int, of path: LinkPath, in store: Store) {
        let key = Key(path, store)
        kept.withLock { kept in
            if kept.followed.count >= Self.pathLimit { kept.followed = [:] }
            kept.followed[key, default: 0] += links
        }
    }

    /// Two runs may make one graph at a time; the first one is kept.
    func keep(_ graph: LinkGraph, of path: LinkPath, in store: Store) -> LinkGraph {
        let key = Key(path, store)
        return kept.withLock { kept in
            if let known = kept.graphs.first(where: { $0.key == key }) { return known.graph }
            kept.graphs.append((key, graph))
            var bytes = kept.graphs.reduce(0) { $0 + $1.graph.byteCount }
            while bytes > Self.byteLimit, kept.graphs.count > 1 { bytes -= kept.graphs.removeFirst().graph.byteCount }
            return graph
        }
    }
}
