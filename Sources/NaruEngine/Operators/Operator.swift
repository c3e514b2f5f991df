import NaruPlan
import NaruSemantics
import NaruSyntax

/// One step of a running pipeline: takes batches and hands batches on.
class Operator {
    let scope: Scope
    var next: Operator?
    let stages: ClosedRange<Int>
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
        scope.counts?.rows(batch.count, into: stages.lowerBound)
        try push(batch)
    }

    final func emit(_ batch: Batch) throws(EngineError) {
        guard batch.count > 0 else { return }
        try scope.context.checkpoint()
        scope.context.meter.pass(batch.count)
        scope.counts?.rows(batch.count, outOf: stages.upperBound)
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

    init(context: RunContext, outer: Frame, counts: StageCounter?) {
        self.context = context
        self.outer = outer
        self.counts = counts
    }

    var evaluator: Evaluator { Evaluator(context: context) }
    /// Whether each row has to say which outer row it belongs to.
    var isNested: Bool { outer.count != 1 }
    var sorter: SortKeys { SortKeys(texts: context.texts) }
}

/// Counts rows into and out of each stage of a query.
final class StageCounter {
    private(set) var input: [Int]
    private(set) var output: [Int]
    private(set) var unknown: [Int]

    init(stages: Int) {
        input = [Int](repeating: 0, count: stages)
        output = input
        unknown = input
    }

    func rows(_ count: Int, into stage: Int) { input[stage] += count }
    func rows(_ count: Int, outOf stage: Int) { output[stage] += count }
    func unknown(_ count: Int, at stage: Int) { unknown[stage] += count }
}
