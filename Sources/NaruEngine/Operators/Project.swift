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
        let values = try scope.evaluator.evaluateAll(expressions, batch.frame(in: scope.outer))
        let kept = keepsSlots ? batch.compacted().slots : []
        let outer = batch.outerRows == nil ? nil : batch.outer
        try emit(Batch(slots: kept + values, count: batch.count, outerRows: outer, possible: batch.open))
    }
}
