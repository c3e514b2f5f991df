import NaruSemantics

/// Keeps the rows whose condition is yes, or is not no.
final class Filter: Operator {
    private let condition: TypedExpression
    private let possibly: Bool

    init(_ scope: Scope, _ condition: TypedExpression, possibly: Bool, stages: ClosedRange<Int>) {
        self.condition = condition
        self.possibly = possibly
        super.init(scope, stages: stages)
    }

    override func push(_ batch: Batch) throws(EngineError) {
        let truth = try scope.evaluator.truth(condition, batch.frame(in: scope.outer))
        scope.counts?.unknown(truth.unknown.popCount, at: stages.lowerBound)
        try emit(batch.selecting((possibly ? truth.yes | truth.unknown : truth.yes).indices))
    }
}
