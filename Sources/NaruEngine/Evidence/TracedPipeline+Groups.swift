import NaruPlan
import NaruSemantics
import NaruSyntax

extension TracedPipeline {
    /// A group rests on all its rows, and on their keys.
    /// `sources` says where the rows of each outer row start at the source.
    func group(_ rows: TracedRows, _ plan: PlanGroup, of source: String?, sources: [Int32])
        throws(EngineError) -> TracedRows
    {
        let frame = rows.frame(in: outer)
        let operands = plan.keys + plan.pools.map(\.operand)
        let values = try evaluator.evaluateAll(operands, frame)
        let traces = try tracer.traces(of: operands, frame)
        let keys = Array(values.prefix(plan.keys.count))
        let pooled = try pooled(rows, values, plan)
        let groups = places(of: keys, rows.outer, among: pooled)
        let count = pooled.count
        let isOrdered = plan.pools.contains { $0.aggregate.dependsOnOrder }
        var members = isOrdered ? graph.join(rows.lineage, rows.order) : rows.lineage
        for index in keys.indices {
            members = graph.join(members, tracer.firstLanguage(of: keys[index], traces[index]))
            members = graph.join(members, try absentKeys(plan.keys[index], keys[index], frame))
        }
        // Why a row is in the columns of a case, or in none.
        for condition in plan.cases { members = graph.join(members, try tracer.truth(condition, frame).rows) }
        let lineage = whole(graph.joinAll(members, owners: groups, count: count), groups, pooled.outer, source, sources)
        let inner = Frame(
            slots: pooled.slots, count: count, parent: outer, parentRows: pooled.outer,
            traces: traces.map { Trace(graph.joinAll(graph.totals($0), owners: groups, count: count)) })
        let slots = plan.keys.indices.map { inner.slot($0) } + (try evaluator.evaluateAll(plan.outputs, inner))
        let found = plan.keys.indices.map { inner.trace($0, depth: 0) } + (try tracer.traces(of: plan.outputs, inner))
        return TracedRows(slots: slots, traces: found, lineage: lineage, outer: pooled.outer)
    }

    /// A group without rows rests on there being none.
    private func whole(
        _ lineage: [EvidenceID], _ groups: [Int32], _ outer: [Int32], _ source: String?, _ sources: [Int32]
    ) -> [EvidenceID] {
        let used = Set(groups)
        return lineage.indices.map { group in
            guard !used.contains(Int32(group)) else { return lineage[group] }
            let owner = Int(outer[group])
            return graph.absence(of: source, at: nil, searched: Int(sources[owner + 1] - sources[owner]))
        }
    }

    private func absentKeys(_ key: TypedExpression, _ values: Vector, _ frame: Frame) throws(EngineError)
        -> [EvidenceID]
    {
        guard key.type.cardinality == .optional, let absent = values.absent else { return Trace.none(frame.count).rows }
        let missing = try tracer.absence(of: key, frame)
        return missing.indices.map { absent[$0] ? missing[$0] : 0 }
    }

    /// Keys and pooled values of the groups, by the operator that also runs
    /// untraced, over operands that were computed before.
    private func pooled(_ rows: TracedRows, _ operands: [Vector], _ plan: PlanGroup) throws(EngineError)
        -> TracedRows
    {
        var pools = plan
        pools.cases = []
        pools.keys = plan.keys.indices.map { slot($0, like: plan.keys[$0]) }
        for index in plan.pools.indices {
            pools.pools[index].operand = slot(plan.keys.count + index, like: plan.pools[index].operand)
        }
        pools.outputs = plan.pools.enumerated().map { index, pool in
            TypedExpression(.slot(frame: 0, plan.keys.count + index), pool.type, at: pool.span)
        }
        var computed = rows
        computed.slots = operands
        let batch = try collect(computed) { scope in Group(scope, pools, stages: 0...0) }
        guard batch.count > 0 else {
            return .empty((pools.keys + pools.outputs).map(\.type), languages: context.languages)
        }
        let none = Trace.none(batch.count)
        return TracedRows(
            slots: batch.slots, traces: batch.slots.map { _ in none }, lineage: none.rows, outer: batch.outer)
    }

    private func slot(_ index: Int, like expression: TypedExpression) -> TypedExpression {
        TypedExpression(.slot(frame: 0, index), expression.type, at: expression.span)
    }

