import NaruPlan
import NaruSemantics

/// What the rows of a batch rest on: columns beside its slots, where the plan
/// asks for evidence.
struct Lineage: Sendable {
    /// What the presence of each row rests on.
    var rows: [EvidenceID]
    /// What the place of each row among the others rests on; it matters only
    /// where a later operator keeps rows for their place.
    var order: [EvidenceID]
    /// What each slot's values rest on.
    var traces: [Trace]

    init(rows: [EvidenceID], order: [EvidenceID]? = nil, traces: [Trace]) {
        self.rows = rows
        self.order = order ?? [EvidenceID](repeating: 0, count: rows.count)
        self.traces = traces
    }

    func gather(_ places: [Int32]) -> Lineage {
        Lineage(rows: rows.gather(places), order: order.gather(places), traces: traces.map { $0.gather(places) })
    }

    /// About how much memory it takes.
    var byteCount: Int { traces.reduce(rows.count * 8) { $0 + $1.byteCount } }

    /// Other slots of the same rows.
    func with(traces: [Trace]) -> Lineage { Lineage(rows: rows, order: order, traces: traces) }
}

extension EvidenceGraph {
    /// The lineage of rows that are put end to end.
    func concatenate(_ parts: [Lineage]) -> Lineage? {
        guard let first = parts.first else { return nil }
        guard parts.count > 1 else { return first }
        return Lineage(
            rows: parts.flatMap(\.rows), order: parts.flatMap(\.order),
            traces: first.traces.indices.map { slot in concatenate(parts.map { $0.traces[slot] }) })
    }
}

extension Batch {
    /// The same rows, which also rest on something else.
    func resting(on pieces: [EvidenceID], _ graph: EvidenceGraph) -> Batch {
        var result = compacted()
        guard let lineage = result.lineage else { return self }
        result.lineage?.rows = graph.join(lineage.rows, pieces)
        return result
    }
}

extension Scope {
    /// Members of sets, certain and possible ones in one list, and what each
    /// element of it rests on; a possible one rests on nothing.
    func members(
        of values: Vector, _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> (list: Vector, open: Bitmap?, elements: Trace?) {
        let (list, open) =
            keepsPossible ? evaluator.allMembers(of: values, expression.type.type) : (values.asList(), nil)
        guard let tracer else { return (list, open, nil) }
        let certain = tracer.graph.elements(of: values, try tracer.trace(expression, frame)).trace
        guard let open else { return (list, nil, certain) }
        var next: Int32 = -1
        let places = (0..<open.count).map { place -> Int32 in
            if open[place] { return -1 }
            next += 1
            return next
        }
        return (list, open, certain.gather(places))
    }
}

private struct OwnedNode: Hashable {
    var owner: Int32
    var node: Int32
}

/// Why nodes are reached: each rests on the first of its shortest paths.
struct TracedReach {
    private var pieces: [OwnedNode: EvidenceID] = [:]

    init(_ tracer: Tracer, _ from: TypedExpression, _ via: TypedExpression, limit: Int, _ scope: Scope)
        throws(EngineError)
    {
        let starts = try scope.evaluator.evaluate(from, scope.outer)
        let (list, elements) = tracer.graph.elements(of: starts, try tracer.trace(from, scope.outer))
        let found = try tracer.search(
            from: list.child, list.rows, tracer.graph.totals(elements), via: via, scope.outer, limit: limit)
        for index in found.nodes.indices {
            pieces[OwnedNode(owner: found.owners[index], node: found.nodes[index])] = found.pieces[index]
        }
    }

    /// A node that is reached only possibly rests on nothing.
    func lineage(of nodes: [Int32], _ owners: [Int32]) -> Lineage {
        let rows = zip(owners, nodes).map { pieces[OwnedNode(owner: $0, node: $1)] ?? 0 }
        return Lineage(rows: rows, traces: [Trace(rows), Trace(rows)])
    }
}

/// Why paths are there: a path rests on its ends and on every step, with all
/// ways it can be made.
struct TracedPaths {
    private let tracer: Tracer
    private let via: TypedExpression
    private let outer: Frame
    private let starts: [OwnedNode: EvidenceID]
    private let ends: [OwnedNode: EvidenceID]

    init(_ tracer: Tracer, _ from: TypedExpression, _ to: TypedExpression, _ via: TypedExpression, _ scope: Scope)
        throws(EngineError)
    {
        self.tracer = tracer
        self.via = via
        outer = scope.outer
        starts = try Self.ends(from, scope, tracer)
        ends = try Self.ends(to, scope, tracer)
    }

    /// The first or last nodes that paths may have, and why.
    private static func ends(_ nodes: TypedExpression, _ scope: Scope, _ tracer: Tracer)
        throws(EngineError) -> [OwnedNode: EvidenceID]
    {
        let graph = tracer.graph
        let (list, elements) = graph.elements(
            of: try scope.evaluator.evaluate(nodes, scope.outer), try tracer.trace(nodes, scope.outer))
        guard case .code(let numbers) = list.child.payload else { return [:] }
        let keys = zip(list.rows, numbers).map { OwnedNode(owner: $0, node: $1) }
        return Dictionary(zip(keys, graph.totals(elements)), uniquingKeysWith: { graph.join($0, $1) })
    }

    func lineage(of rows: PathRows) throws(EngineError) -> Lineage {
        let nodes = Set(rows.paths.flatMap { $0.dropLast() }).sorted()
        let steps = try tracer.stepEvidence(from: nodes, via: via, outer)
        let pieces = zip(rows.paths, rows.owners).map { path, owner in
            let first = path.first.flatMap { starts[OwnedNode(owner: owner, node: $0)] } ?? 0
            let last = path.last.flatMap { ends[OwnedNode(owner: owner, node: $0)] } ?? 0
            let taken = zip(path, path.dropFirst()).map { steps[TracedStep(from: $0, to: $1)] ?? 0 }
            return tracer.graph.joinAll([first] + taken + [last])
        }
        return Lineage(rows: pieces, traces: [Trace](repeating: Trace(pieces), count: 3))
    }
}
