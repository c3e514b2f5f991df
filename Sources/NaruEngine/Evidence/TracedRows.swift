import NaruSemantics

/// Rows on their way through a traced query, all at once.
struct TracedRows {
    var slots: [Vector]
    /// What each slot's values rest on.
    var traces: [Trace]
    /// What the presence of each row rests on.
    var lineage: [EvidenceID]
    /// What the place of each row among the others rests on; it matters only
    /// where a later stage keeps rows for their place.
    var order: [EvidenceID]
    /// For each row the row of the frame around the query, ascending.
    var outer: [Int32]

    var count: Int { lineage.count }

    init(slots: [Vector], traces: [Trace], lineage: [EvidenceID], order: [EvidenceID]? = nil, outer: [Int32]) {
        self.slots = slots
        self.traces = traces
        self.lineage = lineage
        self.order = order ?? [EvidenceID](repeating: 0, count: lineage.count)
        self.outer = outer
    }

    static func empty(_ types: [ValueType], languages: Int) -> TracedRows {
        TracedRows(
            slots: types.map { .empty(of: $0, languages: languages) }, traces: types.map { _ in .none(0) },
            lineage: [], outer: [])
    }

    func gather(_ rows: [Int32]) -> TracedRows {
        TracedRows(
            slots: slots.map { $0.gather(rows) }, traces: traces.map { $0.gather(rows) },
            lineage: lineage.gather(rows), order: order.gather(rows), outer: outer.gather(rows))
    }

    func frame(in outer: Frame) -> Frame {
        Frame(slots: slots, count: count, parent: outer, parentRows: self.outer, traces: traces)
    }
}