    /// For each row its group.
    private func places(of keys: [Vector], _ outer: [Int32], among groups: TracedRows) -> [Int32] {
        var numbering = KeyNumbering(rows: groups.count + outer.count)
        numbering.refine(by: Vector(count: groups.count + outer.count, payload: .code(groups.outer + outer)))
        for index in keys.indices {
            var builder = VectorBuilder(like: groups.slots[index])
            builder.append(groups.slots[index])
            builder.append(keys[index])
            numbering.refine(by: builder.finish())
        }
        return Array(numbering.ids.dropFirst(groups.count))
    }

    /// Pushes rows through one operator and gathers what comes out.
    private func collect(_ rows: TracedRows, through make: (Scope) -> Operator) throws(EngineError) -> Batch {
        let scope = Scope(context: context, outer: outer, counts: nil)
        let first = make(scope)
        let sink = Gathering(scope)
        first.next = Stretch([], end: sink, threads: 1)
        let batch = Batch(slots: rows.slots, count: rows.count, outerRows: scope.isNested ? rows.outer : nil)
        if rows.count > 0 { try first.receive(batch) }
        try first.finish()
        return sink.rows.batch()
    }

    /// Rows that are the same rest on all of them.
    func distinct(_ rows: TracedRows, _ keys: [TypedExpression], projects: Bool) throws(EngineError) -> TracedRows {
        let frame = rows.frame(in: outer)
        let values = try evaluator.evaluateAll(keys, frame)
        let traces = try tracer.traces(of: keys, frame)
        var numbering = KeyNumbering(rows: rows.count)
        numbering.refine(by: Vector(count: rows.count, payload: .code(rows.outer)))
        for value in values { numbering.refine(by: value) }
        var members = rows.lineage
        for (value, trace) in zip(values, traces) {
            members = graph.join(members, tracer.firstLanguage(of: value, trace))
        }
        let joined = graph.joinAll(members, owners: numbering.ids, count: numbering.count)
        var next: Int32 = 0
        var first: [Int32] = []
        for (row, id) in numbering.ids.enumerated() where id == next {
            first.append(Int32(row))
            next += 1
        }
        var result = rows
        if projects { (result.slots, result.traces) = (values, traces) }
        result = result.gather(first)
        result.lineage = joined
        return result
    }

    /// A window rests on its whole partition, one `so far` on the rows of it up
    /// to the row itself.
    func window(_ rows: TracedRows, _ windows: [PlanWindow]) throws(EngineError) -> TracedRows {
        let frame = rows.frame(in: outer)
        var result = rows
        for window in windows {
            let operands = Array(window.arguments.prefix(1)) + window.partition
            let values = try evaluator.evaluateAll(operands, frame)
            var partition = KeyNumbering(rows: rows.count)
            partition.refine(by: Vector(count: rows.count, payload: .code(rows.outer)))
            for key in values.dropFirst(operands.count - window.partition.count) { partition.refine(by: key) }
            var members = graph.join(rows.lineage, rows.order)
            for operand in operands { members = graph.join(members, try tracer.totals(operand, frame)) }
            result.slots.append(try column(of: window, rows, values))
            result.traces.append(
                Trace(window.isRunning ? soFar(members, in: partition) : whole(members, of: partition)))
        }
        return result
    }

    private func whole(_ members: [EvidenceID], of partition: KeyNumbering) -> [EvidenceID] {
        let joined = graph.joinAll(members, owners: partition.ids, count: partition.count)
        return partition.ids.map { joined[Int($0)] }
    }

    private func soFar(_ members: [EvidenceID], in partition: KeyNumbering) -> [EvidenceID] {
        var last = [EvidenceID](repeating: 0, count: partition.count)
        return zip(members, partition.ids).map { member, part in
            last[Int(part)] = graph.join(last[Int(part)], member)
            return last[Int(part)]
        }
    }

    private func column(of window: PlanWindow, _ rows: TracedRows, _ operands: [Vector]) throws(EngineError) -> Vector {
        guard rows.count > 0 else { return .empty(of: window.type, languages: context.languages) }
        var flat = window
        let arguments = min(window.arguments.count, 1)
        for index in 0..<arguments { flat.arguments[index] = slot(index, like: window.arguments[index]) }
        for index in window.partition.indices {
            flat.partition[index] = slot(arguments + index, like: window.partition[index])
        }
        var computed = rows
        computed.slots = operands
        let batch = try collect(computed) { scope in WindowOperator(scope, [flat], stages: 0...0) }
        return batch.slots[operands.count]
    }
}

/// The end of a pipeline that keeps its rows.
final class Gathering: Operator {
    private(set) var rows: RowStore

    init(_ scope: Scope) {
        rows = RowStore(hasOuter: scope.isNested)
        super.init(scope, stages: 0...0)
    }

    override func push(_ batch: Batch) throws(EngineError) { rows.append(batch) }
}
