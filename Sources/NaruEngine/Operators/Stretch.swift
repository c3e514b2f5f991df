import NaruPlan
import NaruSemantics

/// Operators that follow each other up to the first one that has to see the
/// rows in order, or all of them: its end. What lies before the end is done by
/// several threads where there are rows enough; the end gets the rows in order.
final class Stretch {
    private let operators: [RowOperator]
    private let end: Operator
    private let threads: Int

    init(_ operators: [RowOperator], end: Operator, threads: Int) {
        self.operators = operators
        self.end = end
        self.threads = threads
    }

    var isSatisfied: Bool { end.isSatisfied }

    /// Whether there is something to do before the rows stand in line.
    private var hasWork: Bool { !operators.isEmpty || end is StateOperator }

    func finish() throws(EngineError) { try end.finish() }

    func push(_ batch: Batch) throws(EngineError) {
        guard batch.count > 0 else { return }
        try flow(batch, through: operators[...])
    }

    /// One batch through the operators and into the end, with all figures.
    private func flow(_ batch: Batch, through rest: ArraySlice<RowOperator>) throws(EngineError) {
        guard let first = rest.first else { return try end.receive(batch) }
        try first.willReceive(batch)
        let before = first.scope.profile?.turn(to: first.place)
        defer { if let before { first.scope.profile?.turn(to: before) } }
        try first.process(batch, first.scope) { batch throws(EngineError) in
            guard batch.count > 0 else { return }
            try first.willEmit(batch)
            try self.flow(batch, through: rest.dropFirst())
        }
    }

    /// All rows of a source, or of an operator that had to see them all.
    /// `willEmit` is told of each batch that is handed on; of those that several
    /// threads make, which nobody counts by more, of how many rows they have.
    func push(_ morsels: Morsels, willEmit: (Batch) throws(EngineError) -> Void) throws(EngineError) {
        var done = 0
        let size = end.scope.context.batchSize
        // The first batch finds, with all threads, what the others share; and
        // whoever wants a few rows only may have them now.
        while done < morsels.count, !isSatisfied {
            let isFirst = done == 0
            guard !isFirst, threads > 1, hasWork, morsels.count - done > 2 * size else {
                let next = done..<min(done + size, morsels.count)
                let batch = morsels.batch(next)
                try willEmit(batch)
                try push(batch)
                done = next.upperBound
                continue
            }
            done = try pushTogether(morsels, from: done, willEmit)
        }
    }

    private func pushTogether(
        _ morsels: Morsels, from start: Int, _ willEmit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) -> Int {
        if let end = end as? StateOperator { return try gather(morsels, from: start, into: end, willEmit) }
        // A few pieces a thread at a time, so that what waits for its turn is bounded.
        let pieces = Pieces(of: start..<morsels.count, each: 4 * end.scope.context.batchSize, atMost: 4 * threads)
        let row = OperatorRow(operators, end.scope)
        let found = try Parallel.map(pieces.count, threads: threads) { piece throws(EngineError) -> [Batch] in
            var batches: [Batch] = []
            try row.forEach(of: morsels, pieces[piece]) { batch, _ throws(EngineError) in batches.append(batch) }
            return batches
        }
        for batches in found {
            for batch in batches where !isSatisfied { try end.receive(batch) }
        }
        try willEmit(Batch(slots: [], count: pieces.rows.count))
        return pieces.rows.upperBound
    }

    /// Pieces become states, which the end takes in.
    private func gather(
        _ morsels: Morsels, from start: Int, into end: StateOperator, _ willEmit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) -> Int {
        let least = 4 * end.scope.context.batchSize
        let pieces = Pieces(
            of: start..<morsels.count, each: max(least, (morsels.count - start + 63) / 64), atMost: .max)
        let row = OperatorRow(operators, end.scope)
        let none = end.emptyState
        let states = try Parallel.map(pieces.count, threads: threads) { piece throws(EngineError) -> any RowState in
            var state = none
            try row.forEach(of: morsels, pieces[piece]) { batch, scope throws(EngineError) in
                try state.add(batch, scope)
            }
            return state
        }
        for state in states { try end.take(state) }
        try willEmit(Batch(slots: [], count: pieces.rows.count))
        return pieces.rows.upperBound
    }
}

/// Equal pieces of some rows, the same for any number of threads.
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
    private let operators: [RowOperator]
    private let scope: Scope

    init(_ operators: [RowOperator], _ scope: Scope) {
        self.operators = operators
        self.scope = scope
    }

    /// What becomes of some rows, in order, with the scope of this thread.
    func forEach(
        of morsels: Morsels, _ rows: Range<Int>, _ take: (Batch, Scope) throws(EngineError) -> Void
    ) throws(EngineError) {
        let scope = scope.alone()
        let size = scope.context.batchSize
        var start = rows.lowerBound
        while start < rows.upperBound {
            let end = min(start + size, rows.upperBound)
            try flow(morsels.batch(start..<end), from: 0, scope, take)
            start = end
        }
    }

    private func flow(
        _ batch: Batch, from place: Int, _ scope: Scope, _ take: (Batch, Scope) throws(EngineError) -> Void
    ) throws(EngineError) {
        guard batch.count > 0 else { return }
        try scope.context.checkpoint()
        guard place < operators.count else { return try take(batch, scope) }
        try operators[place].process(batch, scope) { batch throws(EngineError) in
            scope.context.meter.pass(batch.count)
            try self.flow(batch, from: place + 1, scope, take)
        }
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
