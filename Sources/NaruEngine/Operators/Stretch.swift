import NaruPlan
import NaruSemantics

/// Operators that follow each other up to the first one that has to see the
/// rows in order, or all of them: its end. What lies before the end is done by
/// several threads where there are rows enough; the end gets the rows in order.
final class Stretch {
    private let operators: [RowOperator]
    private let end: Operator
    private let scope: Scope
    /// One where the plan says that there are too few rows to share.
    private let threads: Int

    init(_ operators: [RowOperator], end: Operator, scope: Scope) {
        self.operators = operators
        self.end = end
        self.scope = scope
        let isWide = end.width == .allCores || operators.contains { $0.width == .allCores }
        threads = isWide ? scope.threads : 1
    }

    var isSatisfied: Bool { end.isSatisfied }

    /// Whether there is something to do before the rows stand in line.
    private var hasWork: Bool { !operators.isEmpty || end is StateOperator }

    func finish() throws(EngineError) { try end.finish() }

    func push(_ batch: Batch) throws(EngineError) {
        guard batch.count > 0 else { return }
        try flow(batch, through: operators[...])
    }

    /// One batch through the operators and into the end.
    private func flow(_ batch: Batch, through rest: ArraySlice<RowOperator>) throws(EngineError) {
        guard let first = rest.first else { return try end.receive(batch) }
        try first.willReceive(batch, first.scope)
        let before = first.scope.profile?.turn(to: first.place)
        defer { if let before { first.scope.profile?.turn(to: before) } }
        try first.process(batch, first.scope) { batch throws(EngineError) in
            guard batch.count > 0 else { return }
            try first.willEmit(batch, first.scope)
            try self.flow(batch, through: rest.dropFirst())
        }
    }

    /// All rows of a source, or of an operator that had to see them all.
    func push(_ morsels: Morsels, of source: Operator) throws(EngineError) {
        var done = 0
        // The first batch finds, with all threads, what the others share; and
        // whoever wants a few rows only may have them now.
        while done < morsels.count, !isSatisfied {
            let size = done == 0 ? scope.context.batchSize : scope.context.longBatchSize
            guard done > 0, threads > 1, hasWork, morsels.count - done > size else {
                let next = done..<min(done + size, morsels.count)
                let batch = morsels.batch(next)
                try source.willHandOn(batch, source.scope)
                try push(batch)
                done = next.upperBound
                continue
            }
            done = try pushTogether(morsels, of: source, from: done)
        }
    }

    private func pushTogether(_ morsels: Morsels, of source: Operator, from start: Int) throws(EngineError) -> Int {
        if let end = end as? StateOperator { return try gather(morsels, of: source, from: start, into: end) }
        // A few pieces a thread at a time, so that what waits for its turn is bounded.
        let pieces = Pieces(
            of: start..<morsels.count, each: scope.context.longBatchSize, atMost: 2 * threads)
        let row = OperatorRow(source, operators, scope)
        let found = try together(pieces) { rows throws(EngineError) -> Found<[Yield]> in
            let scope = row.aloneScope()
            var yields: [Yield] = []
            try row.forEachBatch(of: morsels, rows, scope) { batch throws(EngineError) in
                var batches: [Batch] = []
                try row.flow(batch, scope) { batch throws(EngineError) in batches.append(batch) }
                yields.append(Yield(batches: batches, figures: scope.profile?.cut()))
            }
            return Found(yields, scope)
        }
        for found in found {
            if let counts = found.counts { scope.counts?.take(counts) }
            for yield in found.value where !isSatisfied {
                if let figures = yield.figures { scope.profile?.add(figures) }
                for batch in yield.batches where !isSatisfied { try end.receive(batch) }
            }
        }
        return pieces.rows.upperBound
    }

    /// Pieces become states, which the end takes in.
    private func gather(_ morsels: Morsels, of source: Operator, from start: Int, into end: StateOperator)
        throws(EngineError) -> Int
    {
        // Every piece costs a merge, which is exact however the rows are cut.
        let most = min(8 * threads, 64)
        let size = max(scope.context.longBatchSize, (morsels.count - start + most - 1) / most)
        let pieces = Pieces(of: start..<morsels.count, each: size, atMost: .max)
        let row = OperatorRow(source, operators, scope)
        let adding = StateAdding(end)
        let states = try together(pieces) { rows throws(EngineError) -> Found<any RowState> in
            let scope = row.aloneScope()
            var state = adding.none
            try row.forEachBatch(of: morsels, rows, scope) { batch throws(EngineError) in
                try row.flow(batch, scope) { batch throws(EngineError) in try adding.add(batch, to: &state, scope) }
            }
            return Found(state, scope)
        }
        let before = scope.profile?.turn(to: end.place)
        for found in states {
            if let counts = found.counts { scope.counts?.take(counts) }
            if let figures = found.figures { scope.profile?.add(figures) }
            try end.take(found.value)
        }
        if let before { scope.profile?.turn(to: before) }
        return pieces.rows.upperBound
    }

