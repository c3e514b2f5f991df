import NaruSemantics

/// How many records `as of` leaves out of a query because it is not known
/// whether they hold: those of the types that the query reads.
struct UndecidedRecords {
    private var context: RunContext
    private var types: Set<TypeID> = []
    private var total = 0

    /// Of the query and all queries within it.
    static func count(in query: OutputQuery, _ context: RunContext) throws(EngineError) -> Int {
        guard query.asksForADay else { return 0 }
        var records = UndecidedRecords(context: context)
        try records.visit(query.query, columns: query.columns.map(\.value))
        return records.total
    }

    private init(context: RunContext) { self.context = context }

    private mutating func visit(_ query: TypedQuery, columns: [TypedExpression] = []) throws(EngineError) {
        let outer = self
        if query.hasDay {
            context = try context.viewed(by: query.views)
            types = []
        }
        var failure: EngineError?
        for right in query.rightQueries { try visit(right) }
        query.withoutRightQueries.forEachExpression { expression, _ in
            do throws(EngineError) { try visit(expression) } catch { failure = error }
        }
        if let failure { throw failure }
        for column in columns { try visit(column) }
        guard query.hasDay else { return }
        total += undecided()
        context = outer.context
        types = outer.types
    }

    private mutating func visit(_ expression: TypedExpression) throws(EngineError) {
        if case .nested(let query) = expression.kind { return try visit(query) }
        if case .literal = expression.kind { return }
        if case .entity(let found) = expression.type.type { types.formUnion(found) }
        var failure: EngineError?
        expression.forEachChild { child, _ in
            do throws(EngineError) { try visit(child) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func undecided() -> Int {
        guard let undecided = context.store.view?.undecided else { return 0 }
        let ranges = types.map { context.store.range(of: $0) }
        return undecided.indices.count { entity in ranges.contains { $0.contains(entity) } }
    }
}

extension TypedQuery {
    fileprivate var hasDay: Bool {
        views.contains { if case .asOf = $0 { true } else { false } }
    }

    /// The queries that `join` and set stages take in.
    fileprivate var rightQueries: [TypedQuery] {
        stages.compactMap { stage in
            switch stage.kind {
            case .join(let right, _, _), .set(_, let right, _): right
            case .filter, .select, .add, .drop, .expand, .group, .sort, .take, .skip, .top, .distinct, .withSources,
                .why:
                nil
            }
        }
    }

    /// Its own expressions only, so that no query is gone through twice.
    fileprivate var withoutRightQueries: TypedQuery {
        var query = self
        for place in query.stages.indices {
            switch query.stages[place].kind {
            case .join(_, let condition, _): query.stages[place].kind = .filter(condition, possibly: false)
            case .set: query.stages[place].kind = .drop
            case .filter, .select, .add, .drop, .expand, .group, .sort, .take, .skip, .top, .distinct, .withSources,
                .why:
                break
            }
        }
        return query
    }

    fileprivate var asksForADay: Bool {
        if hasDay || rightQueries.contains(where: \.asksForADay) { return true }
        var asks = false
        withoutRightQueries.forEachExpression { expression, _ in asks = asks || expression.asksForADay }
        return asks
    }
}

extension TypedExpression {
    fileprivate var asksForADay: Bool {
        if case .nested(let query) = kind { return query.asksForADay }
        return hasChild { child, _ in child.asksForADay }
    }
}

extension OutputQuery {
    fileprivate var asksForADay: Bool { query.asksForADay || columns.contains { $0.value.asksForADay } }
}
