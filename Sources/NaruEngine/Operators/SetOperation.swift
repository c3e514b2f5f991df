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
        rows = RowStore(scope, hasOuter: true)
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool { false }

    override func push(_ batch: Batch) throws(EngineError) {
        var batch = batch.compacted()
        batch.slots = leftSlots.map { batch.slots[$0] }
        batch.lineage = batch.lineage.map { lineage in lineage.with(traces: leftSlots.map { lineage.traces[$0] }) }
        batch.outerRows = batch.outer
        try hold.add(batch.byteCount)
        rows.append(batch)
    }

    override func finish() throws(EngineError) {
        let outputs = rightSlots.map { TypedExpression(.slot(frame: 0, $0), plan.row.slots[$0], at: span) }
        let counts = StageCounter.right(of: scope.counts, plan)
        let right = try Pipeline.collect(
            plan, output: outputs, in: scope.outer, context: scope.context, counts: counts,
            keepsPossible: operation == .except || scope.keepsPossible, tracer: scope.tracer)
        if let counts { scope.counts?.add(right: RightCount(counts), at: stages.lowerBound) }
        let leftCount = rows.count
        // Left and right in one, and what stays of them.
        try hold.add(hold.bytes + 2 * right.byteCount)
        try scope.context.willGrow(to: rows.count + right.count)
        rows.append(right.batch)
        let all = rows.batch()
        guard all.count > 0 else {
            try next?.finish()
            return
        }
        var numbering = KeyNumbering(rows: all.count)
        numbering.refine(by: Vector(count: all.count, payload: .code(all.outer)))
        for slot in all.slots { numbering.refine(by: slot) }
        let kept = SetOperation.keep(operation, numbering, leftCount: leftCount, open: all.open)
        let order = kept.rows.enumerated().sorted {
            (all.outer[Int($0.element)], $0.offset) < (all.outer[Int($1.element)], $1.offset)
        }
        var result = all.reordered(order.map(\.element))
        if let tracer = scope.tracer, let lineage = all.lineage {
            let pieces = pieces(of: all, lineage, numbering, right, tracer)
            result.lineage?.rows = order.map { pieces[Int(numbering.ids[Int($0.element)])] }
        }
        if !scope.isNested { result.outerRows = nil }
        let isOpen = kept.isOpen
        result = result.opening(Bitmap(count: order.count) { (row: Int) in isOpen[order[row].offset] })
        try emitInPieces(scope.keepsPossible ? result : result.certain)
        try next?.finish()
    }

    /// `union` and `intersect` rest on every row that is the same; what `except`
    /// leaves, also on having looked through the right. What is there only
    /// possibly is evidence of nothing.
    private func pieces(
        of all: Batch, _ lineage: Lineage, _ numbering: KeyNumbering, _ right: Collected, _ tracer: Tracer
    ) -> [EvidenceID] {
        let graph = tracer.graph
        var members = lineage.rows
        for (slot, trace) in zip(all.slots, lineage.traces) {
            members = graph.join(members, tracer.firstLanguage(of: slot, trace))
        }
        if let open = all.open { for row in open.indices { members[Int(row)] = 0 } }
        let joined = graph.joinAll(members, owners: numbering.ids, count: numbering.count)
        guard operation == .except else { return joined }
        let certain = right.count - (right.open?.popCount ?? 0)
        let absence = graph.absence(of: tracer.name(ofSource: plan), at: nil, searched: certain)
        return joined.map { graph.join($0, absence) }
    }

    /// The rows that stay, of the left and, behind them, of the right, and which
    /// of them only possibly stay. `open` are the rows that may not be there.
    static func keep(
        _ operation: SetOperator, _ numbering: KeyNumbering, leftCount: Int, open: Bitmap? = nil
    ) -> (rows: [Int32], isOpen: [Bool]) {
        let none = Bitmap(repeating: false, count: numbering.count)
        var (onLeft, onRight) = ((certain: none, any: none), (certain: none, any: none))
        for (row, id) in numbering.ids.enumerated() {
            let isCertain = open.map { !$0[row] } ?? true
            if row < leftCount {
                onLeft.any[Int(id)] = true
                if isCertain { onLeft.certain[Int(id)] = true }
            } else {
                onRight.any[Int(id)] = true
                if isCertain { onRight.certain[Int(id)] = true }
            }
        }
        let (certain, any) =
            switch operation {
            case .union: (onLeft.certain | onRight.certain, onLeft.any | onRight.any)
            case .intersect: (onLeft.certain & onRight.certain, onLeft.any & onRight.any)
            case .except: (onLeft.certain & ~onRight.any, onLeft.any & ~onRight.certain)
            }
        var seen = none
        var kept: [Int32] = []
        let considered = operation == .union ? numbering.ids.count : leftCount
        for (row, id) in numbering.ids.prefix(considered).enumerated() {
            let id = Int(id)
            // A row that stays certainly is the first that is certainly there.
            guard any[id], !seen[id], !certain[id] || open?[row] != true else { continue }
            seen[id] = true
            kept.append(Int32(row))
        }
        return (kept, kept.map { !certain[Int(numbering.ids[Int($0)])] })
    }
}
