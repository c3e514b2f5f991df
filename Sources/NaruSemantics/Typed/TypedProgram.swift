package import NaruSyntax

/// A checked program: what runs, in order, and what can be bound.
package struct TypedProgram: Sendable {
    package var parameters: [TypedParameter]
    package var queries: [OutputQuery]
    /// The prelude, imports and earlier programs that something was taken from, as
    /// `Span.text` counts them.
    package var texts: [SourceText]

    package init(parameters: [TypedParameter], queries: [OutputQuery], texts: [SourceText] = []) {
        self.parameters = parameters
        self.queries = queries
        self.texts = texts
    }
}

package struct TypedParameter: Sendable {
    package var name: String
    package var type: ValueType
    package var defaultValue: TypedExpression?
    package var span: Span

    package init(name: String, type: ValueType, defaultValue: TypedExpression?, span: Span) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.span = span
    }
}

/// A query of a program with the columns that its result shows. They see the
/// slots of the query's last row: its visible columns, behind a bare entity's
/// own field values where the row still has a subject.
package struct OutputQuery: Sendable {
    package var query: TypedQuery
    package var columns: [NamedExpression]

    package init(query: TypedQuery, columns: [NamedExpression]) {
        self.query = query
        self.columns = columns
    }
}

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
