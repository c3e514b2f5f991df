import NaruSyntax

/// Calls of functions of single values.
struct ScalarCallChecker: CheckerPart {
    let context: CheckContext

    func scalar(
        _ function: Function, _ signature: FunctionSignature, _ arguments: MatchedArguments, at span: Span
    ) -> TypedExpression {
        if signature.group == .evidence { return evidence(function, signature, arguments, at: span) }
        var typed: [TypedExpression] = []
        for (position, parameter) in signature.parameters.enumerated() {
            guard let argument = arguments[position] else { continue }
            typed.append(self.argument(argument.value, fits: parameter, of: signature))
        }
        if typed.contains(where: { $0.type.type.isUnknown }) { return invalid(at: span) }
        if function == .date, typed.count > 1, let problem = dateProblem(typed[0], typed.count) {
            return invalid(problem, at: span)
        }
        guard let result = signature.result.type(.init(arguments: typed, index: index)) else {
            return invalid(noConversion(function, typed, at: span), at: span)
        }
        return TypedExpression(.call(function, typed), result, at: span)
    }

    /// An argument, made to fit what the function takes.
    private func argument(
        _ expression: Expression, fits parameter: FunctionParameter, of signature: FunctionSignature
    ) -> TypedExpression {
        let typed = checkElements(expression)
        if typed.type.type.isUnknown { return typed }
        let single = parameter.kind == .texts ? typed : self.single(typed, use: .argument)
        if single.type.type.isUnknown { return single }
        if let fitting = fit(single, parameter.kind) { return fitting }
        return invalid(
            .wrongArgument(
                text(expression), function: signature.title, expected: parameter.kind.wanted,
                found: schema.describeValues(typed.type),
                ways: instead(of: expression.span, ways(to: parameter.kind, from: single, expression)),
                at: typed.span), at: typed.span)
    }

    private func ways(
        to kind: FunctionParameter.Kind, from value: TypedExpression, _ written: Expression
    ) -> [String] {
        switch (kind, value.type.type) {
        case (.date, .days): [oneDate(written)]
        case (.date, .period): ["\(operand(written)).start", "\(operand(written)).end"]
        case (.number, .quantity), (.int, .quantity): ["\(operand(written)).amount"]
        case (.text, .entity), (.texts, .entity), (.searched, .entity): ["\(operand(written)).label"]
        case (.text, _), (.texts, _), (.searched, _): rewritten(written, as: .text)
        case (.date, _), (.days, _): rewritten(written, as: .date)
        case (.int, _): rewritten(written, as: .int) + ["int(\(text(written)))"]
        case (.number, _), (.amount, _): rewritten(written, as: .decimal)
        case (.quantity, _): rewritten(written, as: .quantity)
        default: []
        }
    }

    private func fit(_ value: TypedExpression, _ kind: FunctionParameter.Kind) -> TypedExpression? {
        let type = value.type.type
        switch kind {
        case .text, .texts: return type.isText ? value.asPlainText : nil
        case .searched: return type.isText ? value : nil
        case .int: return type == .int ? value : nil
        case .number: return type.isNumber ? value : nil
        case .amount: return type.isNumber || type == .quantity || type == .duration ? value : nil
        case .date: return type == .date ? value : nil
        case .days: return type == .date || type == .days || type == .period ? value : nil
        case .quantity: return type == .quantity ? value : nil
        case .geo: return type == .geo ? value : nil
        case .value: return type.isRecord || type == .numbers ? nil : value.asPlainText
        case .amounts, .measures, .numbers, .ordered, .collection, .entities, .condition, .path: return value
        }
    }

    private func noConversion(_ function: Function, _ typed: [TypedExpression], at span: Span) -> Diagnostic {
        let first = typed.first ?? invalid(at: span)
        let isAmount = first.type.type == .quantity
        return .noConversion(
            schema.describe(first.type.type), to: function.rawValue,
            ways: isAmount ? instead(of: first.span, ["\(text(first.span)).amount"]) : [], at: span)
    }

    /// `date(y, m, d)`
    private func dateProblem(_ year: TypedExpression, _ count: Int) -> Diagnostic? {
        if year.type.type == .int { return nil }
        return .wrongArgument(
            text(year.span), function: count > 2 ? "date(year, month, day)" : "date(year, month)",
            expected: FunctionParameter.Kind.int.wanted, found: schema.describe(year.type.type), at: year.span)
    }

    /// Evidence is of any value, and is what the dataset calls claims.
    private func evidence(
        _ function: Function, _ signature: FunctionSignature, _ arguments: MatchedArguments, at span: Span
    ) -> TypedExpression {
        guard let argument = arguments[0] else { return invalid(at: span) }
        let typed = check(argument.value)
        if typed.type.type.isUnknown { return invalid(at: span) }
        guard let result = signature.result.type(.init(arguments: [typed], index: index)) else {
            return invalid(at: span)
        }
        return TypedExpression(.call(function, [typed]), result, at: span)
    }
}
