import NaruPlan
import NaruSemantics
import NaruSyntax

/// One step of a running pipeline: takes batches and hands batches on.
class Operator {
    let scope: Scope
    var next: Operator?
    let stages: ClosedRange<Int>
    /// Whether it is the first and the last operator of what it does.
    final var beginsStage = true
    final var endsStage = true
    /// What it evaluates for each incoming row.
    final var counted: [TypedExpression] = []
    /// What it keeps of its rows.
    final let hold: MemoryHold

    init(_ scope: Scope, stages: ClosedRange<Int>) {
        self.scope = scope
        self.stages = stages
        hold = MemoryHold(scope.context.meter)
    }

    /// The base operator passes rows on as they are.
    func push(_ batch: Batch) throws(EngineError) { try emit(batch) }

    /// Called once, after the last batch.
    func finish() throws(EngineError) { try next?.finish() }

    /// Whether it needs no more input; sources may then stop.
    var isSatisfied: Bool { next?.isSatisfied ?? false }

    final func receive(_ batch: Batch) throws(EngineError) {
        if let counts = scope.counts {
            let certain = batch.certain
            if beginsStage { counts.rows(certain.count, into: stages.lowerBound) }
            try counts.count(
                counted, of: stages.lowerBound, part: beginsStage ? 0 : 1, givesRows: self is Expand,
                certain.frame(in: scope.outer), scope.context)
        }
        try push(batch)
    }

    final func emit(_ batch: Batch) throws(EngineError) {
        guard batch.count > 0 else { return }
        try scope.context.checkpoint()
        scope.context.meter.pass(batch.count)
        if endsStage, let counts = scope.counts { counts.rows(batch.certain.count, outOf: stages.upperBound) }
        try next?.receive(batch)
    }

    /// Hands a large batch on in pieces.
    final func emitInPieces(_ batch: Batch) throws(EngineError) {
        guard batch.count > Batch.size else { return try emit(batch) }
        var start = 0
        while start < batch.count, !(next?.isSatisfied ?? false) {
            let end = min(start + Batch.size, batch.count)
            try emit(batch.selecting(Array(Int32(start)..<Int32(end))))
            start = end
        }
    }
}

/// What the operators of one pipeline share.
final class Scope {
    let context: RunContext
    /// The frame around the query; for a query in no other a single empty row.
    let outer: Frame
    let counts: StageCounter?
    /// Whether rows that are there only possibly go on, marked as such: where
    /// somebody asks whether something is among the rows of a query.
    let keepsPossible: Bool
    /// Whether it is the query itself, and not one inside of it.
    var isWhole = false

    init(context: RunContext, outer: Frame, counts: StageCounter?, keepsPossible: Bool = false) {
        self.keepsPossible = keepsPossible
        self.context = context
        self.outer = outer
        self.counts = counts
    }

    var evaluator: Evaluator { Evaluator(context: context) }
    /// Whether each row has to say which outer row it belongs to.
    var isNested: Bool { outer.count != 1 }
    var sorter: SortKeys { SortKeys(texts: context.texts) }
}
