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
    /// `willEmit` is told of each batch before it is handed on.
    func push(_ morsels: Morsels, willEmit: (Batch) throws(EngineError) -> Void) throws(EngineError) {
        var done = 0
        let size = end.scope.context.batchSize
        // The first batch finds, with all threads, what the others share; and
        // whoever wants a few rows only may have them now.
        while done < morsels.count, !isSatisfied {
            let isFirst = done == 0
            guard !isFirst, threads > 1, !operators.isEmpty, morsels.count - done > 2 * size else {
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

    /// A few pieces a thread at a time, so that what waits for its turn is
    /// bounded.
    private func pushTogether(
        _ morsels: Morsels, from start: Int, _ willEmit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) -> Int {
        let size = 4 * end.scope.context.batchSize
        let pieces = min(4 * threads, (morsels.count - start + size - 1) / size)
        let row = OperatorRow(operators)
        let found = try Parallel.map(pieces, threads: threads) { piece throws(EngineError) -> [Batch] in
            let first = start + piece * size
            return try row.batches(of: morsels, first..<min(first + size, morsels.count))
        }
        for batches in found {
            for batch in batches where !isSatisfied { try end.receive(batch) }
        }
        let next = min(start + pieces * size, morsels.count)
        try willEmit(morsels.batch(start..<next))
        return next
    }
}

/// Row operators on their way to other threads. They hold nothing that changes,
/// but for what is made once under a lock; so threads may share them, each with
/// a scope of its own.
private struct OperatorRow: @unchecked Sendable {
    private let operators: [RowOperator]

    init(_ operators: [RowOperator]) { self.operators = operators }

    func batches(of morsels: Morsels, _ rows: Range<Int>) throws(EngineError) -> [Batch] {
        var found: [Batch] = []
        let scopes = operators.map { $0.scope.alone() }
        let size = scopes.first?.context.batchSize ?? rows.count
        var start = rows.lowerBound
        while start < rows.upperBound {
            let end = min(start + size, rows.upperBound)
            try flow(morsels.batch(start..<end), from: 0, scopes) { found.append($0) }
            start = end
        }
        return found
    }

    private func flow(
        _ batch: Batch, from place: Int, _ scopes: [Scope], _ take: (Batch) -> Void
    ) throws(EngineError) {
        guard batch.count > 0 else { return }
        guard place < operators.count else { return take(batch) }
        let context = scopes[place].context
        try context.checkpoint()
        try operators[place].process(batch, scopes[place]) { batch throws(EngineError) in
            context.meter.pass(batch.count)
            try self.flow(batch, from: place + 1, scopes, take)
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
