import NaruSemantics

/// The keys of rows behind their slots, and of rows in one batch with the same
/// key the first: what several threads can do before a `Distinct` sees the rows.
final class DistinctKeys: RowOperator {
    private let keys: [TypedExpression]

    init(_ scope: Scope, _ keys: [TypedExpression], stages: ClosedRange<Int>) {
        self.keys = keys
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let values = try scope.evaluator.evaluateAll(keys, batch.frame(in: scope.outer))
        var rows = batch.compacted()
        rows.slots += values
        // A later row that is certainly there takes the place of a possible one.
        guard rows.open == nil else { return try emit(rows) }
        var table = KeyTable()
        try emit(rows.selecting(table.numbers(of: scope.outerKey(batch.outer) + values, rows: rows.count).new))
    }
}

/// The first row for each key. Rows go on as they come; only where some are
/// there only possibly they wait, since a later row with the same key can be
/// there certainly and takes their place.
final class Distinct: Operator {
    private let keys: [TypedExpression]
    private let projects: Bool
    /// Whether the keys stand behind the slots of the rows.
    private let keysAreThere: Bool
    private var table = KeyTable()
    private var tableBytes = 0
    /// From the first batch with possible rows on.
    private var waiting: RowStore?
    /// Of each key its place among the waiting rows if it is there only
    /// possibly, else -1.
    private var open: [Int32] = []
    /// Waiting rows whose place another one took.
    private var replaced: [Int32] = []
    /// The key of each waiting row.
    private var waitingKeys: [Int32] = []
    /// What the rows of each key rest on, and the keys of the last batch.
    private var evidence: [EvidenceID] = []
    private var traces: [Trace] = []

    init(
        _ scope: Scope, _ keys: [TypedExpression], projects: Bool, keysAreThere: Bool, stages: ClosedRange<Int>
    ) {
        self.keys = keys
        self.projects = projects
        self.keysAreThere = keysAreThere
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool { waiting == nil && super.isSatisfied }

    override func push(_ batch: Batch) throws(EngineError) {
        let (batch, values) = try keyed(batch)
        let numbers = table.numbers(of: scope.outerKey(batch.outer) + values, rows: batch.count)
        try hold.add(table.byteCount - tableBytes)
        tableBytes = table.byteCount
        if waiting == nil, batch.open == nil, scope.tracer == nil {
            return try emit(first(numbers.new, of: batch, values))
        }
        try rest(on: batch, values, numbers)
        try wait(batch, values, numbers)
    }

    private func keyed(_ batch: Batch) throws(EngineError) -> (Batch, [Vector]) {
        guard keysAreThere else {
            return (batch, try scope.evaluator.evaluateAll(keys, batch.frame(in: scope.outer)))
        }
        var rows = batch.compacted()
        let values = Array(rows.slots.suffix(keys.count))
        rows.slots.removeLast(keys.count)
        return (rows, values)
    }

    /// Rows that are the same rest on all of them, so where evidence is asked for
    /// they wait too.
    private func rest(on batch: Batch, _ values: [Vector], _ numbers: KeyTable.Numbers) throws(EngineError) {
        guard let tracer = scope.tracer, let lineage = batch.compacted().lineage else { return }
        traces = try tracer.traces(of: keys, batch.frame(in: scope.outer))
        var members = lineage.rows
        for (value, trace) in zip(values, traces) {
            members = tracer.graph.join(members, tracer.firstLanguage(of: value, trace))
        }
        evidence += repeatElement(0, count: table.count - evidence.count)
        for (row, id) in numbers.ids.enumerated() where !batch.isOpen(row) {
            evidence[Int(id)] = tracer.graph.join(evidence[Int(id)], members[row])
        }
    }

    private func first(_ rows: [Int32], of batch: Batch, _ values: [Vector]) -> Batch {
        guard projects else { return batch.selecting(rows) }
        return Batch(
            slots: values.map { $0.gather(rows) }, count: rows.count,
            outerRows: scope.isNested ? batch.outer.gather(rows) : nil, possible: batch.open?.gather(rows),
            lineage: batch.compacted().lineage?.gather(rows).with(traces: traces.map { $0.gather(rows) }))
    }

    private func wait(_ batch: Batch, _ values: [Vector], _ numbers: KeyTable.Numbers) throws(EngineError) {
        var store = waiting ?? RowStore(scope)
        open += repeatElement(-1, count: table.count - open.count)
        let isNew = Bitmap(places: numbers.new, count: batch.count)
        var kept: [Int32] = []
        for (row, id) in numbers.ids.enumerated() {
            let id = Int(id)
            let place = Int32(store.count + kept.count)
            if isNew[row] {
                open[id] = batch.isOpen(row) ? place : -1
            } else if open[id] >= 0, !batch.isOpen(row) {
                replaced.append(open[id])
                open[id] = -1
            } else {
                continue
            }
            kept.append(Int32(row))
            waitingKeys.append(Int32(id))
        }
        let rows = first(kept, of: batch, values)
        try hold.add(rows.byteCount)
        store.append(rows)
        waiting = store
    }

    override func finish() throws(EngineError) {
        if var rows = waiting?.batch(), rows.count > 0 {
            if rows.lineage != nil { rows.lineage?.rows = waitingKeys.map { evidence[Int($0)] } }
            let isKept = ~Bitmap(places: replaced, count: rows.count)
            try emitInPieces(rows.selecting(isKept.indices))
        }
        waiting = nil
        hold.giveBack()
        try next?.finish()
    }
}
