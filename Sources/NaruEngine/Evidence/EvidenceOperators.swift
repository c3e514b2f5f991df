import NaruPlan
import NaruSemantics

/// What rows rest on, claim by claim.
class EvidenceOperator: Blocking {
    let shown: [TypedExpression]

    init(_ scope: Scope, shown: [TypedExpression], stages: ClosedRange<Int>) {
        self.shown = shown
        super.init(scope, stages: stages)
    }

    final override func process(_ batch: Batch) throws(EngineError) {
        guard let tracer = scope.tracer, let lineage = batch.lineage else { return }
        let frame = batch.frame(in: scope.outer)
        // That a row is there, and what is shown of it.
        var pieces = lineage.rows
        for expression in shown { pieces = tracer.graph.join(pieces, try tracer.totals(expression, frame)) }
        let resolver = EvidenceResolver(evaluator: tracer.evaluator, graph: tracer.graph)
        try emitInPieces(try answer(batch, lineage, pieces, try entries(of: pieces, resolver)))
    }

    /// A row may rest on very many claims, each of which is put into words.
    private func entries(of pieces: [EvidenceID], _ resolver: EvidenceResolver) throws(EngineError) -> [[EvidenceEntry]]
    {
        var entries: [[EvidenceEntry]] = []
        for piece in pieces {
            if entries.count & 15 == 0 { try scope.context.checkpoint() }
            entries.append(resolver.entries(of: piece))
            try hold.add((entries.last?.count ?? 0) * EvidenceEntry.byteCount)
        }
        try scope.context.checkpoint()
        return entries
    }

    func answer(_ batch: Batch, _ lineage: Lineage, _ pieces: [EvidenceID], _ entries: [[EvidenceEntry]])
        throws(EngineError) -> Batch
    { batch }
}

/// `with sources`: one more slot.
final class SourcesOperator: EvidenceOperator {
    override func answer(
        _ batch: Batch, _ lineage: Lineage, _ pieces: [EvidenceID], _ entries: [[EvidenceEntry]]
    ) throws(EngineError) -> Batch {
        var result = batch
        result.slots.append(scope.evaluator.sources(of: entries))
        result.lineage?.traces.append(.none(batch.count))
        return result
    }
}

/// `why`: a row for each claim, which rests on what the row rested on.
final class WhyOperator: EvidenceOperator {
    override func answer(
        _ batch: Batch, _ lineage: Lineage, _ pieces: [EvidenceID], _ entries: [[EvidenceEntry]]
    ) throws(EngineError) -> Batch {
        let evaluator = scope.evaluator
        let owners = entries.enumerated().flatMap { row, list in list.map { _ in Int32(row) } }
        let claims = entries.flatMap { $0 }
        let values = try evaluator.evaluateAll(shown, batch.frame(in: scope.outer)).map { $0.gather(owners) }
        let slots =
            evaluator.columns(of: claims, rows: numbers(batch.outer).gather(owners)) + [evaluator.notes(of: claims)]
            + values
        return Batch(
            slots: slots, count: owners.count, outerRows: batch.outerRows.map { $0.gather(owners) },
            lineage: Lineage(rows: pieces.gather(owners), traces: slots.map { _ in .none(owners.count) }))
    }

    /// Row numbers from 1, anew for each outer row.
    private func numbers(_ outer: [Int32]) -> [Int64] {
        var (current, number): (Int32, Int64) = (-1, 0)
        return outer.map { owner in
            number = owner == current ? number + 1 : 1
            current = owner
            return number
        }
    }
}

/// What groups rest on: all their rows and keys.
struct GroupEvidence: Sendable {
    /// Of each row, or of each group: why it is there.
    private var members: [EvidenceID] = []
    /// The same of the keys and of what is pooled.
    private var values: [[EvidenceID]] = []
    /// The groups that have rows.
    private var isUsed: [Bool] = []

    /// Of no groups.
    init() {}

    /// Of the rows of a batch; nil where the plan doesn't ask.
    init?(of batch: Batch, _ plan: PlanGroup, _ keys: [Vector], _ scope: Scope) throws(EngineError) {
        guard let tracer = scope.tracer, let lineage = batch.compacted().lineage else { return nil }
        let graph = tracer.graph
        let frame = batch.frame(in: scope.outer)
        let traces = try tracer.traces(of: plan.keys + plan.pools.map(\.operand), frame)
        let isOrdered = plan.pools.contains { $0.aggregate.dependsOnOrder }
        members = isOrdered ? graph.join(lineage.rows, lineage.order) : lineage.rows
        for (index, key) in plan.keys.enumerated() {
            members = graph.join(members, tracer.firstLanguage(of: keys[index], traces[index]))
            members = graph.join(members, try Self.absentKeys(key, keys[index], frame, tracer))
        }
        // Why a row is in the columns of a case, or in none.
        for condition in plan.cases { members = graph.join(members, try tracer.truth(condition, frame).rows) }
        values = traces.map { graph.totals($0) }
    }

    private static func absentKeys(_ key: TypedExpression, _ values: Vector, _ frame: Frame, _ tracer: Tracer)
        throws(EngineError) -> [EvidenceID]
    {
        guard key.type.cardinality == .optional, let absent = values.absent else { return Trace.none(frame.count).rows }
        let missing = try tracer.absence(of: key, frame)
        return missing.indices.map { absent[$0] ? missing[$0] : 0 }
    }

    func gather(_ rows: [Int32]) -> GroupEvidence {
        var result = self
        result.members = members.gather(rows)
        result.values = values.map { $0.gather(rows) }
        return result
    }

    /// Adds that of rows to their groups.
    mutating func add(_ rows: GroupEvidence, _ groups: [Int32], count: Int, _ scope: Scope) {
        guard let graph = scope.tracer?.graph else { return }
        grow(to: count, values: rows.values.count)
        func fold(_ pieces: [EvidenceID], into kept: inout [EvidenceID]) {
            for (piece, group) in zip(pieces, groups) { kept[Int(group)] = graph.join(kept[Int(group)], piece) }
        }
        fold(rows.members, into: &members)
        for index in values.indices { fold(rows.values[index], into: &values[index]) }
        for group in groups { isUsed[Int(group)] = true }
    }

    private mutating func grow(to count: Int, values width: Int) {
        if values.isEmpty { values = [[EvidenceID]](repeating: [], count: width) }
        let more = [EvidenceID](repeating: 0, count: max(0, count - members.count))
        members += more
        for index in values.indices { values[index] += more }
        isUsed += more.map { _ in false }
    }

    /// That of the keys and outputs of all groups. `frame` has the keys and the
    /// pooled values; a group without rows rests on there being none.
    func lineage(
        of plan: PlanGroup, _ outer: [Int32], _ frame: Frame, _ scope: Scope, _ tracer: Tracer
    ) throws(EngineError) -> Lineage {
        var all = self
        all.grow(to: outer.count, values: plan.keys.count + plan.pools.count)
        let rows = outer.indices.map { group in
            all.isUsed[group]
                ? all.members[group]
                : tracer.graph.absence(of: scope.tally.name, at: nil, searched: scope.tally.rows(of: outer[group]))
        }
        let traces = all.values.map { Trace($0) }
        let inner = frame.with(traces: traces)
        return Lineage(
            rows: rows, traces: Array(traces.prefix(plan.keys.count)) + (try tracer.traces(of: plan.outputs, inner)))
    }
}
