import NaruPlan
import NaruSemantics
import NaruSyntax

/// `union (q)`, `intersect (q)`, `except (q)`: rows as sets.
final class SetOperation: Operator {
    private let operation: SetOperator
    private let plan: Plan
    private let leftSlots: [Int]
    private let rightSlots: [Int]
    private let span: Span
    private var rows: RowStore

    init(
        _ scope: Scope, _ operation: SetOperator, _ plan: Plan, leftSlots: [Int], rightSlots: [Int],
        stages: ClosedRange<Int>
    ) {
        self.operation = operation
        self.plan = plan
        self.leftSlots = leftSlots
        self.rightSlots = rightSlots
        span = plan.spans.first ?? Span(0, 0)
        rows = RowStore(hasOuter: true)
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool { false }

    override func push(_ batch: Batch) throws(EngineError) {
        var batch = batch.compacted()
        batch.slots = leftSlots.map { batch.slots[$0] }
        batch.outerRows = batch.outer
        try hold.add(batch.byteCount)
        rows.append(batch)
    }

    override func finish() throws(EngineError) {
        let outputs = rightSlots.map { TypedExpression(.slot(frame: 0, $0), plan.row.slots[$0], at: span) }
        let counts = StageCounter.right(of: scope.counts, plan)
        let right = try Pipeline.collect(
            plan, output: outputs, in: scope.outer, context: scope.context, counts: counts)
        if let counts { scope.counts?.add(counts, at: stages.lowerBound) }
        let rightOuter = right.owners
        let leftCount = rows.count
        // Left and right in one, and what stays of them.
        try hold.add(hold.bytes + 2 * right.byteCount)
        try scope.context.willGrow(to: rows.count + rightOuter.count)
        let all = combined(right, rightOuter)
        guard all.count > 0 else {
            try next?.finish()
            return
        }
        var numbering = KeyNumbering(rows: all.count)
        numbering.refine(by: Vector(count: all.count, payload: .code(all.outer)))
        for slot in all.slots { numbering.refine(by: slot) }
        let kept = SetOperation.keep(operation, numbering, leftCount: leftCount)
        let order = kept.enumerated().sorted {
            (all.outer[Int($0.element)], $0.offset) < (all.outer[Int($1.element)], $1.offset)
        }
        var result = all.reordered(order.map(\.element))
        if !scope.isNested { result.outerRows = nil }
        try emitInPieces(result)
        try next?.finish()
    }

    private func combined(_ right: Collected, _ outer: [Int32]) -> Batch {
        var rows = rows
        let elements = right.lists.map { vector -> Vector in
            if case .list(let list) = vector.payload { list.child } else { vector }
        }
        rows.append(Batch(slots: elements, count: outer.count, outerRows: outer))
        return rows.batch()
    }

    /// The rows that stay, of the left and, behind them, of the right.
    static func keep(_ operation: SetOperator, _ numbering: KeyNumbering, leftCount: Int) -> [Int32] {
        var onRight = Bitmap(repeating: false, count: numbering.count)
        for id in numbering.ids.dropFirst(leftCount) { onRight[Int(id)] = true }
        var seen = Bitmap(repeating: false, count: numbering.count)
        var kept: [Int32] = []
        let considered = operation == .union ? numbering.ids.count : leftCount
        for row in 0..<considered {
            let id = Int(numbering.ids[row])
            let isWanted =
                switch operation {
                case .union: true
                case .intersect: onRight[id]
                case .except: !onRight[id]
                }
            if isWanted, !seen[id] {
                seen[id] = true
                kept.append(Int32(row))
            }
        }
        return kept
    }
}
