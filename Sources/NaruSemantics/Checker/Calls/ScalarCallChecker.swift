import NaruSyntax

/// Calls of functions of single values.
struct ScalarCallChecker: CheckerPart {
    let context: CheckContext

    func scalar(
        _ function: Function, _ signature: FunctionSignature, _ arguments: MatchedArguments, at span: Span
    ) -> TypedExpression {
        if signature.group == .evidence { return evidence(function, arguments, at: span) }
        var typed: [TypedExpression] = []
        for (position, parameter) in signature.parameters.enumerated() {
            guard let argument = arguments[position] else { continue }
            typed.append(self.argument(argument.value, fits: parameter, of: signature))
        }
        if typed.contains(where: { $0.type.type.isUnknown }) { return invalid(at: span) }
        if let problem = quantityProblem(function, typed, at: span) { return invalid(problem, at: span) }
        let result = resultType(function, typed)
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
        default: return value
        }
    }

    /// What the table cannot say: which values a conversion reads.
    private func quantityProblem(_ function: Function, _ typed: [TypedExpression], at span: Span) -> Diagnostic? {
        guard let first = typed.first else { return nil }
        let type = first.type.type
        if function == .date, typed.count > 1 { return dateProblem(first, typed.count) }
        let isFine: Bool
        switch function {
        case .int, .decimal, .float: isFine = type.isNumber || type == .text
        case .date: isFine = type == .text || type == .date || type == .int
        default: isFine = true
        }
        if isFine { return nil }
        let ways = type == .quantity ? instead(of: first.span, ["\(text(first.span)).amount"]) : []
        return .noConversion(schema.describe(type), to: function.rawValue, ways: ways, at: span)
    }

    /// `date(y, m, d)`
    private func dateProblem(_ year: TypedExpression, _ count: Int) -> Diagnostic? {
        if year.type.type == .int { return nil }
        return .wrongArgument(
            text(year.span), function: count > 2 ? "date(year, month, day)" : "date(year, month)",
            expected: FunctionParameter.Kind.int.wanted, found: schema.describe(year.type.type), at: year.span)
    }

    /// A period or a range can be open, and then has no first or last day.
    private func hasBothEnds(_ days: TypedExpression) -> Bool {
        switch days.kind {
        case .literal(.days(let first, let last)):
            first != PartialDate.distantPast && last != PartialDate.distantFuture
        default: days.type.type == .date
        }
    }

    private func resultType(_ function: Function, _ arguments: [TypedExpression]) -> ValueType {
        let present = arguments.reduce(Cardinality.one) {
            $0.combined(with: $1.type.isMany ? .one : $1.type.cardinality)
        }
        let first = arguments.first?.type.type ?? .unknown
        switch function {
        case .length: return ValueType(.int, present)
        case .lower, .upper, .fold, .trim, .replace, .substring, .initials, .join, .text:
            return ValueType(.text, present)
        case .split: return ValueType(.text, .many)
        case .startsWith, .endsWith, .hasWord, .overlaps: return ValueType(.bool, present)
        case .abs, .round, .floor, .ceil: return ValueType(first, present)
        case .sqrt, .ln, .log, .exp, .power: return ValueType(.float, .optional)
        case .div, .yearsBetween, .monthsBetween: return ValueType(.int, .optional)
        case .earliest, .latest: return ValueType(.date, hasBothEnds(arguments[0]) ? present : .optional)
        case .distance: return ValueType(.quantity, present)
        case .int: return ValueType(.int, first == .int ? present : .optional)
        case .decimal: return ValueType(.decimal, first == .int || first == .decimal ? present : .optional)
        case .float: return ValueType(.float, first == .text ? .optional : present)
        case .date: return ValueType(.date, first == .date ? present : .optional)
        case .convert: return ValueType(.quantity, .optional)
        case .evidence, .sources, .quotes: return ValueType(.unknown, .many)
        }
    }

    /// Evidence is of any value, and is what the dataset calls claims.
    private func evidence(_ function: Function, _ arguments: MatchedArguments, at span: Span) -> TypedExpression {
        guard let argument = arguments[0] else { return invalid(at: span) }
        let typed = check(argument.value)
        if typed.type.type.isUnknown { return invalid(at: span) }
        let type: Type =
            switch function {
            case .evidence: index.claimType
            case .sources: index.sourceType
            default: .text
            }
        return TypedExpression(.call(function, [typed]), ValueType(type, .many), at: span)
    }
}
