import NaruPlan
import NaruSemantics
import NaruSyntax

/// Runs a plan stage by stage, each over all rows, and keeps what every row
/// rests on.
struct TracedPipeline {
    let tracer: Tracer
    /// Gives the values; the tracer looks at them a second time.
    let evaluator: Evaluator
    /// The frame around the query.
    let outer: Frame
    var counts: StageCounter?

    var graph: EvidenceGraph { tracer.graph }
    var context: RunContext { evaluator.context }
    var sorter: Scope { Scope(context: context, outer: outer, counts: nil) }

    init(_ tracer: Tracer, evaluator: Evaluator, outer: Frame, counts: StageCounter? = nil) {
        self.tracer = tracer
        self.evaluator = evaluator
        self.outer = outer
        self.counts = counts
    }

    func run(_ plan: Plan) throws(EngineError) -> TracedRows {
        let context = try context.viewed(by: plan.views)
        let tracer = tracer.under(context)
        let inner = TracedPipeline(
            tracer, evaluator: Evaluator(context: context), outer: outer.traced(by: tracer), counts: counts)
        return try graph.under(tracer.store) { () throws(EngineError) in try inner.rows(of: plan) }
    }

    private func rows(of plan: Plan) throws(EngineError) -> TracedRows {
        var rows = try self.source(of: plan)
        let source = tracer.name(ofSource: plan)
        let sources = Vector.offsets(of: rows.outer, count: outer.count)
        counts?.rows(rows.count, into: 0)
        counts?.rows(rows.count, outOf: 0)
        let nodes = plan.nodes.dropFirst()
        for (index, step) in zip(nodes.indices, nodes) {
            try context.checkpoint()
            let begins = index == nodes.startIndex || nodes[index - 1].stages.upperBound < step.stages.lowerBound
            if begins { counts?.rows(rows.count, into: step.stages.lowerBound) }
            try counts?.count(
                step.operation.rowExpressions, of: step.stages.lowerBound, part: begins ? 0 : 1, rows.frame(in: outer),
                context)
            if case .expand(let elements, false) = step.operation, let counts {
                let values = try evaluator.evaluate(elements, rows.frame(in: outer)).asList()
                counts.dropped((~values.presence).popCount, at: step.stages.lowerBound)
            }
            rows = try apply(step, to: rows, of: source, sources)
            let ends = index + 1 == nodes.endIndex || nodes[index + 1].stages.lowerBound > step.stages.upperBound
            if ends { counts?.rows(rows.count, outOf: step.stages.upperBound) }
        }
        return rows
    }

    /// The rows of another query that stands in the same frame.
    func side(_ plan: Plan) throws(EngineError) -> TracedRows {
        try TracedPipeline(tracer, evaluator: evaluator, outer: outer).run(plan)
    }

    private func apply(_ step: PlanNode, to rows: TracedRows, of source: String?, _ sources: [Int32])
        throws(EngineError) -> TracedRows
    {
        switch step.operation {
        case .scan, .elements, .records, .lookup, .paths, .reach, .network:
            throw .unsupported("a source that takes rows", Span(0, 0))
        case .filter(let condition, let possibly):
            return try filter(rows, condition, possibly: possibly, stage: step.stages.lowerBound)
        case .project(let values): return try project(rows, values, keepsSlots: false)
        case .extend(let values): return try project(rows, values, keepsSlots: true)
        case .window(let windows): return try window(rows, windows)
        case .expand(let elements, let optional): return try expand(rows, elements, isOptional: optional)
        case .join(let join): return try self.join(rows, join, stage: step.stages.lowerBound)
        case .group(let group):
            try counts?.count(cases: group.cases, at: step.stages.lowerBound, rows.frame(in: outer), context)
            return try self.group(rows, group, of: source, sources: sources)
        case .sort(let keys): return try sort(rows, keys)
        case .limit(let count): return try limit(rows, skip: 0, take: context.value(of: count))
        case .offset(let count): return try limit(rows, skip: context.value(of: count), take: .max)
        case .top(let count, let keys):
            return try limit(try sort(rows, keys), skip: 0, take: context.value(of: count))
        case .distinct(let keys, let project): return try distinct(rows, keys, projects: project)
        case .set(let operation, let right, let leftSlots, let rightSlots):
            return try set(rows, operation, right, leftSlots: leftSlots, rightSlots: rightSlots)
        case .withSources(let shown): return try withSources(rows, shown)
        case .why(let shown): return try why(rows, shown)
        }
    }

