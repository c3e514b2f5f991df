import NaruPlan
package import NaruSemantics
package import NaruSyntax

/// One claim that a result row rests on, ready to be shown; or, with basis
/// `absence`, something that was looked for and not found.
package struct RowEvidence: Hashable, Sendable {
    package var subject: EntityValue?
    /// `id` for the claim that the record exists.
    package var field: String?
    /// As in a `.ties` file; of a link the id of what it leads to.
    package var value: String?
    package var basis: EvidenceEntry.Basis
    package var note: String?
    package var source: EntityValue?
    package var published: PartialDate?
    package var quote: String?
    /// In Unicode scalars from the start of the article.
    package var offset: Int?
    /// `file:line` of an imported row.
    package var location: String?
    /// Of an absence, how many records were looked over.
    package var searched: Int?
    /// The place of the claim in `ClaimTable.claims`.
    package var claim: Int?

    package init(
        subject: EntityValue?, field: String?, value: String?, basis: EvidenceEntry.Basis, location: String? = nil,
        searched: Int? = nil, claim: Int? = nil
    ) {
        self.subject = subject
        self.field = field
        self.value = value
        self.basis = basis
        self.location = location
        self.searched = searched
        self.claim = claim
    }
}

extension QueryRun {
    /// What some rows of a query rest on, row by row: runs the query again,
    /// keeping evidence. Rows beyond the last one have none.
    package func evidence(of query: OutputQuery, rows wanted: Range<Int>) throws(EngineError) -> [[RowEvidence]] {
        let planned = planner.plan(query.withShown(labels: context.store.schema.labelType), for: .evidence)
        let plan = planned.plan
        // What is shown of the claims is under the views too.
        let viewed = QueryRun(context: try context.viewed(by: plan.views), planner: planner)
        let tracer = Tracer(context: viewed.context)
        let outer = Frame.root(tracer)
        let pipeline = TracedPipeline(tracer, evaluator: tracer.evaluator, outer: outer)
        let rows = try pipeline.run(plan)
        let chosen = rows.gather(Array(Int32(0)..<Int32(rows.count)).filter { wanted.contains(Int($0)) })
        let evidence = try pipeline.entries(chosen, planned.columns.map(\.value)).map {
            $0.map(viewed.shown)
        }
        try context.checkStore()
        return evidence
    }

    private func shown(_ entry: EvidenceEntry) -> RowEvidence {
        let reader = ValueReader(context: context)
        let store = context.store
        var row = RowEvidence(
            subject: entry.subject.map(reader.entity), field: entry.field, value: entry.value, basis: entry.basis,
            location: entry.location, searched: entry.searched, claim: entry.claim)
        row.note = entry.claim.flatMap { store.claims.claims[$0].note }.map { context.texts[$0] }
        guard let citation = entry.citation else { return row }
        row.source = reader.entity(citation.source)
        row.quote = context.texts[citation.quote]
        row.offset = citation.offset.map(Int.init)
        row.published = published(citation.source, reader)
        return row
    }

    private func published(_ source: EntityNumber, _ reader: ValueReader) -> PartialDate? {
        guard let field = context.store.schema.publicationDate else { return nil }
        let dates = Evaluator(context: context).read(field, of: Vector(count: 1, payload: .code([source])))
        if case .date(let date) = reader.value(dates, 0, .date) { return date }
        return nil
    }
}

extension OutputQuery {
    /// What a reader of a row sees; of a bare entity that is its label.
    fileprivate func withShown(labels type: Type) -> OutputQuery {
        var shown = self
        guard query.row.subject != nil, let value = columns.first?.value, value.type.type.isEntity else { return self }
        shown.columns[0].value = TypedExpression(
            .property(value, .label), ValueType(type, value.type.cardinality), at: value.span)
        return shown
    }
}
