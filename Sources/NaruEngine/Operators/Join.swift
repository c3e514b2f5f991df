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
        var matched = Bitmap(repeating: false, count: batch.count)
        var undecided = Bitmap(repeating: false, count: batch.count)
        var start = 0
        let outer = batch.outer
        var found: [(left: [Int32], right: [Int32])] = []
        while start < batch.count {
            let (pairs, end) = try hashed(batch) ?? candidates(from: start, outer: outer, list: list)
            start = end
            let frame = frame(of: batch, pairs, list.child)
            let truth = try scope.evaluator.truth(plan.condition, frame)
            let kept = truth.yes.indices
            found.append((pairs.left.gather(kept), pairs.right.gather(kept)))
            for row in pairs.left.gather(kept) { matched[Int(row)] = true }
            for row in pairs.left.gather(truth.unknown.indices) { undecided[Int(row)] = true }
        }
        let unmatched = ~matched
        scope.counts?.unknown((unmatched & undecided).popCount, at: stages.lowerBound)
        try emitMatches(found, unmatched: plan.isOptional ? unmatched : nil, batch, list.child)
    }

    private func rightRows() throws(EngineError) -> Vector {
        if let right { return right }
        let rows = try Pipeline.collect(plan.right, output: [plan.rightRow], in: scope.outer, context: scope.context)
        right = rows.lists[0]
        return rows.lists[0]
    }

    /// The pairs of a batch that agree on the first key, and those of which
    /// that is unknown because one has no key.
    private func hashed(_ batch: Batch) throws(EngineError) -> (pairs: (left: [Int32], right: [Int32]), end: Int)? {
        guard !scope.isNested, let key = plan.keys.first, let right, case .list(let list) = right.payload else {
            return nil
        }
        if index == nil {
            let rows = Frame(slots: [list.child], count: list.child.count, parent: scope.outer)
            index = LookupIndex(try scope.evaluator.evaluate(key.right, rows))
        }
        let probes = try scope.evaluator.evaluate(key.left, batch.frame(in: scope.outer))
        return index?.candidates(probes).map { ($0, batch.count) }
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

    private func emitMatches(
        _ found: [(left: [Int32], right: [Int32])], unmatched: Bitmap?, _ batch: Batch, _ rows: Vector
    ) throws(EngineError) {
        var left = found.flatMap(\.left)
        var right = found.flatMap(\.right)
        if let unmatched, !unmatched.isEmpty {
            let alone = unmatched.indices
            let order = (left + alone).enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
            right += [Int32](repeating: -1, count: alone.count)
            left = order.map(\.element)
            right = order.map { right[$0.offset] }
        }
        let slots = batch.slots.map { $0.gather(left) } + [rows.gatherOptional(right)]
        try emitInPieces(Batch(slots: slots, count: left.count, outerRows: batch.outerRows.map { $0.gather(left) }))
    }
}
