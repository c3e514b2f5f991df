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

    init(slots: [Vector], count: Int, outerRows: [Int32]? = nil, selection: [Int32]? = nil) {
        self.slots = slots
        total = count
        self.outerRows = outerRows
        self.selection = selection
    }

    var count: Int { selection?.count ?? total }

    func frame(in outer: Frame) -> Frame {
        let parents = outerRows.map { rows in selection.map { rows.gather($0) } ?? rows }
        return Frame(slots: slots, count: total, selection: selection, parent: outer, parentRows: parents)
    }

    /// For each row its outer row.
    var outer: [Int32] {
        guard let outerRows else { return [Int32](repeating: 0, count: count) }
        return selection.map { outerRows.gather($0) } ?? outerRows
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
            outerRows: outerRows.map { $0.gather(selection) })
    }
}

/// Rows gathered from all batches, for operators that need them all at once.
struct RowStore {
    private var builders: [VectorBuilder] = []
    private(set) var count = 0
    private(set) var outer: [Int32] = []
    private let hasOuter: Bool

    init(hasOuter: Bool) { self.hasOuter = hasOuter }

    mutating func append(_ batch: Batch) {
        let batch = batch.compacted()
        guard batch.count > 0 else { return }
        if builders.isEmpty { builders = batch.slots.map(VectorBuilder.init(like:)) }
        for index in builders.indices { builders[index].append(batch.slots[index]) }
        count += batch.count
        if hasOuter { outer += batch.outer }
    }

    func batch() -> Batch {
        Batch(
            slots: builders.map { $0.finish() }, count: count, outerRows: hasOuter ? outer : nil)
    }
}
