import NaruSemantics
import NaruSyntax

/// What a search found, level by level, and what each find rests on.
struct TracedSearch {
    var nodes: [Int32] = []
    var hops: [Int32] = []
    var owners: [Int32] = []
    var pieces: [EvidenceID] = []
}

struct TracedStep: Hashable {
    var from: Int32
    var to: Int32
}

extension Tracer {
    /// A breadth-first search in which each node keeps the first way to it.
    func search(
        from starts: Vector, _ owners: [Int32], _ pieces: [EvidenceID], via: TypedExpression, _ frame: Frame,
        limit: Int = .max
    ) throws(EngineError) -> TracedSearch {
        var found = TracedSearch()
        guard case .code(var frontier) = starts.payload else { return found }
        var (owners, pieces) = (owners, pieces)
        var seen: Set<UInt64> = []
        var hops: Int32 = 0
        while !frontier.isEmpty {
            try context.checkpoint()
            let order = frontier.indices.sorted {
                (owners[$0], store.place(of: frontier[$0]), $0) < (owners[$1], store.place(of: frontier[$1]), $1)
            }
            let fresh = order.filter { row in
                let key = UInt64(UInt32(bitPattern: owners[row])) << 32 | UInt64(UInt32(bitPattern: frontier[row]))
                return seen.insert(key).inserted
            }.map(Int32.init)
            let (nodes, rows, reasons) = (frontier.gather(fresh), owners.gather(fresh), pieces.gather(fresh))
            found.nodes += nodes
            found.owners += rows
            found.pieces += reasons
            found.hops += repeatElement(hops, count: nodes.count)
            guard Int(hops) < limit else { break }
            let step = try steps(from: nodes, reasons, rows, via: via, frame)
            (frontier, pieces) = (step.targets, step.pieces)
            owners = step.sources.map { rows[Int($0)] }
            hops += 1
        }
        return found
    }

    /// Where one step leads from each of some nodes.
    func steps(
        from nodes: [Int32], _ pieces: [EvidenceID], _ owners: [Int32], via: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> (sources: [Int32], targets: [Int32], pieces: [EvidenceID]) {
        let slot = Vector(count: nodes.count, payload: .code(nodes))
        let inner = Frame(
            slots: [slot], count: nodes.count, parent: frame, parentRows: owners, traces: [Trace(pieces)])
        let (list, elements) = graph.elements(of: try value(via, inner), try trace(via, inner))
        guard case .code(let targets) = list.child.payload else { return ([], [], []) }
        return (list.rows, targets, graph.totals(elements))
    }

    /// What each step from some nodes rests on.
    func stepEvidence(from nodes: [Int32], via: TypedExpression, _ frame: Frame) throws(EngineError)
        -> [TracedStep: EvidenceID]
    {
        let records = nodes.map { graph.record($0) }
        let owners = [Int32](repeating: 0, count: nodes.count)
        let found = try steps(from: nodes, records, owners, via: via, frame.top)
        var pieces: [TracedStep: EvidenceID] = [:]
        for (index, target) in found.targets.enumerated() {
            pieces[TracedStep(from: nodes[Int(found.sources[index])], to: target)] = found.pieces[index]
        }
        return pieces
    }

    func reached(_ start: TypedExpression, via: TypedExpression, _ expression: TypedExpression, _ frame: Frame)
        throws(EngineError) -> Trace
    {
        let (list, elements) = graph.elements(of: try value(start, frame), try trace(start, frame))
        let found = try search(from: list.child, list.rows, graph.totals(elements), via: via, frame)
        let nodes = Vector(count: found.nodes.count, payload: .code(found.nodes))
        return merged(into: try value(expression, frame), [(nodes, found.owners, found.pieces)])
    }

    /// All nodes and steps of a graph.
    func network(_ nodes: TypedExpression, via: TypedExpression, _ frame: Frame) throws(EngineError) -> EvidenceID {
        let (list, elements) = graph.elements(of: try value(nodes, frame.top), try trace(nodes, frame.top))
        guard case .code(let members) = list.child.payload else { return 0 }
        let pieces = graph.totals(elements)
        let step = try steps(
            from: members, pieces, [Int32](repeating: 0, count: members.count), via: via, frame.top)
        let inside = Set(members)
        return graph.join(
            graph.joinAll(pieces),
            graph.joinAll(zip(step.targets, step.pieces).lazy.filter { inside.contains($0.0) }.map(\.1)))
    }

    /// A measure of a node rests on the whole graph.
    func nodeMeasure(_ operand: TypedExpression, via: TypedExpression, _ frame: Frame) throws(EngineError) -> Trace {
        let found = try totals(operand, frame)
        guard case .entity(let types) = operand.type.type, let type = types.first else { return Trace(found) }
        let all = TypedExpression(.entities(type), ValueType(.entity([type]), .many), at: operand.span)
        let whole = try network(all, via: via, frame)
        return Trace(found.map { graph.join($0, whole) })
    }
}
