import NaruSyntax

extension ProgramChecker {
    func sort(_ keys: [SortKey], _ pipeline: inout Pipeline, at span: Span) {
        let typed = inRow(of: pipeline) { keys.map { sortKey($0, descendsByDefault: false) } }
        pipeline.append(.sort(typed), at: span)
    }

    private func sortKey(_ key: SortKey, descendsByDefault: Bool) -> TypedSortKey {
        var typed = single(check(key.value), use: .sortKey)
        let type = typed.type.type
        if !type.isOrdered, !type.isEntity {
            typed = invalid(.noOrder(schema.describe(type), ways: waysToOrder(typed), at: typed.span), at: typed.span)
        }
        let isDescending = key.direction.map { $0 == .descending } ?? descendsByDefault
        return TypedSortKey(value: typed, isDescending: isDescending)
    }

    func take(_ count: Count, _ pipeline: inout Pipeline, at span: Span) {
        guard let typed = self.count(count) else { return }
        if typed == .literal(1) || pipeline.cardinality != .many { pipeline.cardinality = .optional }
        pipeline.append(.take(typed), at: span)
    }

    func skip(_ count: Count, _ pipeline: inout Pipeline, at span: Span) {
        guard let typed = self.count(count) else { return }
        pipeline.cardinality = pipeline.cardinality.filtered
        pipeline.append(.skip(typed), at: span)
    }

    /// `top n by e` takes the largest, first.
    func top(_ count: Count, by key: SortKey, _ pipeline: inout Pipeline, at span: Span) {
        let typed = inRow(of: pipeline) { sortKey(key, descendsByDefault: true) }
        guard let limit = self.count(count) else { return }
        if limit == .literal(1) || pipeline.cardinality != .many { pipeline.cardinality = .optional }
        pipeline.append(.top(limit, by: typed), at: span)
    }

    func distinct(_ keys: [Expression], _ pipeline: inout Pipeline, at span: Span) {
        if keys.isEmpty { return pipeline.append(.distinct([]), at: span) }
        let columns = keys.map { Column(name: nil, value: $0) }
        let typed = inRow(of: pipeline) { named(columns) }
        pipeline.replaceRow(typed, stage: "distinct", at: span)
        pipeline.append(.distinct(typed), at: span)
    }

    /// A row for each element, bound to a name.
    func expand(_ name: Name, _ elements: Expression, optional: Bool, _ pipeline: inout Pipeline, at span: Span) {
        let typed = inRow(of: pipeline) { check(elements) }
        guard isFree(name, in: pipeline) else { return }
        pipeline.scope.repeated.formUnion(pipeline.row.slots.indices)
        pipeline.appendColumn(name.text, typed.type.with(optional ? .optional : .one))
        pipeline.scope.bound.insert(pipeline.row.slots.count - 1)
        if typed.type.isMany || typed.type.type.isUnknown {
            pipeline.cardinality = .many
        } else if !optional, typed.type.cardinality == .optional {
            pipeline.cardinality = pipeline.cardinality.filtered
        }
        pipeline.append(.expand(typed, optional: optional), at: span)
    }

    func isFree(_ name: Name, in pipeline: Pipeline) -> Bool {
        if pipeline.row.column(named: name.text) == nil { return true }
        report(.duplicateColumn(name.text, ways: instead(of: name.span, ["\(name.text)2"]), at: name.span))
        return false
    }

    /// Rows of another source where the condition is yes. That source sees no
    /// row of this query.
    func join(
        _ name: Name, _ source: Expression, on condition: Expression, optional: Bool, _ pipeline: inout Pipeline,
        at span: Span
    ) {
        hidden.append((pipeline.scope, "join"))
        let before = diagnostics.count
        let right = joined(source)
        hidden.removeLast()
        suggestExpanding(name, source, condition, since: before, at: span)
        let isFree = isFree(name, in: pipeline)
        pipeline.scope.repeated.formUnion(pipeline.row.slots.indices)
        if isFree {
            pipeline.appendColumn(name.text, right.row.valueType.with(.one))
            pipeline.scope.bound.insert(pipeline.row.slots.count - 1)
        }
        scopes.append(pipeline.scope)
        let typed = self.condition(condition)
        learn(from: typed)
        if !optional { pipeline.scope.facts = scopes[scopes.count - 1].facts }
        scopes.removeLast()
        guard isFree else { return }
        if optional { pipeline.scope.row.slots[pipeline.row.slots.count - 1].cardinality = .optional }
        pipeline.cardinality = .many
        pipeline.append(.join(right, on: typed, optional: optional), at: span)
    }

    /// A link of the row is no source of its own: it is expanded.
    private func suggestExpanding(
        _ name: Name, _ source: Expression, _ condition: Expression, since before: Int, at span: Span
    ) {
        let way = "expand \(text(name.span)): \(text(source))"
        for place in diagnostics.indices.dropFirst(before) where diagnostics[place].code == CheckCode.unknownName.code {
            diagnostics[place].suggestions += instead(of: span, ["\(way) | where \(text(condition))", way])
        }
    }

    private func joined(_ source: Expression) -> TypedQuery {
        let query = Query(source: Source(.expression(source), at: source.span), span: source.span)
        let typed: TypedQuery
        if case .nested(let inner) = source.kind, inner.bareExpression == nil {
            typed = self.query(inner).0
        } else {
            typed = self.query(query).0
        }
        return typed
    }

    func withSources(_ pipeline: inout Pipeline, at span: Span) {
        if pipeline.row.column(named: "sources") != nil {
            return report(.duplicateColumn("sources", at: span))
        }
        let shown = shown(of: pipeline.row, at: span)
        pipeline.appendColumn("sources", ValueType(sourceType, .many))
        pipeline.append(.withSources(shown: shown.map(\.value)), at: span)
    }

    /// What a reader of the row sees; of a bare entity that is its label.
    private func shown(of row: RowType, at span: Span) -> [NamedExpression] {
        var columns = outputColumns(of: row, at: span)
        guard let first = columns.first?.value, row.subject != nil, first.type.type.isEntity else { return columns }
        columns[0].value = read(.property(.label), of: first, at: span)
        return columns
    }

    /// The rows are replaced by their evidence, a row a claim.
    func why(_ pipeline: inout Pipeline, at span: Span) {
        let earlier = pipeline.scope.earlier + [EarlierRow(row: pipeline.row, stage: "why", span: span)]
        let columns: [(name: String, type: ValueType)] = [
            ("row", ValueType(.int)),
            ("subject", ValueType(.entity([.entity]), .optional)),
            ("field", ValueType(.text, .optional)),
            ("value", ValueType(.text, .optional)),
            ("basis", ValueType(.text, vocabulary: .basis)),
            ("source", ValueType(sourceType, .optional)),
            ("published", ValueType(.date, .optional)),
            ("quote", ValueType(.text, .optional)),
            ("searched", ValueType(.int, .optional)),
        ]
        let shown = shown(of: pipeline.row, at: span)
        var row = RowType(record: columns)
        row.slots += [ValueType(.text, .optional)] + shown.map(\.value.type)
        pipeline.scope = Scope(row: row)
        pipeline.scope.earlier = earlier
        pipeline.cardinality = .many
        pipeline.append(.why(shown: shown), at: span)
    }
}
