import NaruSemantics
import NaruSyntax
import Synchronization

/// The graphs of one run, each built once. A run is one thread at a time, so
/// nothing but the table needs a lock.
final class GraphCache: Sendable {
    private struct Key: Hashable {
        var via: TypedExpression
        var isWide: Bool
    }

    private struct Entry: @unchecked Sendable {
        var adjacency: Adjacency?
        var whole: WholeGraph?
    }

    private let entries = Mutex<[Key: Entry]>([:])

    func adjacency(of via: TypedExpression, isWide: Bool = false, _ context: RunContext) -> Adjacency {
        let key = Key(via: via, isWide: isWide)
        if let known = entries.withLock({ $0[key] })?.adjacency { return known }
        let made = Adjacency(LinkPath(via, isWide: isWide, context.store), context: context)
        let entry = Entry(adjacency: made)
        entries.withLock { $0[key] = Entry(adjacency: entry.adjacency, whole: $0[key]?.whole) }
        return made
    }

    func whole(of via: TypedExpression, _ make: () throws(EngineError) -> WholeGraph) throws(EngineError) -> WholeGraph
    {
        let key = Key(via: via, isWide: false)
        if let known = entries.withLock({ $0[key] })?.whole { return known }
        let made = try make()
        let entry = Entry(whole: made)
        entries.withLock { $0[key] = Entry(adjacency: $0[key]?.adjacency, whole: entry.whole) }
        return made
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
            self.path = path.via.withoutPlaces
            isWide = path.isWide
            settings = store.view?.settings
        }
    }

    private let graphs = Mutex<[(key: Key, graph: LinkGraph)]>([])
    /// A graph that was made long ago goes when all together take more.
    private static let byteLimit = 1 << 28

    func graph(of path: LinkPath, in store: Store) -> LinkGraph? {
        let key = Key(path, store)
        return graphs.withLock { graphs in graphs.first { $0.key == key }?.graph }
    }

    /// Two runs may make one graph at a time; the first one is kept.
    func keep(_ graph: LinkGraph, of path: LinkPath, in store: Store) -> LinkGraph {
        let key = Key(path, store)
        return graphs.withLock { graphs in
            if let known = graphs.first(where: { $0.key == key }) { return known.graph }
            graphs.append((key, graph))
            var bytes = graphs.reduce(0) { $0 + $1.graph.byteCount }
            while bytes > Self.byteLimit, graphs.count > 1 { bytes -= graphs.removeFirst().graph.byteCount }
            return graph
        }
    }
}
