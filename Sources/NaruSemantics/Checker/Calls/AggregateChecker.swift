import NaruSyntax

/// Aggregates over sets, over the rows of a group and over windows.
struct AggregateChecker: CheckerPart {
    let context: CheckContext

    func aggregate(
        _ aggregate: Aggregate, _ signature: FunctionSignature, _ arguments: MatchedArguments, at span: Span
    ) -> TypedExpression {
        guard let operand = arguments[0] else { return countRows(at: span) }
        if let scope = frames.last, let incoming = scope.pooled.first, !mentionsRows(operand.value) {
            return pooled(aggregate, signature, arguments, operand.value, incoming: incoming, at: span)
        }
        let typed = checkElements(operand.value, wanted: aggregate.signature.isOfNumbers ? .int : .text)
        if typed.type.type.isUnknown { return invalid(at: span) }
        if let problem = singleOperandProblem(aggregate, typed, operand.value, at: span) {
            return invalid(problem, at: span)
        }
        return applied(aggregate, typed, signature, arguments, pools: false, at: span)
    }

    /// `count()` counts the rows of a group: one truth a row, pooled.
    private func countRows(at span: Span) -> TypedExpression {
        guard let scope = frames.last, !scope.pooled.isEmpty else {
            let overAll = environment.allowsWindows ? instead(of: span, ["\(text(span)) over all"]) : []
            return invalid(.countOfNothing(ways: groupingInstead() + overAll, at: span), at: span)
        }
        let row = TypedExpression(.literal(.bool(true)), ValueType(.bool), at: span)
        return TypedExpression(
            .aggregate(.count, row, arguments: [], poolsGroup: true), ValueType(.int), at: span)
    }

    /// An outermost aggregate of `into`: its operand sees the incoming row.
    private func pooled(
        _ aggregate: Aggregate, _ signature: FunctionSignature, _ arguments: MatchedArguments, _ operand: Expression,
        incoming: NameScope, at span: Span
    ) -> TypedExpression {
        // `distinct` directly inside pools first; the aggregate takes the result.
        if let (inner, innerArguments) = distinctCall(operand, in: aggregate) {
            let distinct = calls.call(inner, innerArguments, at: operand.span)
            if distinct.type.type.isUnknown { return invalid(at: span) }
            return applied(aggregate, distinct, signature, arguments, pools: false, at: span)
        }
        let inside = AggregateChecker(context: context.seeing(frames.dropLast() + [incoming]))
        let typed = inside.checkElements(operand, wanted: aggregate.signature.isOfNumbers ? .int : .text)
        if typed.type.type.isUnknown { return invalid(at: span) }
        warnOfRepeats(aggregate, typed, incoming, at: span)
        return applied(aggregate, typed, signature, arguments, pools: true, at: span)
    }

    /// `distinct` directly inside another aggregate.
    func distinctCall(_ operand: Expression, in aggregate: Aggregate) -> (Name, [Argument])? {
        guard aggregate != .distinct, case .call(let name, let arguments) = operand.unwrapped.kind,
            name.text == Aggregate.distinct.rawValue, arguments.count == 1, definitions.functions[name.text] == nil
        else { return nil }
        return (name, arguments)
    }

    private func warnOfRepeats(_ aggregate: Aggregate, _ operand: TypedExpression, _ incoming: NameScope, at span: Span)
    {
        let traits = aggregate.signature.traits
        guard traits.contains(.feelsRepeats), !incoming.repeated.isEmpty else { return }
        let read = operand.slotsRead()
        guard !read.isEmpty, read.isSubset(of: incoming.repeated) else { return }
        if operand.type.type.isEntity {
            // A reader may take the number for that of the rows.
            guard aggregate == .count, !operand.type.isMany, !isEachElementAGroup(incoming) else { return }
            return report(.repeatedEntity(text(operand.span), at: span))
        }
        if traits.contains(.showsRepeats), isEachElementAGroup(incoming) { return }
        report(.repeatedValues(aggregate.rawValue, text(operand.span), at: span))
    }

