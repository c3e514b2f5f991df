import NaruPlan
import NaruSemantics
import NaruSyntax

/// Puts each row beside the rows of another query for which the condition is
/// yes; those become one new slot.
final class Join: RowOperator {
    private let plan: PlanJoin
    private let right = Once<RightRows>()

    init(_ scope: Scope, _ plan: PlanJoin, stages: ClosedRange<Int>) {
        self.plan = plan
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let right = try right.value { () throws(EngineError) in try rightRows(scope) }
        if let count = right.leftOut { scope.counts?.add(right: count, at: stages.lowerBound) }
        let batch = batch.compacted()
        let probes = try right.index.map { _ throws(EngineError) in
            try scope.evaluator.evaluateAll(plan.keys.map(\.left), batch.frame(in: scope.outer))
        }
        let isWide = scope.counts != nil || scope.keepsPossible
        // Then the index has tried the whole condition; evidence asks why.
        let isSure = plan.isOnKeysAlone && !isWide && scope.tracer == nil
        let outer = batch.outer
        var start = 0
        while start < batch.count {
            try scope.context.checkpoint()
            let found = probes.flatMap {
                right.index?.matches($0, from: start, isWide: isWide, atLeast: Batch.size * 8)
            }
            let (pairs, end) = found ?? right.candidates(from: start, outer: outer)
            try match(
                pairs, of: batch, rows: start..<end, isSure: isSure && found != nil, right.rows, scope, emit)
            start = end
        }
    }

    /// Hands on what the left rows `rows` match, before the next ones are tried:
    /// all matches of a batch may be too many.
    private func match(
        _ pairs: RowPairs, of batch: Batch, rows: Range<Int>, isSure: Bool, _ right: Collected, _ scope: Scope,
        _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        try scope.context.willGrow(to: pairs.left.count, bytes: 8 + 4 * batch.slots.count)
        if isSure, !plan.isOptional, right.open == nil {
            return try joined(pairs, alone: [], batch, right.values[0]).batch.inPieces(emit)
        }
        var matched = Bitmap(repeating: false, count: rows.count)
        var undecided = matched
        let frame = frame(of: batch, pairs, right, scope)
        let truth = try scope.evaluator.truth(plan.condition, frame)
        // Pairs that are ruled out need not be tried, so nothing of them counts.
        try scope.counts?.count(
            [plan.condition], of: stages.lowerBound, frame.subset((~truth.no).indices), scope.context)
        let possiblyRight = right.open?.gather(pairs.right)
        let certain = possiblyRight.map { truth.yes & ~$0 } ?? truth.yes
        for row in pairs.left.gather(certain.indices) { matched[Int(row) - rows.lowerBound] = true }
        for row in pairs.left.gather(truth.unknown.indices) { undecided[Int(row) - rows.lowerBound] = true }
        let unmatched = ~matched
        let isCounted = Bitmap(count: rows.count) { (row: Int) in !batch.isOpen(row + rows.lowerBound) }
        scope.counts?.unknown((unmatched & undecided & isCounted).popCount, at: stages.lowerBound)
        let alone = plan.isOptional ? unmatched.indices.map { $0 + Int32(rows.lowerBound) } : []
        let kept = (scope.keepsPossible ? ~truth.no : truth.yes).indices
        let found = RowPairs(left: pairs.left.gather(kept), right: pairs.right.gather(kept))
        var joined = joined(found, open: (~certain).gather(kept), alone: alone, batch, right.values[0])
        if let tracer = scope.tracer, let lineage = batch.lineage {
            let reasons = try tracer.truth(plan.condition, frame.subset(kept)).rows
            joined.batch.lineage = try self.lineage(of: joined.order, found, reasons, alone, lineage, right, tracer)
        }
        try joined.batch.inPieces(emit)
    }

    /// A joined row rests on both of its rows and on the condition, one that
    /// stands alone on there being no other.
    private func lineage(
        of order: [Int], _ found: RowPairs, _ reasons: [EvidenceID], _ alone: [Int32], _ left: Lineage,
        _ right: Collected, _ tracer: Tracer
    ) throws(EngineError) -> Lineage? {
        guard let other = right.lineage else { return nil }
        let absence = tracer.graph.absence(of: tracer.name(ofSource: plan.right), at: nil, searched: right.count)
        let rights = found.right + alone.map { _ in -1 }
        let pieces = tracer.graph.join(reasons, Trace(other.rows).gather(found.right).rows) + alone.map { _ in absence }
        var result = left.gather(order.map { (found.left + alone)[$0] })
        result.traces.append(tracer.graph.adding(other.rows, to: other.traces[0]).gather(order.map { rights[$0] }))
        result.rows = tracer.graph.join(result.rows, order.map { pieces[$0] })
        return result
    }

