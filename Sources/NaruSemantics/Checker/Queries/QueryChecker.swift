import NaruSyntax

/// Checks a query: where its rows come from, then stage by stage.
struct QueryChecker: CheckerPart {
    let context: CheckContext

    /// Rows go from stage to stage by calls, which take the stack's room.
    static let mostStages = 1000

    /// A query of the program, with the columns that its result shows.
    func output(_ query: Query) -> OutputQuery {
        let typed = self.query(query).0
        return OutputQuery(
            query: typed, columns: OutputColumns(context: context).columns(of: typed.row, at: query.span))
    }

    /// A query with its row count.
    func query(_ query: Query) -> (TypedQuery, Cardinality) {
        let checked = stages(of: query)
        let views = ViewChecker(context: context).views(query.views)
        return (checked.typed(views: views, at: query.span), checked.cardinality)
    }

    /// Source and stages in order, without views.
    func stages(of query: Query) -> PartialQuery {
        var checker = StageChecker(context: context, query: SourceChecker(context: context).start(query))
        for stage in query.stages {
            guard checker.query.stages.count < Self.mostStages else {
                report(.tooLong(Self.mostStages, at: stage.span))
                break
            }
            checker.check(stage)
        }
        return checker.query
    }

    func nested(_ query: Query, expecting: Type?, at span: Span) -> TypedExpression {
        if let expression = query.bareExpression { return check(expression, expecting: expecting) }
        let (typed, cardinality) = self.query(query)
        return value(of: typed, cardinality, at: span)
    }

    /// A query as a value: its subjects, or records of its columns.
    func value(of query: TypedQuery, _ cardinality: Cardinality, at span: Span) -> TypedExpression {
        let element = query.row.valueType
        if element.type.isUnknown { return invalid(at: span) }
        return TypedExpression(.nested(query), element.with(cardinality), at: span)
    }

    func value(of query: PartialQuery, at span: Span) -> TypedExpression {
        value(of: query.typed(at: span), query.cardinality, at: span)
    }
}

/// A query as far as its stages have been checked.
struct PartialQuery: Sendable {
    var source: TypedSource
    var stages: [TypedStage] = []
    var scope: NameScope
    /// How many rows there can be.
    var cardinality: Cardinality

    var row: RowType { scope.row }

    mutating func append(_ kind: TypedStage.Kind, at span: Span) {
        stages.append(TypedStage(kind, row: scope.row, at: span))
    }

    /// The row becomes a record of new slots; what it had is gone, and later
    /// messages can say which stage dropped it.
    mutating func replaceRow(_ columns: [NamedExpression], stage: StageWord, at span: Span) {
        let earlier = scope.earlier + [EarlierRow(row: scope.row, stage: stage, span: span)]
        scope = NameScope(row: RowType(record: columns.map { (name: $0.name, type: $0.value.type) }))
        scope.earlier = earlier
    }

    /// Adds a slot under a name that the row does not show yet.
    mutating func appendColumn(_ name: String, _ type: ValueType) {
        scope.row.slots.append(type)
        scope.row.columns.append(RowColumn(name: name, slot: scope.row.slots.count - 1))
    }

    func typed(views: [TypedView] = [], at span: Span) -> TypedQuery {
        TypedQuery(source: source, views: views, stages: stages, row: row, span: span)
    }
}

/// Where the rows of a query come from.
struct SourceChecker: CheckerPart {
    let context: CheckContext

    /// The first rows of a query.
    func start(_ query: Query) -> PartialQuery {
        switch query.source.kind {
        case .expression(let expression):
            let inside = SourceChecker(context: context.allowingWholeSets(in: expression))
            return inside.spliced(expression) ?? inside.rows(of: inside.check(expression))
        case .paths(let from, let to, let via, let limit, let mode):
            return GraphSourceChecker(context: context).paths(from, to, via, limit, mode, at: query.source.span)
        case .reach(let from, let via, let limit):
            return GraphSourceChecker(context: context).reach(from, via, limit, at: query.source.span)
        case .network(let nodes, let via):
            return GraphSourceChecker(context: context).network(nodes, via, at: query.source.span)
        }
    }