    /// Whether the group's keys are what was expanded, so that a group has each
    /// row from before once: what is only listed does not repeat in it.
    private func isEachElementAGroup(_ incoming: NameScope) -> Bool {
        let areEntities = incoming.bound.allSatisfy { incoming.row.slots[$0].type.isEntity }
        return areEntities && incoming.bound.isSubset(of: incoming.keySlots)
    }

    /// `sum(population)` of one row is no total: it needs a group or a window.
    private func singleOperandProblem(
        _ aggregate: Aggregate, _ operand: TypedExpression, _ written: Expression, at span: Span
    ) -> Diagnostic? {
        guard !operand.type.isMany, aggregate.signature.traits.contains(.needsSeveral), !operand.type.type.isEntity
        else { return nil }
        let overAll = environment.allowsWindows ? instead(of: span, ["\(text(span)) over all"]) : []
        return .aggregateOfOne(aggregate.rawValue, text(written), ways: groupingInstead() + overAll, at: span)
    }

    func applied(
        _ aggregate: Aggregate, _ operand: TypedExpression, _ signature: FunctionSignature,
        _ arguments: MatchedArguments,
        pools: Bool, at span: Span
    ) -> TypedExpression {
        guard let result = result(signature, over: operand) else {
            let wanted = (signature.parameters.first?.kind ?? .collection).wanted
            return invalid(
                .wrongArgument(
                    text(operand.span), function: signature.title, expected: wanted,
                    found: schema.describeValues(operand.type),
                    ways: waysToAggregate(aggregate, operand, at: span), at: operand.span), at: span)
        }
        if aggregate == .min || aggregate == .max { warnOfOrderedText(operand) }
        var extra: [TypedExpression] = []
        for position in signature.parameters.indices.dropFirst() {
            guard let argument = arguments[position] else { continue }
            let typed = single(check(argument.value), use: .argument)
            if typed.type.type.isUnknown { return invalid(at: span) }
            let wanted = signature.parameters[position].kind
            guard wanted == .text ? typed.type.type.isText : typed.type.type.isNumber else {
                return invalid(
                    .wrongArgument(
                        text(argument.value), function: signature.title, expected: wanted.wanted,
                        found: schema.describe(typed.type.type), at: typed.span), at: span)
            }
            extra.append(typed.asPlainText)
        }
        let values = signature.takesPlainText ? operand.asPlainText : operand
        return TypedExpression(
            .aggregate(aggregate, values, arguments: extra, poolsGroup: pools), result, at: span)
    }

    private func waysToAggregate(
        _ aggregate: Aggregate, _ operand: TypedExpression, at span: Span
    ) -> [Suggestion] {
        let written = text(operand.span)
        if operand.type.type == .duration, !operand.type.isMany {
            let isSum = if case .arithmetic = operand.kind { true } else { false }
            let days = "\(aggregate.rawValue)(\(isSum ? "(\(written))" : written) / 1 day)"
            return instead(of: span, [days])
        }
        return operand.type.type.isEntity && aggregate.signature.isOfNumbers
            ? instead(of: span, ["count(\(written))"]) : []
    }

    /// The result over elements of a type; nil where it has no meaning.
    func result(_ signature: FunctionSignature, over elements: TypedExpression) -> ValueType? {
        signature.result.type(.init(arguments: [elements], index: index))
    }

    /// Whether an operand speaks of the group itself.
    private func mentionsRows(_ expression: Expression) -> Bool {
        guard let incoming = frames.last?.pooled.first, incoming.row.column(named: "rows") == nil else { return false }
        return expression.leadingName == "rows"
    }
}

extension Expression {
    /// The name that a path begins with.
    var leadingName: String? {
        switch kind {
        case .name(let name): name.text
        case .member(let base, _), .filter(let base, _), .shape(let base, _): base.leadingName
        case .nested(let query):
            if case .expression(let expression) = query.source.kind { expression.leadingName } else { nil }
        default: nil
        }
    }
}