    private func rightRows(_ scope: Scope) throws(EngineError) -> RightRows {
        let counts = StageCounter.right(of: scope.counts, plan.right)
        let rows = try Pipeline.collect(
            plan.right, output: [plan.rightRow], in: scope.outer, context: scope.context, counts: counts,
            keepsPossible: scope.keepsPossible, tracer: scope.tracer)
        let leftOut = counts.map(RightCount.init)
        try hold.add(rows.byteCount)
        guard !scope.isNested, !plan.keys.isEmpty else { return RightRows(rows: rows, index: nil, leftOut: leftOut) }
        let frame = Frame(slots: rows.values, count: rows.count, parent: scope.outer)
        let index = LookupIndex(try scope.evaluator.evaluateAll(plan.keys.map(\.right), frame))
        try hold.add(index?.byteCount ?? 0)
        return RightRows(rows: rows, index: index, leftOut: leftOut)
    }

    private func frame(of batch: Batch, _ pairs: RowPairs, _ right: Collected, _ scope: Scope) -> Frame {
        let slots = batch.slots.map { $0.gather(pairs.left) } + [right.values[0].gather(pairs.right)]
        var traces = batch.lineage?.traces.map { $0.gather(pairs.left) }
        if let tracer = scope.tracer, let lineage = right.lineage {
            traces?.append(tracer.graph.adding(lineage.rows, to: lineage.traces[0]).gather(pairs.right))
        }
        return Frame(
            slots: slots, count: pairs.left.count, parent: scope.outer,
            parentRows: batch.outerRows.map { $0.gather(pairs.left) }, traces: traces)
    }

    private func joined(
        _ found: RowPairs, open: Bitmap? = nil, alone: [Int32], _ batch: Batch, _ rows: Vector
    ) -> (batch: Batch, order: [Int]) {
        var (left, right) = (found.left, found.right)
        var isOpen = open ?? Bitmap(repeating: false, count: found.left.count)
        var places = Array(0..<left.count)
        if !alone.isEmpty {
            let order = (left + alone).enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
            right += [Int32](repeating: -1, count: alone.count)
            left = order.map(\.element)
            places = order.map(\.offset)
            right = order.map { right[$0.offset] }
            isOpen = Bitmap(count: order.count) { (row: Int) in
                order[row].offset < found.left.count && open?[order[row].offset] == true
            }
        }
        let slots = batch.slots.map { $0.gather(left) } + [rows.gatherOptional(right)]
        let joined = Batch(
            slots: slots, count: left.count, outerRows: batch.outerRows.map { $0.gather(left) },
            possible: batch.open?.gather(left))
        return (joined.opening(isOpen), places)
    }
}

/// The rows that a join puts beside others; those of one outer row together.
private struct RightRows: Sendable {
    let rows: Collected
    /// By their keys, where rows are matched by equality.
    let index: LookupIndex?
    /// Where the run counts, what their query left out.
    let leftOut: RightCount?
    /// For each outer row where its right rows begin.
    private let offsets: [Int32]

    init(rows: Collected, index: LookupIndex?, leftOut: RightCount?) {
        self.rows = rows
        self.leftOut = leftOut
        self.index = index
        offsets = Vector.offsets(of: rows.owners, count: rows.outerCount)
    }

    /// Pairs of rows to test, for about as many left rows as fill a batch.
    func candidates(from start: Int, outer: [Int32]) -> (pairs: RowPairs, end: Int) {
        var pairs = RowPairs()
        var row = start
        while row < outer.count, pairs.left.count < Batch.size * 8 {
            let range = offsets[Int(outer[row])]..<offsets[Int(outer[row]) + 1]
            pairs.left.append(contentsOf: repeatElement(Int32(row), count: range.count))
            pairs.right.append(contentsOf: range)
            row += 1
        }
        return (pairs, row)
    }
}
