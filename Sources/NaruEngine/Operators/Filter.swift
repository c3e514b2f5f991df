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
        let truth = try scope.evaluator.truth(condition, batch.frame(in: scope.outer))
        let unknown = truth.unknown
        scope.counts?.unknown(batch.open.map { (unknown & ~$0).popCount } ?? unknown.popCount, at: stages.lowerBound)
        if possibly { return try emit(batch.selecting((truth.yes | unknown).indices)) }
        guard scope.keepsPossible else { return try emit(batch.selecting(truth.yes.indices)) }
        try emit(batch.opening(unknown).selecting((truth.yes | unknown).indices))
    }
}