    private func filter(_ rows: TracedRows, _ condition: TypedExpression, possibly: Bool, stage: Int)
        throws(EngineError) -> TracedRows
    {
        let frame = rows.frame(in: outer)
        let truth = try evaluator.truth(condition, frame)
        counts?.unknown(truth.unknown.popCount, at: stage)
        let kept = (possibly ? truth.yes | truth.unknown : truth.yes).indices
        let reasons = try tracer.truth(condition, frame.subset(kept)).rows
        var result = rows.gather(kept)
        result.lineage = graph.join(result.lineage, reasons)
        return result
    }

    private func project(_ rows: TracedRows, _ values: [TypedExpression], keepsSlots: Bool)
        throws(EngineError) -> TracedRows
    {
        let frame = rows.frame(in: outer)
        var result = rows
        let slots = try evaluator.evaluateAll(values, frame)
        let traces = try tracer.traces(of: values, frame)
        result.slots = (keepsSlots ? rows.slots : []) + slots
        result.traces = (keepsSlots ? rows.traces : []) + traces
        return result
    }

    /// The element that made a row is why it is there.
    private func expand(_ rows: TracedRows, _ expression: TypedExpression, isOptional: Bool)
        throws(EngineError) -> TracedRows
    {
        let frame = rows.frame(in: outer)
        let values = try evaluator.evaluate(expression, frame)
        let (list, elements) = graph.elements(of: values, try tracer.trace(expression, frame))
        var places: [Int32] = []
        var owners: [Int32] = []
        for row in 0..<rows.count {
            let range = list.offsets[row]..<list.offsets[row + 1]
            places += range
            if isOptional, range.isEmpty { places.append(-1) }
            owners += repeatElement(Int32(row), count: isOptional ? max(range.count, 1) : range.count)
        }
        let absent = isOptional ? try tracer.absences(of: expression, values, frame) : []
        var result = rows.gather(owners)
        let traced = elements.gather(places)
        result.slots.append(list.child.gatherOptional(places))
        result.traces.append(traced)
        let totals = graph.totals(traced)
        result.lineage = result.lineage.indices.map { row in
            let reason = places[row] < 0 ? absent[Int(owners[row])] : totals[row]
            return graph.join(result.lineage[row], reason)
        }
        return result
    }

    private func sort(_ rows: TracedRows, _ keys: [TypedSortKey]) throws(EngineError) -> TracedRows {
        let frame = rows.frame(in: outer)
        var orders: [[Int64]] = [rows.outer.map(Int64.init)]
        var reasons = rows.order
        for (index, key) in keys.enumerated() {
            let values = try evaluator.evaluate(key.value, frame)
            sorter.warnOfUnits(values, of: key, after: keys[..<index], within: rows.outer)
            orders.append(key.order(values, descending: key.isDescending, sorter))
            reasons = graph.join(reasons, try tracer.totals(key.value, frame))
        }
        var result = rows
        result.order = reasons
        return result.gather(try SortKeys.order(orders, count: rows.count, context.checkpoint))
    }

    /// What is taken rests on its sort keys; what comes after skipped rows, on
    /// those too.
    private func limit(_ rows: TracedRows, skip: Int, take: Int) -> TracedRows {
        var kept: [Int32] = []
        var passed: [EvidenceID] = []
        var (current, seen, skipped): (Int32, Int, EvidenceID) = (-1, 0, 0)
        for (row, owner) in rows.outer.enumerated() {
            if owner != current { (current, seen, skipped) = (owner, 0, 0) }
            if seen < skip {
                skipped = graph.join(skipped, graph.join(rows.lineage[row], rows.order[row]))
            } else if seen - skip < take {
                kept.append(Int32(row))
                passed.append(skipped)
            }
            seen += 1
        }
        var result = rows.gather(kept)
        result.lineage = graph.join(graph.join(result.lineage, result.order), passed)
        return result
    }
}
