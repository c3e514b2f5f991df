import NaruPlan
import NaruSemantics
import NaruSyntax

/// Puts each row beside the rows of another query for which the condition is
/// yes; those become one new slot.
final class Join: Operator {
    private let plan: PlanJoin
    /// For each outer row the list of right rows.
    private var right: Vector?
    /// The right rows by their first key, where rows are matched by equality.
    private var index: LookupIndex?

    init(_ scope: Scope, _ plan: PlanJoin, stages: ClosedRange<Int>) {
        self.plan = plan
        super.init(scope, stages: stages)
    }

    override func push(_ batch: Batch) throws(EngineError) {
        let right = try rightRows()
        guard case .list(let list) = right.payload else { return }
        let batch = batch.compacted()
        let probes = try probes(of: batch, list.child)
        let outer = batch.outer
        var start = 0
        while start < batch.count {
            try scope.context.checkpoint()
            let (pairs, end) =
                probes.flatMap { index?.candidates($0, from: start, atLeast: Batch.size * 8) }
                ?? candidates(from: start, outer: outer, list: list)
            try match(pairs, of: batch, rows: start..<end, list.child)
            start = end
        }
    }

    /// Hands on what the left rows `rows` match, before the next ones are tried:
    /// all matches of a batch may be too many.
    private func match(
        _ pairs: (left: [Int32], right: [Int32]), of batch: Batch, rows: Range<Int>, _ right: Vector
    ) throws(EngineError) {
        try scope.context.willGrow(to: pairs.left.count, bytes: 8 + 4 * batch.slots.count)
        var matched = Bitmap(repeating: false, count: rows.count)
        var undecided = matched
        let frame = frame(of: batch, pairs, right)
        let truth = try scope.evaluator.truth(plan.condition, frame)
        // Pairs that are ruled out need not be tried, so nothing of them counts.
        try scope.counts?.count(
            [plan.condition], of: stages.lowerBound, frame.subset((~truth.no).indices), scope.context)
        let kept = truth.yes.indices
        let found = (left: pairs.left.gather(kept), right: pairs.right.gather(kept))
        for row in found.left { matched[Int(row) - rows.lowerBound] = true }
        for row in pairs.left.gather(truth.unknown.indices) { undecided[Int(row) - rows.lowerBound] = true }
        let unmatched = ~matched
        scope.counts?.unknown((unmatched & undecided).popCount, at: stages.lowerBound)
        let alone = plan.isOptional ? unmatched.indices.map { $0 + Int32(rows.lowerBound) } : []
        try emit(found, alone: alone, batch, right)
    }

    private func rightRows() throws(EngineError) -> Vector {
        if let right { return right }
        let counts = StageCounter.right(of: scope.counts, plan.right)
        let rows = try Pipeline.collect(
            plan.right, output: [plan.rightRow], in: scope.outer, context: scope.context, counts: counts)
        if let counts { scope.counts?.add(counts, at: stages.lowerBound) }
        try hold.add(rows.byteCount)
        right = rows.lists[0]
        return rows.lists[0]
    }

    /// The first key of each row of a batch, where the right rows are found by
    /// theirs.
    private func probes(of batch: Batch, _ right: Vector) throws(EngineError) -> Vector? {
        guard !scope.isNested, let key = plan.keys.first else { return nil }
        if index == nil {
            let rows = Frame(slots: [right], count: right.count, parent: scope.outer)
            index = LookupIndex(try scope.evaluator.evaluate(key.right, rows))
            // A table of lists, one a key at most.
            try hold.add(right.count * 32)
        }
        return try scope.evaluator.evaluate(key.left, batch.frame(in: scope.outer))
    }

    /// Pairs of rows to test, for about as many left rows as fill a batch.
    private func candidates(from start: Int, outer: [Int32], list: ListColumn)
        -> (pairs: (left: [Int32], right: [Int32]), end: Int)
    {
        var left: [Int32] = []
        var right: [Int32] = []
        var row = start
        while row < outer.count, left.count < Batch.size * 8 {
            let range = list.offsets[Int(outer[row])]..<list.offsets[Int(outer[row]) + 1]
            left.append(contentsOf: repeatElement(Int32(row), count: range.count))
            right.append(contentsOf: range)
            row += 1
        }
        return ((left, right), row)
    }

    private func frame(of batch: Batch, _ pairs: (left: [Int32], right: [Int32]), _ rows: Vector) -> Frame {
        let slots = batch.slots.map { $0.gather(pairs.left) } + [rows.gather(pairs.right)]
        return Frame(
            slots: slots, count: pairs.left.count, parent: scope.outer,
            parentRows: batch.outerRows.map { $0.gather(pairs.left) })
    }

    private func emit(
        _ found: (left: [Int32], right: [Int32]), alone: [Int32], _ batch: Batch, _ rows: Vector
    ) throws(EngineError) {
        var (left, right) = found
        if !alone.isEmpty {
            let order = (left + alone).enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
            right += [Int32](repeating: -1, count: alone.count)
            left = order.map(\.element)
            right = order.map { right[$0.offset] }
        }
        let slots = batch.slots.map { $0.gather(left) } + [rows.gatherOptional(right)]
        try emitInPieces(Batch(slots: slots, count: left.count, outerRows: batch.outerRows.map { $0.gather(left) }))
    }
}
