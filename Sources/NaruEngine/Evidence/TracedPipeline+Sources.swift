import NaruPlan
import NaruSemantics
import NaruSyntax

extension TracedPipeline {
    func source(of plan: Plan) throws(EngineError) -> TracedRows {
        switch plan.source.operation {
        case .scan(let type):
            return try elements(
                of: TypedExpression(.entities(type), ValueType(.entity([type]), .many), at: plan.spans[0]))
        case .lookup(let lookup): return try self.lookup(lookup)
        case .elements(let expression): return try elements(of: expression)
        case .records(let expression, let fields): return try records(of: expression, fields: fields)
        case .paths(let from, let to, let via, let limit, let mode, _):
            return try paths(
                via, try PathSearch(evaluator, from, to, via, limit: limit, mode: mode, in: outer),
                try ends(from), try ends(to))
        case .reach(let from, let via, let limit):
            return try reach(from, via, limit: limit.map(context.value(of:)) ?? .max)
        case .network(let nodes, let via, _): return try network(nodes, via)
        case .filter, .project, .extend, .window, .expand, .join, .group, .sort, .limit, .offset, .top, .distinct, .set,
            .withSources, .why:
            throw .unsupported("an operator without rows", plan.span)
        }
    }

    /// A row for each element; a plain value is a row even where it is absent.
    private func elements(of expression: TypedExpression) throws(EngineError) -> TracedRows {
        let values = try evaluator.evaluate(expression, outer)
        let trace = try tracer.trace(expression, outer)
        if expression.type.isScalar, outer.count == 1 {
            return TracedRows(slots: [values], traces: [trace], lineage: graph.totals(trace), outer: [0])
        }
        let (list, found) = graph.elements(of: values, trace)
        // An entity that is named outright is a row only where its record is there.
        let elements = graph.adding(tracer.records(of: list.child, expression.type.type), to: found)
        let rows = TracedRows(
            slots: [list.child], traces: [elements], lineage: graph.totals(elements), outer: list.rows)
        return context.store.shownPlaces(list.child, of: expression.type.type).map(rows.gather) ?? rows
    }

    private func records(of expression: TypedExpression, fields: Int) throws(EngineError) -> TracedRows {
        let values = try evaluator.evaluate(expression, outer)
        let (list, elements) = graph.elements(of: values, try tracer.trace(expression, outer))
        guard case .record(let slots) = list.child.payload else {
            return TracedRows(slots: [], traces: [], lineage: [], outer: [])
        }
        let traces: [Trace]
        if case .record(let parts) = elements.shape {
            traces = parts.map { graph.adding(elements.rows, to: $0) }
        } else {
            traces = slots.map { _ in Trace(elements.rows) }
        }
        return TracedRows(
            slots: Array(slots.prefix(fields)), traces: Array(traces.prefix(fields)), lineage: elements.rows,
            outer: list.rows)
    }

    /// For each outer row all rows of the table; the conditions that follow keep
    /// those that an index would find.
    private func lookup(_ lookup: PlanLookup) throws(EngineError) -> TracedRows {
        let rows = try TracedPipeline(tracer, evaluator: evaluator, outer: outer.top).run(lookup.rows)
        let owners = (0..<Int32(outer.count)).flatMap { repeatElement($0, count: rows.count) }
        let places = (0..<outer.count).flatMap { _ in 0..<Int32(rows.count) }
        var result = rows.gather(places)
        result.outer = owners
        return result
    }

    /// Each node rests on the first of its shortest paths.
    private func reach(_ from: TypedExpression, _ via: TypedExpression, limit: Int) throws(EngineError) -> TracedRows {
        let starts = try evaluator.evaluate(from, outer)
        let (list, elements) = graph.elements(of: starts, try tracer.trace(from, outer))
        let found = try tracer.search(
            from: list.child, list.rows, graph.totals(elements), via: via, outer, limit: limit)
        let store = context.store
        let rows = found.nodes.indices.filter { found.hops[$0] > 0 }.sorted { left, right in
            let (a, b) = (store.place(of: found.nodes[left]), store.place(of: found.nodes[right]))
            return (found.owners[left], found.hops[left], a) < (found.owners[right], found.hops[right], b)
        }.map(Int32.init)
        let pieces = found.pieces.gather(rows)
        return TracedRows(
            slots: [
                Vector(count: rows.count, payload: .code(found.nodes.gather(rows))),
                Vector(count: rows.count, payload: .int(found.hops.gather(rows).map(Int64.init))),
            ],
            traces: [Trace(pieces), Trace(pieces)], lineage: pieces, outer: found.owners.gather(rows))
    }

    /// The first and last nodes that paths may have, and why.
    private func ends(_ nodes: TypedExpression) throws(EngineError) -> [TracedNode: EvidenceID] {
        let (list, elements) = graph.elements(
            of: try evaluator.evaluate(nodes, outer), try tracer.trace(nodes, outer))
        guard case .code(let numbers) = list.child.payload else { return [:] }
        let keys = zip(list.rows, numbers).map { TracedNode(owner: $0, node: $1) }
        return Dictionary(zip(keys, graph.totals(elements)), uniquingKeysWith: { graph.join($0, $1) })
    }

    /// A path rests on its ends and on every step, with all ways it can be made.
    private func paths(
        _ via: TypedExpression, _ search: PathSearch, _ starts: [TracedNode: EvidenceID],
        _ ends: [TracedNode: EvidenceID]
    ) throws(EngineError) -> TracedRows {
        var rows = PathRows()
        try search.run { path, owner throws(EngineError) in
            rows.append(path, owner: owner)
            return true
        }
        let steps = try tracer.stepEvidence(from: Set(rows.paths.flatMap { $0.dropLast() }).sorted(), via: via, outer)
        let lineage = zip(rows.paths, rows.owners).map { path, owner in
            let first = path.first.flatMap { starts[TracedNode(owner: owner, node: $0)] } ?? 0
            let last = path.last.flatMap { ends[TracedNode(owner: owner, node: $0)] } ?? 0
            let taken = zip(path, path.dropFirst()).map { steps[TracedStep(from: $0, to: $1)] ?? 0 }
            return graph.joinAll([first] + taken + [last])
        }
        let slots = try rows.slots(StepLinks(via: via, context: context))
        return TracedRows(
            slots: slots, traces: slots.map { _ in Trace(lineage) }, lineage: lineage, outer: rows.owners)
    }

    /// A figure of a network rests on the whole of it.
    private func network(_ nodes: TypedExpression, _ via: TypedExpression) throws(EngineError) -> TracedRows {
        let measures = try evaluator.network(nodes, via: via)
        let whole = try tracer.network(nodes, via: via, outer)
        let count = outer.count
        let lineage = [EvidenceID](repeating: whole, count: count)
        return TracedRows(
            slots: try measures.map { measure throws(EngineError) in try evaluator.broadcast(measure, count: count) },
            traces: measures.map { _ in Trace(lineage) }, lineage: lineage, outer: Array(0..<Int32(count)))
    }
}

private struct TracedNode: Hashable {
    var owner: Int32
    var node: Int32
}
