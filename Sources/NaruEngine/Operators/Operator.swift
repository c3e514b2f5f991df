import NaruPlan
import NaruSemantics
import NaruSyntax

/// One step of a running pipeline: takes batches, in order, and hands batches on.
class Operator {
    let scope: Scope
    /// Where its rows go.
    final var next: Stretch?
    let stages: ClosedRange<Int>
    /// Its number in the plan, for those who ask for its figures.
    final var place = -1
    /// Whether its rows are those of its place: of several operators there the last.
    final var endsPlace = true
    /// How many threads may work on its rows.
    final var width = PlanWidth.allCores
    /// Whether it is the first and the last operator of what it does.
    final var beginsStage = true
    final var endsStage = true
    /// Whether its rows are those of a stage, and not what is shown of them.
    final var isCounted = true
    /// Whether it counts what it evaluates in passing, as far as that goes.
    final var countsInPassing = false
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
        try willReceive(batch, scope)
        let before = scope.profile?.turn(to: place)
        defer { if let before { scope.profile?.turn(to: before) } }
        try push(batch)
    }

    /// Counts what comes in. `scope` is that of the thread that has the rows.
    final func willReceive(_ batch: Batch, _ scope: Scope) throws(EngineError) {
        guard isCounted, let counts = scope.counts else { return }
        let certain = batch.certain
        if beginsStage { counts.rows(certain.count, into: stages.lowerBound) }
        try counts.count(
            counted, of: stages.lowerBound, part: beginsStage ? 0 : 1, givesRows: self is Expand,
            isMet: countsInPassing && counts.countsInPassing(batch), certain.frame(in: scope.outer), scope.context)
    }

    /// Counts what goes out.
    final func willEmit(_ batch: Batch, _ scope: Scope) throws(EngineError) {
        try scope.context.checkpoint()
        scope.context.meter.pass(batch.count)
        if endsPlace { scope.profile?.count(batch.count, of: place) }
        guard isCounted, endsStage, let counts = scope.counts else { return }
        counts.rows(batch.certain.count, outOf: stages.upperBound)
    }

    /// Before it hands on rows that are there already; any thread may have them.
    func willHandOn(_ batch: Batch, _ scope: Scope) throws(EngineError) { try willEmit(batch, scope) }

    final func emit(_ batch: Batch) throws(EngineError) {
        guard batch.count > 0 else { return }
        try willEmit(batch, scope)
        try next?.push(batch)
    }

    /// Hands many rows on in pieces.
    final func emitInPieces(_ batch: Batch) throws(EngineError) {
        guard batch.count > scope.context.batchSize else { return try emit(batch) }
        try next?.push(Morsels(batch), of: self)
    }
}

/// What an operator keeps of some rows.
protocol RowState: Sendable {
    mutating func add(_ batch: Batch, _ scope: Scope) throws(EngineError)
}

/// An operator that keeps a state of its rows: states of parts of the rows,
/// taken in in the order of the parts, are that of all rows.
class StateOperator: Operator {
    var emptyState: any RowState { NoState() }

    /// Counts what a state of some rows does not tell.
    func willAdd(_ batch: Batch, _ scope: Scope) throws(EngineError) {}

    func take(_ state: any RowState) throws(EngineError) {}

    private struct NoState: RowState {
        mutating func add(_ batch: Batch, _ scope: Scope) {}
    }
}

/// An operator whose answer to some rows depends on them alone, so that any
/// number of threads may ask it at a time.
class RowOperator: Operator {
    /// Hands on what becomes of some rows, batch by batch. `scope` is that of the
    /// thread that asks.
    func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {}

    final override func push(_ batch: Batch) throws(EngineError) {
        try process(batch, scope) { batch throws(EngineError) in try self.emit(batch) }
    }
}

extension Batch {
    /// Its rows in batches of the usual size.
    func inPieces(_ body: (Batch) throws(EngineError) -> Void) throws(EngineError) {
        let size = Batch.size
        guard count > size else { return try body(self) }
        var start = 0
        while start < count {
            let end = min(start + size, count)
            try body(selecting(Array(Int32(start)..<Int32(end))))
            start = end
        }
    }
}
