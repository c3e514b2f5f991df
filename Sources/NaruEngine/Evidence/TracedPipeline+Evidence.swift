import NaruPlan
import NaruSemantics
import NaruSyntax

extension TracedPipeline {
    private var resolver: EvidenceResolver { EvidenceResolver(evaluator: tracer.evaluator, graph: graph) }

    /// What each row rests on: that it is there, and what is shown of it.
    func pieces(_ rows: TracedRows, _ shown: [TypedExpression]) throws(EngineError) -> [EvidenceID] {
        let frame = rows.frame(in: outer)
        var pieces = rows.lineage
        for expression in shown { pieces = graph.join(pieces, try tracer.totals(expression, frame)) }
        return pieces
    }

    /// The claims behind each row.
    func entries(_ rows: TracedRows, _ shown: [TypedExpression]) throws(EngineError) -> [[EvidenceEntry]] {
        try pieces(rows, shown).map(resolver.entries(of:))
    }

    func withSources(_ rows: TracedRows, _ shown: [TypedExpression]) throws(EngineError) -> TracedRows {
        let entries = try entries(rows, shown)
        var result = rows
        result.slots.append(evaluator.sources(of: entries))
        result.traces.append(.none(rows.count))
        return result
    }

    /// A row for each claim, which rests on what the row rested on.
    func why(_ rows: TracedRows, _ shown: [TypedExpression]) throws(EngineError) -> TracedRows {
        let pieces = try pieces(rows, shown)
        let entries = pieces.map(resolver.entries(of:))
        let owners = entries.enumerated().flatMap { row, list in list.map { _ in Int32(row) } }
        let claims = entries.flatMap { $0 }
        let values = try evaluator.evaluateAll(shown, rows.frame(in: outer)).map { $0.gather(owners) }
        let slots =
            evaluator.columns(of: claims, rows: numbers(rows.outer).gather(owners)) + [evaluator.notes(of: claims)]
            + values
        let lineage = pieces.gather(owners)
        return TracedRows(
            slots: slots, traces: slots.map { _ in .none(owners.count) }, lineage: lineage,
            outer: rows.outer.gather(owners))
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
