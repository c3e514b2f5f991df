import NaruPlan
import NaruSemantics
import NaruSyntax

/// Some rows on their way through a pipeline.
struct Batch {
    /// About how many rows a source puts into one batch.
    static let size = 2048

    var slots: [Vector]
    /// The rows of `slots` that are meant, ascending; nil for all.
    var selection: [Int32]?
    private var total: Int
    /// For each row of `slots` the row of the frame around the query; rows of
    /// one outer row are neighbours. nil when that frame has one row.
    var outerRows: [Int32]?
    /// Which rows of `slots` are there only possibly; nil when none is.
    private var possible: Bitmap?
    /// What the rows of `slots` rest on, where the plan asks for evidence.
    var lineage: Lineage?

    init(
        slots: [Vector], count: Int, outerRows: [Int32]? = nil, selection: [Int32]? = nil, possible: Bitmap? = nil,
        lineage: Lineage? = nil
    ) {
        self.lineage = lineage
        self.slots = slots
        total = count
        self.outerRows = outerRows
        self.selection = selection
        self.possible = possible.flatMap { $0.isEmpty ? nil : $0 }
    }

    var count: Int { selection?.count ?? total }

    func frame(in outer: Frame) -> Frame {
        let parents = outerRows.map { rows in selection.map { rows.gather($0) } ?? rows }
        return Frame(
            slots: slots, count: total, selection: selection, parent: outer, parentRows: parents,
            traces: lineage?.traces)
    }

    /// For each row its outer row.
    var outer: [Int32] {
        guard let outerRows else { return [Int32](repeating: 0, count: count) }
        return selection.map { outerRows.gather($0) } ?? outerRows
    }

    /// Which of its rows are there only possibly; nil when none is.
    var open: Bitmap? {
        guard let possible else { return nil }
        return selection.map { possible.gather($0) } ?? possible
    }

    func isOpen(_ row: Int) -> Bool { possible.map { $0[selection.map { Int($0[row]) } ?? row] } ?? false }

    /// The rows that are certainly there.
    var certain: Batch { open.map { selecting((~$0).indices) } ?? self }

    /// The same rows, of which more are there only possibly.
    func opening(_ rows: Bitmap) -> Batch {
        guard !rows.isEmpty else { return self }
        var result = self
        var bits = possible ?? Bitmap(repeating: false, count: total)
        for row in rows.indices { bits[selection.map { Int($0[Int(row)]) } ?? Int(row)] = true }
        result.possible = bits
        return result
    }

    /// Only some of its rows, given by their places among the selected ones.
    func selecting(_ rows: [Int32]) -> Batch {
        guard rows.count < count else { return self }
        var result = self
        result.selection = selection.map { $0.gather(rows) } ?? rows
        return result
    }

    /// The same rows with the selection applied to every slot.
    func compacted() -> Batch {
        guard let selection else { return self }
        return Batch(
            slots: slots.map { $0.gather(selection) }, count: selection.count,
            outerRows: outerRows.map { $0.gather(selection) }, possible: possible?.gather(selection),
            lineage: lineage?.gather(selection))
    }
}

/// Rows gathered from all batches, for operators that need them all at once.
struct RowStore {
    private var builders: [VectorBuilder] = []
    private(set) var count = 0
    private(set) var outer: [Int32] = []
    /// The rows that are there only possibly.
    private var open: [Int32] = []
    private let hasOuter: Bool
    private var lineages: [Lineage] = []
    private let graph: EvidenceGraph?

    /// Rows of a query's pipeline; `hasOuter` also where it stands in one row.
    init(_ scope: Scope, hasOuter: Bool? = nil) {
        self.hasOuter = hasOuter ?? scope.isNested
        graph = scope.tracer?.graph
    }

    mutating func append(_ batch: Batch) {
        let batch = batch.compacted()
        guard batch.count > 0 else { return }
        if builders.isEmpty { builders = batch.slots.map(VectorBuilder.init(like:)) }
        for index in builders.indices { builders[index].append(batch.slots[index]) }
        if let rows = batch.open { open += rows.indices.map { $0 + Int32(count) } }
        count += batch.count
        if hasOuter { outer += batch.outer }
        if let lineage = batch.lineage { lineages.append(lineage) }
    }

    func batch() -> Batch {
        Batch(
            slots: builders.map { $0.finish() }, count: count, outerRows: hasOuter ? outer : nil,
            possible: open.isEmpty ? nil : Bitmap(places: open, count: count), lineage: graph?.concatenate(lineages))
    }
}