    /// What becomes of some pieces, in order. The time of this thread is that of
    /// the pieces that it does.
    private func together<Value: Sendable>(
        _ pieces: Pieces, _ body: @Sendable (Range<Int>) throws(EngineError) -> Value
    ) throws(EngineError) -> [Value] {
        let before = scope.profile?.turn(to: -1)
        defer { if let before { scope.profile?.turn(to: before) } }
        return try Parallel.map(pieces.count, threads: threads) { piece throws(EngineError) in
            try body(pieces[piece])
        }
    }
}

/// What a thread made of a piece of the rows, and what it counted.
private struct Found<Value: Sendable>: @unchecked Sendable {
    let value: Value
    // Handed over when the thread is done with the piece.
    let counts: StageCounter?
    let figures: [OperatorProfile.Figures]?

    init(_ value: Value, _ scope: Scope) {
        self.value = value
        counts = scope.counts
        figures = scope.profile?.cut()
    }
}

/// What became of one batch of a source.
private struct Yield: Sendable {
    var batches: [Batch]
    var figures: [OperatorProfile.Figures]?
}

/// Equal pieces of some rows.
private struct Pieces: Sendable {
    let rows: Range<Int>
    private let size: Int

    init(of all: Range<Int>, each size: Int, atMost most: Int) {
        self.size = size
        let count = min(most, (all.count + size - 1) / size)
        rows = all.lowerBound..<min(all.upperBound, all.lowerBound + count * size)
    }

    var count: Int { (rows.count + size - 1) / size }

    subscript(piece: Int) -> Range<Int> {
        let start = rows.lowerBound + piece * size
        return start..<min(start + size, rows.upperBound)
    }
}

/// Row operators on their way to other threads. They hold nothing that changes,
/// but for what is made once under a lock; so threads may share them, each with
/// a scope of its own.
private struct OperatorRow: @unchecked Sendable {
    private let source: Operator
    private let operators: [RowOperator]
    private let scope: Scope

    init(_ source: Operator, _ operators: [RowOperator], _ scope: Scope) {
        self.source = source
        self.operators = operators
        self.scope = scope
    }

    func aloneScope() -> Scope { scope.alone() }

    func forEachBatch(
        of morsels: Morsels, _ rows: Range<Int>, _ scope: Scope, _ body: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let size = scope.context.longBatchSize
        var start = rows.lowerBound
        while start < rows.upperBound {
            let end = min(start + size, rows.upperBound)
            let batch = morsels.batch(start..<end)
            try source.willHandOn(batch, scope)
            try body(batch)
            start = end
        }
    }

    /// What becomes of a batch, in order.
    func flow(_ batch: Batch, _ scope: Scope, _ take: (Batch) throws(EngineError) -> Void) throws(EngineError) {
        try flow(batch, from: 0, scope, take)
    }

    private func flow(
        _ batch: Batch, from place: Int, _ scope: Scope, _ take: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        guard batch.count > 0 else { return }
        guard place < operators.count else { return try take(batch) }
        let next = operators[place]
        try next.willReceive(batch, scope)
        let before = scope.profile?.turn(to: next.place)
        defer { if let before { scope.profile?.turn(to: before) } }
        try next.process(batch, scope) { batch throws(EngineError) in
            try next.willEmit(batch, scope)
            try self.flow(batch, from: place + 1, scope, take)
        }
    }
}

/// The end of a stretch on its way to other threads, which add to states of
/// their own.
private struct StateAdding: @unchecked Sendable {
    private let end: StateOperator
    let none: any RowState

    init(_ end: StateOperator) {
        self.end = end
        none = end.emptyState
    }

    func add(_ batch: Batch, to state: inout any RowState, _ scope: Scope) throws(EngineError) {
        try end.willReceive(batch, scope)
        let before = scope.profile?.turn(to: end.place)
        defer { if let before { scope.profile?.turn(to: before) } }
        try end.willAdd(batch, scope)
        try state.add(batch, scope)
    }
}

/// Rows that are there already, of which any thread may take some.
struct Morsels: Sendable {
    let count: Int
    let batch: @Sendable (Range<Int>) -> Batch

    init(count: Int, _ batch: @escaping @Sendable (Range<Int>) -> Batch) {
        self.count = count
        self.batch = batch
    }

    init(_ whole: Batch) {
        self.init(count: whole.count) { rows in
            rows == 0..<whole.count
                ? whole : whole.selecting(Array(Int32(rows.lowerBound)..<Int32(rows.upperBound)))
        }
    }
}
