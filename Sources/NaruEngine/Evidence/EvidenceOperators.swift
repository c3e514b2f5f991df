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
        try emitInPieces(try answer(batch, lineage, pieces, pieces.map(resolver.entries(of:))))
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
