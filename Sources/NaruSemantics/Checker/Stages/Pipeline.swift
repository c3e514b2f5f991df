import NaruSyntax

/// A query while its stages are checked, one after the other.
struct Pipeline: Sendable {
    var source: TypedSource
    var stages: [TypedStage] = []
    var scope: Scope
    /// How many rows there can be.
    var cardinality: Cardinality

    var row: RowType { scope.row }

    mutating func append(_ kind: TypedStage.Kind, at span: Span) {
        stages.append(TypedStage(kind, row: scope.row, at: span))
    }

    /// The row becomes a record of new slots; what it had is gone, and later
    /// messages can say which stage dropped it.
    mutating func replaceRow(_ columns: [NamedExpression], stage: String, at span: Span) {
        let earlier = scope.earlier + [EarlierRow(row: scope.row, stage: stage, span: span)]
        scope = Scope(row: RowType(record: columns.map { (name: $0.name, type: $0.value.type) }))
        scope.earlier = earlier
    }

    /// Adds a slot under a name that the row does not show yet.
    mutating func appendColumn(_ name: String, _ type: ValueType) {
        scope.row.slots.append(type)
        scope.row.columns.append(RowColumn(name: name, slot: scope.row.slots.count - 1))
    }
}

extension ProgramChecker {
    /// A query with its row count; source and stages in order.
    func query(_ query: Query) -> (TypedQuery, Cardinality) {
        let pipeline = self.pipeline(query)
        return (typed(pipeline, views: views(query.views), at: query.span), pipeline.cardinality)
    }

    func typed(_ pipeline: Pipeline, views: [TypedView], at span: Span) -> TypedQuery {
        TypedQuery(source: pipeline.source, views: views, stages: pipeline.stages, row: pipeline.row, span: span)
    }

    /// Rows go from stage to stage by calls, which take the stack's room.
    static let longestPipeline = 1000

    func pipeline(_ query: Query) -> Pipeline {
        var pipeline = start(query)
        for (position, stage) in query.stages.enumerated() {
            guard pipeline.stages.count < Self.longestPipeline else {
                report(.tooLong(Self.longestPipeline, at: stage.span))
                break
            }
            check(stage, in: &pipeline, isLast: position == query.stages.count - 1)
        }
        return pipeline
    }

    /// A query as a value: its subjects, or records of its columns.
    func value(of query: TypedQuery, _ cardinality: Cardinality, at span: Span) -> TypedExpression {
        let element = query.row.valueType
        if element.type.isUnknown { return invalid(at: span) }
        return TypedExpression(.nested(query), element.with(cardinality), at: span)
    }

    func nested(_ query: Query, expecting: Type?, at span: Span) -> TypedExpression {
        if let expression = query.bareExpression { return check(expression, expecting: expecting) }
        let (typed, cardinality) = self.query(query)
        return value(of: typed, cardinality, at: span)
    }

    /// Checks in the row that a stage sees.
    func inRow<Result>(of pipeline: Pipeline, _ body: () -> Result) -> Result {
        withScope(pipeline.scope, body)
    }
}
