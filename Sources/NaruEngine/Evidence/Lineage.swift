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
