import NaruSyntax

/// What stands behind a set: `xs[C]`, `xs{a, b}`, and columns of rows in parentheses.
struct ElementChecker: CheckerPart {
    let context: CheckContext

    /// `xs[C]`
    func filter(_ base: Expression, _ predicate: Expression, at span: Span) -> TypedExpression {
        let elements = checkElements(base)
        if var rows = rows(of: elements) {
            rows.scope.isElement = true
            var stage = StageChecker(context: context, query: rows)
            stage.filter(predicate, possibly: false, at: span)
            return queries.value(of: stage.query, at: span)
        }
        let (typed, condition) = filterParts(elements, predicate)
        if typed.type.type.isUnknown || condition.type.type.isUnknown { return invalid(at: span) }
        let scope = NameScope(row: RowType(element: typed.type.with(.one)))
        let isOne = typed.type.isMany && selectsOne(condition)
        let cardinality = isOne ? .optional : typed.type.cardinality.filtered
        let kind = TypedExpression.Kind.filter(typed, predicate: condition)
        let filtered = TypedExpression(kind, typed.type.with(cardinality), at: span)
        let inside = Narrowing(context: context.inside(scope))
        guard let types = inside.elementTypes(shownBy: condition) else { return filtered }
        return filtered.narrowed(to: types)
    }

    /// What a test looks at and the test of each element. Of rows with columns
    /// that is what the test gives for each.
    func filterParts(_ base: Expression, _ predicate: Expression) -> (TypedExpression, TypedExpression) {
        let elements = checkElements(base)
        guard var rows = rows(of: elements) else { return filterParts(elements, predicate) }
        rows.scope.isElement = true
        let condition = ElementChecker(context: context.inRow(of: rows)).condition(predicate)
        if condition.type.type.isUnknown { return (elements, condition) }
        let answers = select([NamedExpression(name: "holds", value: condition)], from: rows, at: base.span)
        let answer = TypedExpression(.slot(frame: 0, 0), answers.type.with(.one), at: predicate.span)
        return (answers, TypedExpression(.recordField(answer, 0), condition.type, at: predicate.span))
    }

    private func filterParts(_ typed: TypedExpression, _ predicate: Expression) -> (TypedExpression, TypedExpression) {
        // Without the base's type every name in the condition would be reported.
        guard !typed.type.type.isUnknown else { return (typed, invalid(at: predicate.span)) }
        var scope = NameScope(row: RowType(element: typed.type.with(.one)))
        scope.isElement = true
        scope.predicate = predicate.span
        return (typed, ElementChecker(context: context.inside(scope)).condition(predicate))
    }

    /// Whether a condition on slot 0 holds for one entity at most: an equality
    /// with its id or key.
    func selectsOne(_ condition: TypedExpression) -> Bool {
        switch condition.kind {
        case .and(let operands): return operands.contains(where: selectsOne)
        case .compare(.equal, let left, let right):
            return isKey(left) && !right.readsSlot() || isKey(right) && !left.readsSlot()
        default: return false
        }
    }

    private func isKey(_ expression: TypedExpression) -> Bool {
        switch expression.kind {
        case .property(let base, .id): isElement(base)
        case .field(let base, let field): schema[field].isKey && isElement(base)
        default: false
        }
    }

    private func isElement(_ expression: TypedExpression) -> Bool {
        switch expression.kind {
        case .slot(frame: 0, 0): true
        case .narrow(let base, _): isElement(base)
        default: false
        }
    }

    /// `xs{a, b: e}`: a record for each element.
    func shape(_ base: Expression, _ columns: [Column], at span: Span) -> TypedExpression {
        let typed = checkElements(base)
        guard !typed.type.type.isUnknown else { return invalid(at: span) }
        if let rows = rows(of: typed) {
            return select(
                ColumnChecker(context: context.inRow(of: rows)).named(columns), from: rows, at: span)
        }
        let scope = NameScope(row: RowType(element: typed.type.with(.one)))
        let fields = ColumnChecker(context: context.inside(scope)).named(columns)
        let record = Type.record(fields.map { RecordField(name: $0.name, type: $0.value.type) })
        let body = TypedExpression(.record(fields), ValueType(record), at: span)
        return TypedExpression(.map(typed, body: body), ValueType(record, typed.type.cardinality), at: span)
    }

    // MARK: Rows

    // Things with columns beside them, which a query in parentheses gives: `[C]`,
    // `{…}` and `.name` behind it see the columns, as its stages would.

    /// The query whose rows they are; nil for what has no columns of its own.
    func rows(of elements: TypedExpression) -> PartialQuery? {
        guard case .nested(let query) = elements.kind, query.views.isEmpty, let subject = query.row.subject,
            query.row.slots[subject].type.isEntity, !query.row.columns.isEmpty
        else { return nil }
        return PartialQuery(
            source: query.source, stages: query.stages, scope: NameScope(row: query.row),
            cardinality: elements.type.cardinality)
    }

    /// A column of each of the rows; nil where they have none of the name.
    func column(_ name: Name, of elements: TypedExpression, at span: Span) -> TypedExpression? {
        guard let rows = rows(of: elements), let column = rows.row.column(named: name.text) else { return nil }
        let slot = TypedExpression(.slot(frame: 0, column.slot), rows.row.slots[column.slot], at: span)
        let values = select([NamedExpression(name: name.text, value: slot)], from: rows, at: span)
        return members.read(name, of: values, at: span)
    }

    private func select(_ columns: [NamedExpression], from rows: PartialQuery, at span: Span) -> TypedExpression {
        var rows = rows
        rows.replaceRow(columns, stage: .select, at: span)
        rows.append(.select(columns), at: span)
        return queries.value(of: rows, at: span)
    }
}