    /// A row for each element.
    private func rows(of expression: TypedExpression) -> PartialQuery {
        if let rows = elements.rows(of: expression) { return rows }
        var row: RowType
        if case .record(let fields) = expression.type.type {
            row = RowType(record: fields.map { (name: $0.name, type: $0.type) })
        } else {
            row = RowType(element: isScalar(expression.type) ? expression.type : expression.type.with(.one))
            if !expression.type.type.isEntity { row.columns = [RowColumn(name: "value", slot: 0)] }
        }
        return PartialQuery(
            source: TypedSource(.elements(expression), row: row), scope: NameScope(row: row),
            cardinality: isScalar(expression.type) ? .one : expression.type.cardinality)
    }

    /// A scalar gives one row even where it is absent.
    private func isScalar(_ type: ValueType) -> Bool { !type.isMany && !type.type.isEntity && !type.type.isRecord }

    /// A query in parentheses or behind a `let` goes on with the stages of this
    /// one, so that its order, subject and columns stay. One with views of its
    /// own stays apart: they do not reach out.
    private func spliced(_ expression: Expression) -> PartialQuery? {
        switch expression.kind {
        case .nested(let inner):
            if case .expression(let bare) = inner.source.kind, inner.views.isEmpty, inner.stages.isEmpty {
                return spliced(bare)
            }
            guard inner.views.isEmpty else { return nil }
            return queries.stages(of: inner)
        case .name(let name):
            if names.isBound(name) { return nil }
            if let last = LastResultChecker(context: context).rows(name) { return last }
            guard let position = definitions.plain[name.text], let checked = lets.use(position, at: name.span),
                var start = checked.query
            else { return nil }
            if !frames.isEmpty { start.scope.facts = [:] }
            return start
        default: return nil
        }
    }
}

/// What a result shows of its rows.
struct OutputColumns: CheckerPart {
    let context: CheckContext

    /// What a result shows: a bare entity with its single-valued fields, then
    /// the visible columns.
    func columns(of row: RowType, at span: Span) -> [NamedExpression] {
        func value(_ slot: Int) -> TypedExpression {
            TypedExpression(.slot(frame: 0, slot), row.slots[slot], at: span)
        }
        let visible = row.columns.map { NamedExpression(name: $0.name, value: value($0.slot)) }
        guard let subject = row.subject else { return visible }
        let it = value(subject)
        guard case .entity(let types) = it.type.type else { return visible }
        let shown = Set(visible.map(\.name))
        let fields = entityColumns(it, types).filter { !shown.contains($0.name) }
        return fields + visible
    }

    private func entityColumns(_ it: TypedExpression, _ types: [TypeID]) -> [NamedExpression] {
        let type = schema.commonAncestor(types)
        let fields = schema.allFields(of: type).map { schema[$0] }
        let shown = fields.filter { !$0.isMany && !$0.isInverse && !$0.isLabel }
        let columns = shown.map {
            NamedExpression(name: $0.name, value: members.read(.stored($0.id), of: it, at: it.span))
        }
        // A field may be called like its type; the entity then takes the word
        // for what it shows.
        let isTaken = shown.contains { $0.name == schema[type].name }
        return [NamedExpression(name: isTaken ? "label" : schema[type].name, value: it)] + columns
    }

    /// What a reader of the row sees; of a bare entity that is its label.
    func shown(of row: RowType, at span: Span) -> [NamedExpression] {
        var columns = self.columns(of: row, at: span)
        guard let first = columns.first?.value, row.subject != nil, first.type.type.isEntity else { return columns }
        columns[0].value = members.read(.property(.label), of: first, at: span)
        return columns
    }
}
