import NaruSemantics

/// Computes slots: in place of the incoming ones, or behind them.
final class Project: RowOperator {
    private let expressions: [TypedExpression]
    private let keepsSlots: Bool

    init(_ scope: Scope, _ expressions: [TypedExpression], keepsSlots: Bool, stages: ClosedRange<Int>) {
        self.expressions = expressions
        self.keepsSlots = keepsSlots
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let frame = batch.frame(in: scope.outer)
        let values = try scope.counting(batch, at: stages.lowerBound, inPassing: countsInPassing) {
            evaluator throws(EngineError) in try evaluator.evaluateAll(expressions, frame)
        }
        let outer = batch.outerRows == nil ? nil : batch.outer
        var result = Batch(slots: values, count: batch.count, outerRows: outer, possible: batch.open)
        if keepsSlots || scope.tracer != nil {
            let incoming = batch.compacted()
            if keepsSlots { result.slots = incoming.slots + values }
            result.lineage = try scope.tracer.flatMap { tracer throws(EngineError) in
                try lineage(of: incoming, frame, tracer)
            }
        }
        try emit(result)
    }

    private func lineage(of batch: Batch, _ frame: Frame, _ tracer: Tracer) throws(EngineError) -> Lineage? {
        guard let own = batch.lineage else { return nil }
        return own.with(traces: (keepsSlots ? own.traces : []) + (try tracer.traces(of: expressions, frame)))
    }
}
