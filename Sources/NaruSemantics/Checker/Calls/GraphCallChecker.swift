import NaruSyntax

/// `every`, `some`, `reached` and the measures of nodes.
struct GraphCallChecker: CheckerPart {
    let context: CheckContext

    /// `every(xs, C)`, `some(xs, C)`
    func quantifier(_ quantifier: Quantifier, _ arguments: MatchedArguments, at span: Span) -> TypedExpression {
        guard let xs = arguments[0], let condition = arguments[1] else { return invalid(at: span) }
        let (typed, predicate) = elements.filterParts(pooling(xs.value), condition.value)
        if typed.type.type.isUnknown || predicate.type.type.isUnknown { return invalid(at: span) }
        let kind = TypedExpression.Kind.quantified(quantifier, typed, predicate: predicate)
        return TypedExpression(kind, ValueType(.bool, .optional), at: span)
    }

    /// In `into`, a set that does not speak of the group is pooled like the
    /// operand of an aggregate.
    private func pooling(_ xs: Expression) -> Expression {
        guard let scope = frames.last, !scope.pooled.isEmpty, xs.leadingName != "rows" else { return xs }
        let list = Name(Aggregate.list.rawValue, at: xs.span)
        return Expression(.call(list, [Argument(label: nil, value: xs, direction: nil)]), at: xs.span)
    }

    func reached(_ arguments: MatchedArguments, at span: Span) -> TypedExpression {
        guard let start = arguments[0], let via = arguments[1] else { return invalid(at: span) }
        let typed = check(start.value)
        guard let path = linkPaths.path(via.value, from: [typed], writtenStart: text(start.value)) else {
            return invalid(at: span)
        }
        let question = FunctionResult.Question(arguments: [typed], index: index, nodes: path.nodes)
        guard let type = FunctionSignature.reached.result.type(question) else { return invalid(at: span) }
        return TypedExpression(.reached(typed, via: path.via), type, at: span)
    }

    func measure(_ measure: NodeMeasure, _ arguments: MatchedArguments, at span: Span) -> TypedExpression {
        guard let via = arguments[1] else { return invalid(at: span) }
        let typed = arguments[0].map { check($0.value) } ?? names.subject(at: span)
        guard
            let path = linkPaths.path(
                via.value, from: [typed], writtenStart: arguments[0].map { text($0.value) } ?? "it")
        else {
            return invalid(at: span)
        }
        guard let type = measure.signature.result.type(.init(arguments: [typed], index: index)) else {
            return invalid(at: span)
        }
        return TypedExpression(.nodeMeasure(measure, typed, via: path.via), type, at: span)
    }
}

/// Paths of links, along which graphs are walked.
struct LinkPathChecker: CheckerPart {
    let context: CheckContext

    /// A path of links, seen from a node as slot 0 of a frame of its own, with
    /// the types of the graph's nodes. It must lead from a type to that type
    /// or a supertype of it, so that its steps can be repeated.
    func path(_ via: Expression, from starts: [TypedExpression], writtenStart: String) -> (
        via: TypedExpression, nodes: [TypeID]
    )? {
        if starts.contains(where: { $0.type.type.isUnknown }) { return nil }
        var types: [TypeID] = []
        for start in starts {
            guard case .entity(let more) = start.type.type else {
                report(.graphOfNoEntity(text(start.span), schema.describe(start.type), at: start.span))
                return nil
            }
            types += more
        }
        let start = schema.union(types)
        let first = LinkPathChecker(context: context.seeing([nodeScope(start, seenAs: start)])).check(via)
        if first.type.type.isUnknown { return nil }
        guard case .entity(let reached) = first.type.type else {
            report(noLinks(via, first.type.type, from: start))
            return nil
        }
        if schema.isSubset(reached, of: start) { return (first, start) }
        return widenedPath(via, start: start, reached: reached, first)
    }

    private func noLinks(_ via: Expression, _ type: Type, from start: [TypeID]) -> Diagnostic {
        let fields = start.first.map { schema.allFields(of: $0).map { schema[$0] } } ?? []
        let links = fields.filter { if case .link = $0.content { $0.owner != .entity } else { false } }
        var column: String?
        if case .name(let name) = via.kind { column = name.text }
        return .pathOfNoLinks(
            text(via), schema.describe(type), links: links.map { ListedName($0.name, aliases: $0.aliases) },
            of: schema.describe(.entity(start)), column: column, at: via.span)
    }

    /// A path that leads to a supertype: the graph spans the supertype.
    private func widenedPath(
        _ via: Expression, start: [TypeID], reached: [TypeID], _ first: TypedExpression
    ) -> (via: TypedExpression, nodes: [TypeID])? {
        guard schema.overlap(start, reached), schema.isSubset(start, of: schema.union(reached + start)),
            start.contains(where: { schema.isSubset([$0], of: reached) })
        else {
            report(
                .pathLeadsElsewhere(
                    text(via), from: schema.describe(.entity(start)), to: schema.describe(.entity(reached)),
                    ways: waysBack(via, from: reached, to: start), at: via.span))
            return nil
        }
        let nodes = schema.union(start + reached)
        let scope = nodeScope(nodes, seenAs: nodes)
        let whole = attempt { LinkPathChecker(context: $0.seeing([scope])).check(via) }
        if !whole.failed, case .entity(let all) = whole.result.type.type, schema.isSubset(all, of: nodes) {
            return (whole.result, nodes)
        }
        // Only some nodes have the path; the others lead nowhere.
        return (LinkPathChecker(context: context.seeing([nodeScope(nodes, seenAs: start)])).check(via), nodes)
    }

    /// The path with one more link, by which it comes back to where it began.
    private func waysBack(_ via: Expression, from reached: [TypeID], to start: [TypeID]) -> [Suggestion] {
        let onward = calls.links(of: reached) { schema.overlap($0, start) }
        let type = Notation.name(schema[schema.commonAncestor(start)].name)
        return instead(
            of: via.span,
            onward.prefix(3).flatMap { link in
                ["\(operand(via)).\(link)", "\(operand(via)).\(link)[is \(type)]"]
            })
    }

    private func nodeScope(_ types: [TypeID], seenAs shown: [TypeID]) -> NameScope {
        var scope = NameScope(row: RowType(element: ValueType(.entity(types))))
        if shown != types { scope.facts["1.0"] = shown }
        scope.isNode = true
        return scope
    }
}
