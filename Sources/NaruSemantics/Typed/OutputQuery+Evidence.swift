/// A query that ends in `why`, with what its rows hold besides their columns.
package struct EvidenceQuery: Sendable {
    /// The query with more columns: the visible ones, the note of the claim, and
    /// what the row that it is evidence of showed.
    package let query: OutputQuery
    /// How many columns the query itself has.
    package let visible: Int
    /// The columns of the row that the claims are evidence of.
    package var rowColumns: ArraySlice<NamedExpression> { query.columns[(visible + 1)...] }
}

extension OutputQuery {
    /// nil for a query that does not end in `why`.
    package var evidence: EvidenceQuery? {
        guard let stage = query.stages.last, case .why(let shown) = stage.kind, columns.count < stage.row.slots.count
        else { return nil }
        func hidden(_ name: String, _ slot: Int) -> NamedExpression {
            NamedExpression(
                name: name, value: TypedExpression(.slot(frame: 0, slot), stage.row.slots[slot], at: stage.span))
        }
        var wide = self
        let first = stage.row.slots.count - shown.count
        wide.columns.append(hidden("note", first - 1))
        wide.columns += shown.enumerated().map { hidden($1.name, first + $0) }
        return EvidenceQuery(query: wide, visible: columns.count)
    }
}
