import NaruSemantics

/// The first row for each key. Rows go on as they come; only where some are
/// there only possibly they wait, since a later row with the same key can be
/// there certainly and takes their place.
final class Distinct: Operator {
    private let keys: [TypedExpression]
    private let projects: Bool
    private var table = KeyTable()
    private var tableBytes = 0
    /// From the first batch with possible rows on.
    private var waiting: RowStore?
    /// Of each key its place among the waiting rows if it is there only
    /// possibly, else -1.
    private var open: [Int32] = []
    /// Waiting rows whose place another one took.
    private var replaced: [Int32] = []

    init(_ scope: Scope, _ keys: [TypedExpression], projects: Bool, stages: ClosedRange<Int>) {
        self.keys = keys
        self.projects = projects
        super.init(scope, stages: stages)
    }

    override var isSatisfied: Bool { waiting == nil && super.isSatisfied }

    override func push(_ batch: Batch) throws(EngineError) {
        let values = try scope.evaluator.evaluateAll(keys, batch.frame(in: scope.outer))
        let outer = scope.isNested ? [Vector(count: batch.count, payload: .code(batch.outer))] : []
        let numbers = table.numbers(of: outer + values, rows: batch.count)
        try hold.add(table.byteCount - tableBytes)
        tableBytes = table.byteCount
        if waiting == nil, batch.open == nil { return try emit(first(numbers.new, of: batch, values)) }
        try wait(batch, values, numbers)
    }

    private func first(_ rows: [Int32], of batch: Batch, _ values: [Vector]) -> Batch {
        guard projects else { return batch.selecting(rows) }
        return Batch(
            slots: values.map { $0.gather(rows) }, count: rows.count,
            outerRows: scope.isNested ? batch.outer.gather(rows) : nil, possible: batch.open?.gather(rows))
    }

    private func wait(_ batch: Batch, _ values: [Vector], _ numbers: KeyTable.Numbers) throws(EngineError) {
        var store = waiting ?? RowStore(hasOuter: scope.isNested)
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
        }
        let rows = first(kept, of: batch, values)
        try hold.add(rows.byteCount)
        store.append(rows)
        waiting = store
    }

    override func finish() throws(EngineError) {
        if let rows = waiting?.batch(), rows.count > 0 {
            let isKept = ~Bitmap(places: replaced, count: rows.count)
            try emitInPieces(rows.selecting(isKept.indices))
        }
        waiting = nil
        hold.giveBack()
        try next?.finish()
    }
}
