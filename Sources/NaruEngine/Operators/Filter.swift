import NaruSemantics

/// Keeps the rows whose condition is yes, or is not no. Where possible rows are
/// kept, those whose condition is unknown are such.
final class Filter: RowOperator {
    private let condition: TypedExpression
    private let possibly: Bool

    init(_ scope: Scope, _ condition: TypedExpression, possibly: Bool, stages: ClosedRange<Int>) {
        self.condition = condition
        self.possibly = possibly
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let truth = try scope.counting(batch, at: stages.lowerBound, inPassing: countsInPassing) {
            evaluator throws(EngineError) in try evaluator.truth(condition, batch.frame(in: scope.outer))
        }
        let unknown = truth.unknown
        scope.counts?.unknown(batch.open.map { (unknown & ~$0).popCount } ?? unknown.popCount, at: stages.lowerBound)
        let isOpen = scope.keepsPossible && !possibly
        let isKept = possibly || isOpen ? truth.yes | unknown : truth.yes
        let kept = (isOpen ? batch.opening(unknown) : batch).selecting(isKept.indices)
        guard let tracer = scope.tracer else { return try emit(kept) }
        let reasons = try tracer.truth(condition, kept.frame(in: scope.outer)).rows
        try emit(kept.resting(on: reasons, tracer.graph))
    }
}
