import NaruSyntax

/// `paths`, `reach` and `network`.
struct GraphSourceChecker: CheckerPart {
    let context: CheckContext

    func paths(
        _ from: Expression, _ to: Expression, _ via: Expression, _ limit: Count?, _ mode: PathMode, at span: Span
    ) -> PartialQuery {
        let starts = node(from)
        let ends = node(to)
        let path = linkPaths.path(via, from: [starts, ends], writtenStart: text(from))
        let bound = limit.flatMap(literals.count)
        if mode == .simple, limit == nil { report(.simpleNeedsLimit(ways: limited(4, behind: via), at: span)) }
        requireLimit(limit, starts, ends, behind: via, at: span)
        let nodes = Type.entity(path?.nodes ?? [.entity])
        let step = Type.record([
            RecordField(name: "from", type: ValueType(nodes)),
            RecordField(name: "to", type: ValueType(nodes)),
            RecordField(name: "links", type: ValueType(.entity([.entity]), .many)),
        ])
        let row = RowType(record: [
            (name: "hops", type: ValueType(.int)),
            (name: "nodes", type: ValueType(path == nil ? .unknown : nodes, .many)),
            (name: "steps", type: ValueType(path == nil ? .unknown : step, .many)),
        ])
        let kind = TypedSource.Kind.paths(
            from: starts, to: ends, via: path?.via ?? invalid(at: via.span), limit: bound, mode: mode)
        return PartialQuery(source: TypedSource(kind, row: row), scope: NameScope(row: row), cardinality: .many)
    }

    func reach(_ from: Expression, _ via: Expression, _ limit: Count?, at span: Span) -> PartialQuery {
        let start = node(from)
        let path = linkPaths.path(via, from: [start], writtenStart: text(from))
        let bound = limit.flatMap(literals.count)
        requireLimit(limit, start, start, behind: via, at: span)
        let row = RowType(record: [
            (name: "node", type: ValueType(path.map { .entity($0.nodes) } ?? .unknown)),
            (name: "hops", type: ValueType(.int)),
        ])
        let kind = TypedSource.Kind.reach(from: start, via: path?.via ?? invalid(at: via.span), limit: bound)
        return PartialQuery(source: TypedSource(kind, row: row), scope: NameScope(row: row), cardinality: .many)
    }

    func network(_ nodes: Expression, _ via: Expression, at span: Span) -> PartialQuery {
        let set = node(nodes)
        let path = linkPaths.path(via, from: [set], writtenStart: text(nodes))
        let row = RowType(record: Self.networkMeasures)
        let kind = TypedSource.Kind.network(set, via: path?.via ?? invalid(at: via.span))
        return PartialQuery(source: TypedSource(kind, row: row), scope: NameScope(row: row), cardinality: .one)
    }

    private func node(_ expression: Expression) -> TypedExpression {
        ExpressionChecker(context: context.allowingWholeSets(in: expression)).check(expression)
    }

    /// A walk that starts from an outer row happens once for each; without a
    /// bound each could span the whole graph.
    private func requireLimit(
        _ limit: Count?, _ from: TypedExpression, _ to: TypedExpression, behind via: Expression, at span: Span
    ) {
        guard limit == nil, readsAnySlot(from) || readsAnySlot(to) else { return }
        report(.nestedWalkNeedsLimit(ways: limited(3, behind: via), at: span))
    }

    private func limited(_ hops: Int, behind via: Expression) -> [Suggestion] {
        [Suggestion([.insertion(" up to \(hops)", at: via.span.end)], shown: via.span)]
    }

    private func readsAnySlot(_ expression: TypedExpression) -> Bool {
        frames.indices.contains { expression.readsSlot(depth: $0) }
    }

    private static let networkMeasures: [(name: String, type: ValueType)] = [
        ("nodes", ValueType(.int)),
        ("edges", ValueType(.int)),
        ("components", ValueType(.int)),
        ("largest_component", ValueType(.int)),
        ("density", ValueType(.float, .optional)),
        ("average_degree", ValueType(.float, .optional)),
        ("max_degree", ValueType(.int, .optional)),
        ("wedges", ValueType(.int)),
        ("triangles", ValueType(.int)),
        ("clustering", ValueType(.float, .optional)),
        ("assortativity", ValueType(.float, .optional)),
        ("diameter", ValueType(.int, .optional)),
        ("mean_distance", ValueType(.float, .optional)),
    ]
}
