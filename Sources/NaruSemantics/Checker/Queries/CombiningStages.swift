import NaruSyntax

/// Stages that bring in other rows: `expand`, `join`, `union`, `intersect`, `except`.
extension StageChecker {
    /// A row for each element, bound to a name.
    mutating func expand(_ name: Name, _ elements: Expression, optional: Bool, at span: Span) {
        let typed = inRow.check(elements)
        guard isFree(name) else { return }
        query.scope.repeated.formUnion(query.row.slots.indices)
        query.appendColumn(name.text, typed.type.with(optional ? .optional : .one))
        query.scope.bound.insert(query.row.slots.count - 1)
        if typed.type.isMany || typed.type.type.isUnknown {
            query.cardinality = .many
        } else if !optional, typed.type.cardinality == .optional {
            query.cardinality = query.cardinality.filtered
        }
        query.append(.expand(typed, optional: optional), at: span)
    }

    private func isFree(_ name: Name) -> Bool {
        if query.row.column(named: name.text) == nil { return true }
        report(.duplicateColumn(name.text, ways: instead(of: name.span, ["\(name.text)2"]), at: name.span))
        return false
    }

    /// Rows of another source where the condition is yes. That source sees no
    /// row of this query.
    mutating func join(
        _ name: Name, _ source: Expression, on condition: Expression, optional: Bool,
        at span: Span
    ) {
        let before = context.sink.mark
        let right = QueryChecker(context: context.hiding(query.scope, from: .join)).query(joined(source)).0
        suggestExpanding(name, source, condition, since: before, at: span)
        let isFree = isFree(name)
        query.scope.repeated.formUnion(query.row.slots.indices)
        if isFree {
            query.appendColumn(name.text, right.row.valueType.with(.one))
            query.scope.bound.insert(query.row.slots.count - 1)
        }
        let row = context.inRow(of: query)
        let typed = ExpressionChecker(context: row).condition(condition)
        if !optional { learn(from: typed, in: row) }
        guard isFree else { return }
        if optional { query.scope.row.slots[query.row.slots.count - 1].cardinality = .optional }
        query.cardinality = .many
        query.append(.join(right, on: typed, optional: optional), at: span)
    }

    /// A link of the row is no source of its own: it is expanded.
    private func suggestExpanding(
        _ name: Name, _ source: Expression, _ condition: Expression, since before: Int, at span: Span
    ) {
        let way = "expand \(text(name.span)): \(text(source))"
        let ways = instead(of: span, ["\(way) | where \(text(condition))", way])
        context.sink.replace(
            since: before,
            by: context.sink.taken(since: before).map { problem in
                var problem = problem
                if problem.code == CheckCode.unknownName.code { problem.suggestions += ways }
                return problem
            })
    }

    private func joined(_ source: Expression) -> Query {
        if case .nested(let inner) = source.kind, inner.bareExpression == nil { return inner }
        return Query(source: Source(.expression(source), at: source.span), span: source.span)
    }

    /// `union (q)`: rows as sets, columns matched by name. The right query sees
    /// no row of this one.
    mutating func set(_ operation: SetOperator, _ right: Query, at span: Span) {
        let hidden = context.hiding(query.scope, from: operation.word)
        let typed = QueryChecker(context: hidden).query(right).0
        let left = query.row
        guard let slots = matchingSlots(left, typed.row, operation, at: right.span),
            let types = unifiedTypes(left, typed.row, slots, operation, at: right.span)
        else { return }
        var row = RowType(subject: left.subject == nil ? nil : 0, columns: [], slots: types)
        let offset = left.subject == nil ? 0 : 1
        for (position, column) in left.columns.enumerated() {
            row.columns.append(RowColumn(name: column.name, slot: position + offset))
        }
        let earlier = query.scope.earlier
        query.scope = NameScope(row: row)
        query.scope.earlier = earlier
        query.cardinality = operation == .union ? .many : query.cardinality.filtered
        query.append(.set(operation, typed, rightSlots: slots), at: span)
    }

    /// The right slot for the subject, where there is one, and each column.
    private func matchingSlots(_ left: RowType, _ right: RowType, _ operation: SetOperator, at span: Span) -> [Int]? {
        let isSubjectMissing = (left.subject == nil) != (right.subject == nil)
        let missing = left.columns.filter { right.column(named: $0.name) == nil }.map(\.name)
        let extra = right.columns.filter { left.column(named: $0.name) == nil }.map(\.name)
        guard !isSubjectMissing, missing.isEmpty, extra.isEmpty else {
            if left.valueType.type.isUnknown || right.valueType.type.isUnknown { return nil }
            report(
                .columnsDiffer(
                    operation, left: shown(left), right: shown(right), missing: missing, extra: extra, at: span))
            return nil
        }
        let subject = right.subject.map { [$0] } ?? []
        return subject + left.columns.compactMap { right.column(named: $0.name)?.slot }
    }

    /// The columns of a row as a message lists them.
    private func shown(_ row: RowType) -> String {
        let subject = row.subject.map { "it (\(schema.describe(row.slots[$0].type)))" }
        return ([subject].compactMap(\.self) + row.columns.map(\.name)).joined(separator: ", ")
    }

    private func unifiedTypes(
        _ left: RowType, _ right: RowType, _ rightSlots: [Int], _ operation: SetOperator, at span: Span
    ) -> [ValueType]? {
        let leftSlots = (left.subject.map { [$0] } ?? []) + left.columns.map(\.slot)
        let names = (left.subject == nil ? [] : ["it"]) + left.columns.map(\.name)
        var types: [ValueType] = []
        for ((leftSlot, rightSlot), name) in zip(zip(leftSlots, rightSlots), names) {
            let (a, b) = (left.slots[leftSlot], right.slots[rightSlot])
            // A set is never the same as one of its elements.
            guard a.isMany == b.isMany, let type = schema.unified([a.type, b.type]) else {
                report(.columnTypesDiffer(name, schema.describe(a), schema.describe(b), at: span))
                return nil
            }
            if operation != .union, case .entity(let own) = a.type, case .entity(let other) = b.type,
                !schema.overlap(own, other)
            {
                report(.disjointSets(operation, schema.describe(a.type), schema.describe(b.type), at: span))
                return nil
            }
            if operation == .union {
                types.append(ValueType(type, a.cardinality.combined(with: b.cardinality)))
            } else {
                types.append(ValueType(a.type.isEntity ? a.type : type, a.cardinality))
            }
        }
        return types
    }
}
