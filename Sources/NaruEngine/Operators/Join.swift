import NaruPlan
import NaruSemantics
import NaruSyntax

/// Puts each row beside the rows of another query for which the condition is
/// yes; those become one new slot.
final class Join: RowOperator {
    private let plan: PlanJoin
    private let right = Once<RightRows>()
    private let index = Once<LookupIndex>()

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
        let keys = try keys(of: batch, scope)
        // Then the index has tried the whole condition; evidence asks why.
        let isSure =
            plan.method != .nestedLoop && plan.isOnKeysAlone && !scope.isWide && scope.tracer == nil
        if plan.method == .hashLeft, let pairs = try right.pairs(withIndexOver: keys, isWide: scope.isWide) {
            return try match(pairs, of: batch, rows: 0..<batch.count, isSure: isSure, right.rows, scope, emit)
        }
        let outer = batch.outer
        let words = plan.method == .nestedLoop ? nil : try LookupKeys(keys)
        var start = 0
        while start < batch.count {
            try scope.context.checkpoint()
            let (pairs, end) =
                if let words {
                    right.matches(keys, words, in: try index(of: right), from: start, isWide: scope.isWide)
                } else {
                    right.candidates(from: start, outer: outer)
                }
            try match(pairs, of: batch, rows: start..<end, isSure: isSure, right.rows, scope, emit)
            start = end
        }
    }

    /// What rows are matched by: the rows around the query too, where there are
    /// several.
    private func keys(of batch: Batch, _ scope: Scope) throws(EngineError) -> [Vector] {
        let keys = try scope.evaluator.evaluateAll(plan.keys.map(\.left), batch.frame(in: scope.outer))
        return scope.outerKey(batch.outer) + keys
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
        guard plan.method != .nestedLoop else { return RightRows(rows: rows, keys: [], leftOut: leftOut) }
        let owners = Vector(count: rows.count, payload: .code(rows.owners))
        let frame = Frame(
            slots: rows.values, count: rows.count, parent: scope.outer,
            parentRows: scope.isNested ? rows.owners : nil)
        let keys = try scope.evaluator.evaluateAll(plan.keys.map(\.right), frame)
        return RightRows(rows: rows, keys: scope.isNested ? [owners] + keys : keys, leftOut: leftOut)
    }

    private func index(of right: RightRows) throws(EngineError) -> LookupIndex {
        try index.value { () throws(EngineError) in
            let made = try right.index()
            try hold.add(made.byteCount)
            return made
        }
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
    /// What they are matched by.
    private let keys: [Vector]
    /// Where the run counts, what their query left out.
    let leftOut: RightCount?
    /// For each outer row where its right rows begin.
    private let offsets: [Int32]

    init(rows: Collected, keys: [Vector], leftOut: RightCount?) {
        self.rows = rows
        self.keys = keys
        self.leftOut = leftOut
        offsets = Vector.offsets(of: rows.owners, count: rows.outerCount)
    }

    /// About as many pairs to test at a time.
    private static let wanted = Batch.size * 8

    /// Over the keys of all rows.
    func index() throws(EngineError) -> LookupIndex {
        LookupIndex(try LookupKeys(keys))
    }

    /// Pairs that agree on the keys, for as many left rows as give enough of them.
    func matches(
        _ left: [Vector], _ words: LookupKeys, in index: LookupIndex, from start: Int, isWide: Bool
    ) -> (pairs: RowPairs, end: Int) {
        let found = index.matches(words, from: start, isWide: isWide, atLeast: RightRows.wanted)
        return (isWide ? ofOneOuterRow(found.pairs, left) : found.pairs, found.end)
    }

    /// Pairs that agree on the keys, for all left rows; nil where there are too
    /// many to have them at once.
    func pairs(withIndexOver left: [Vector], isWide: Bool) throws(EngineError) -> RowPairs? {
        let words = try LookupKeys(left)
        let found = LookupIndex(words).matches(try LookupKeys(keys), isWide: isWide, atLeast: RightRows.wanted * 8)
        guard found.end == rows.count else { return nil }
        let pairs = found.pairs.turned(count: words.count)
        return isWide ? ofOneOuterRow(pairs, left) : pairs
    }

    /// Where a key is absent nothing is known but the row around the query.
    private func ofOneOuterRow(_ pairs: RowPairs, _ left: [Vector]) -> RowPairs {
        guard rows.outerCount != 1, case .code(let outer) = left[0].payload else { return pairs }
        let kept = pairs.left.indices.filter { outer[Int(pairs.left[$0])] == rows.owners[Int(pairs.right[$0])] }.map(
            Int32.init)
        return RowPairs(left: pairs.left.gather(kept), right: pairs.right.gather(kept))
    }

    /// Pairs of rows to test, for about as many left rows as fill a batch; most of
    /// them may be kept, so that more at once would only take memory.
    func candidates(from start: Int, outer: [Int32]) -> (pairs: RowPairs, end: Int) {
        var pairs = RowPairs()
        var row = start
        while row < outer.count, pairs.left.count < Batch.size {
            let range = offsets[Int(outer[row])]..<offsets[Int(outer[row]) + 1]
            pairs.left.append(contentsOf: repeatElement(Int32(row), count: range.count))
            pairs.right.append(contentsOf: range)
            row += 1
        }
        return (pairs, row)
    }
}

extension RowPairs {
    /// The same pairs with their sides in each other's place, in the order of
    /// the new left, of which there are so many, and then of the new right.
    fileprivate func turned(count: Int) -> RowPairs {
        var next = [Int](repeating: 0, count: count + 1)
        for row in right { next[Int(row) + 1] += 1 }
        for row in 0..<count { next[row + 1] += next[row] }
        var turned = RowPairs(left: right, right: left)
        for (place, row) in right.enumerated() {
            turned.left[next[Int(row)]] = row
            turned.right[next[Int(row)]] = left[place]
            next[Int(row)] += 1
        }
        return turned
    }
}
