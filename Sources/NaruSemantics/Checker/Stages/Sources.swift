import NaruSyntax

extension ProgramChecker {
    /// The first rows of a query.
    func start(_ query: Query) -> Pipeline {
        switch query.source.kind {
        case .expression(let expression):
            allowWholeSets(in: expression)
            if let spliced = spliced(expression, into: query) { return spliced }
            return elements(check(expression))
        case .paths(let from, let to, let via, let limit, let mode):
            return paths(from, to, via, limit, mode, at: query.source.span)
        case .reach(let from, let via, let limit):
            return reach(from, via, limit, at: query.source.span)
        case .network(let nodes, let via):
            return network(nodes, via, at: query.source.span)
        }
    }

    /// A row for each element.
    func elements(_ expression: TypedExpression) -> Pipeline {
        if let rows = rows(of: expression) { return rows }
        var row: RowType
        if case .record(let fields) = expression.type.type {
            row = RowType(record: fields.map { (name: $0.name, type: $0.type) })
        } else {
            row = RowType(element: isScalar(expression.type) ? expression.type : expression.type.with(.one))
            if !expression.type.type.isEntity { row.columns = [RowColumn(name: "value", slot: 0)] }
        }
        return Pipeline(
            source: TypedSource(.elements(expression), row: row), scope: Scope(row: row),
            cardinality: isScalar(expression.type) ? .one : expression.type.cardinality)
    }

    /// A scalar gives one row even where it is absent.
    private func isScalar(_ type: ValueType) -> Bool { !type.isMany && !type.type.isEntity && !type.type.isRecord }

    /// A query in parentheses or behind a `let` goes on with the stages of this
    /// one, so that its order, subject and columns stay. One with views of its
    /// own stays apart: they do not reach out.
    private func spliced(_ expression: Expression, into query: Query) -> Pipeline? {
        switch expression.kind {
        case .nested(let inner):
            if case .expression(let bare) = inner.source.kind, inner.views.isEmpty, inner.stages.isEmpty {
                return spliced(bare, into: query)
            }
            guard inner.views.isEmpty else { return nil }
            return pipeline(inner)
        case .name(let name):
            if !isBound(name), let last = lastResult(name) { return last }
            guard let position = definitions.plain[name.text], !isBound(name),
                let checked = use(position, at: name.span), let pipeline = checked.pipeline
            else { return nil }
            var start = pipeline
            if !scopes.isEmpty { start.scope.facts = [:] }
            return start
        default: return nil
        }
    }

    /// Whether some frame has the name, before any `let`.
    func isBound(_ name: Name) -> Bool {
        scopes.contains { scope in
            scope.row.column(named: name.text) != nil
                || scope.row.subject.map { hasMember(name.text, scope.row.slots[$0].type) } == true
        }
    }

    /// Plural names at the head of a query's source may be whole sets.
    func allowWholeSets(in expression: Expression) {
        switch expression.kind {
        case .name(let name): wholeSets.insert(name.span)
        case .member(let base, _), .filter(let base, _), .shape(let base, _): allowWholeSets(in: base)
        case .set(_, let operands): for operand in operands { allowWholeSets(in: operand) }
        case .nested(let query):
            if let bare = query.bareExpression { allowWholeSets(in: bare) }
        default: break
        }
    }
}
