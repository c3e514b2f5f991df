import NaruSyntax

/// `sum(n) over country`, `row()`, `rank(e)`, `previous(e)`.
struct WindowChecker: CheckerPart {
    let context: CheckContext

    /// `sum(n) over country`
    func window(_ call: Expression, over window: Window, at span: Span) -> TypedExpression {
        guard case .call(let name, let arguments) = call.kind else {
            return invalid(.windowOfNoCall(at: span), at: span)
        }
        guard let signature = FunctionSignature.named(name.text), definitions.functions[name.text] == nil else {
            return invalid(.noWindowFunction(name), at: span)
        }
        guard let partition = partition(window) else { return invalid(at: span) }
        switch signature.meaning {
        case .window(let function):
            if window.isRunning {
                let whole = Expression(.window(call, Window(keys: window.keys)), at: span)
                return invalid(
                    .runningRowWindow(name, ways: instead(of: span, [Printer.print(whole)]), at: span), at: span)
            }
            return rowWindow(function, signature, arguments, partition: partition, at: span)
        case .aggregate(let aggregate):
            let rows = WindowRows(partition: partition, isRunning: window.isRunning)
            return aggregateWindow(aggregate, signature, arguments, over: rows, at: span)
        case .scalar, .quantifier, .reached, .measure: return invalid(.noWindowFunction(name), at: span)
        }
    }

    private func partition(_ window: Window) -> [TypedExpression]? {
        let typed = window.keys.map { single(outsideWindows.check($0), use: .groupKey) }
        return typed.contains { $0.type.type.isUnknown } ? nil : typed
    }

    /// `row()`, `rank(e desc)`, `previous(e)`
    func rowWindow(
        _ function: WindowFunction, _ signature: FunctionSignature, _ arguments: [Argument],
        partition: [TypedExpression], at span: Span
    ) -> TypedExpression {
        guard environment.allowsWindows else {
            let column = withStageBefore(
                "add \(Notation.name(signature.name)): \(text(span))",
                [TextEdit(span, Notation.name(signature.name))], wholeStage: true)
            return invalid(.windowElsewhere(signature.name, ways: column, at: span), at: span)
        }
        guard arguments.count == signature.parameters.count else {
            return invalid(calls.countMistake(signature, arguments, at: span), at: span)
        }
        let typed = arguments.map { single(outsideWindows.check($0.value), use: .argument) }
        if typed.contains(where: { $0.type.type.isUnknown }) { return invalid(at: span) }
        if function == .rank, let first = typed.first, !first.type.type.isOrdered {
            return invalid(
                .noOrder(schema.describe(first.type.type), ways: waysToOrder(first), at: first.span), at: span)
        }
        if let argument = arguments.first, let direction = argument.direction, function != .rank {
            report(calls.directionOfArgument(direction, of: signature.name, argument))
        }
        let kind = TypedExpression.Kind.window(
            function, typed, direction: arguments.first?.direction, partition: partition, isRunning: false)
        guard let type = signature.result.type(.init(arguments: typed, index: index)) else { return invalid(at: span) }
        return TypedExpression(kind, type, at: span)
    }

    /// What a window looks at.
    private struct WindowRows {
        var partition: [TypedExpression]
        var isRunning: Bool
    }

    private func aggregateWindow(
        _ aggregate: Aggregate, _ signature: FunctionSignature, _ arguments: [Argument], over rows: WindowRows,
        at span: Span
    ) -> TypedExpression {
        guard environment.allowsWindows else {
            let column = withStageBefore(
                "add \(Notation.name(signature.name)): \(text(span))",
                [TextEdit(span, Notation.name(signature.name))], wholeStage: true)
            return invalid(.windowElsewhere(signature.name, ways: column, at: span), at: span)
        }
        guard let matched = calls.match(arguments, to: signature, at: span) else { return invalid(at: span) }
        // As in `into`: it pools first, and the aggregate takes the result.
        if let operand = matched[0]?.value, let (_, inner) = aggregates.distinctCall(operand, in: aggregate),
            let distinctSignature = FunctionSignature.named(Aggregate.distinct.rawValue)
        {
            let distinct = aggregateWindow(.distinct, distinctSignature, inner, over: rows, at: span)
            if distinct.type.type.isUnknown { return invalid(at: span) }
            return aggregates.applied(aggregate, distinct, signature, matched, pools: false, at: span)
        }
        var typed = arguments.map { outsideWindows.check($0.value) }
        if typed.contains(where: { $0.type.type.isUnknown }) { return invalid(at: span) }
        if typed.isEmpty { typed = [TypedExpression(.literal(.bool(true)), ValueType(.bool), at: span)] }
        guard let type = aggregates.result(signature, over: typed[0]) else {
            return invalid(
                .wrongArgument(
                    text(typed[0].span), function: signature.title,
                    expected: (signature.parameters.first?.kind ?? .collection).wanted,
                    found: schema.describeValues(typed[0].type), at: typed[0].span), at: span)
        }
        if signature.takesPlainText { typed[0] = typed[0].asPlainText }
        let kind = TypedExpression.Kind.window(
            .aggregate(aggregate), typed, direction: nil, partition: rows.partition, isRunning: rows.isRunning)
        return TypedExpression(kind, type, at: span)
    }

    /// Windows do not nest.
    private var outsideWindows: ExpressionChecker {
        ExpressionChecker(context: context.allowingWindows(false))
    }
}
