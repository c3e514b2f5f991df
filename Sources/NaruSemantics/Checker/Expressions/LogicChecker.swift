import NaruSyntax

/// Conditions and what chooses between values.
struct LogicChecker: CheckerPart {
    let context: CheckContext

    /// An expression that must be yes, no or unknown.
    func condition(_ expression: Expression) -> TypedExpression {
        let typed = check(expression)
        if typed.type.type.isUnknown { return typed }
        guard typed.type.type == .bool else {
            return invalid(
                .noCondition(
                    text(expression), schema.describeValues(typed.type), ways: waysToAsk(expression, typed),
                    at: typed.span),
                at: typed.span)
        }
        return single(typed, use: .condition)
    }

    /// Conditions that a value may have been meant as: `active = 1` of a column
    /// of zeros and ones.
    private func waysToAsk(_ expression: Expression, _ typed: TypedExpression) -> [Suggestion] {
        let written = text(expression)
        let type = typed.type
        if type.type.isNumber, !type.isMany {
            return instead(of: typed.span, ["\(written) = 1", "\(written) > 0"])
        }
        if case .text(let pattern) = expression.unwrapped.kind {
            let fields = frames.last?.row.subject.flatMap { subject -> [String]? in
                guard case .entity(let types) = frames.last?.row.slots[subject].type else { return nil }
                return schema.textFields(of: types)
            }
            return instead(of: typed.span, (fields ?? []).map { "\(Notation.name($0)) ~ \(Notation.text(pattern))" })
        }
        guard type.isMany || type.cardinality == .optional else { return [] }
        return instead(of: typed.span, ["any \(operand(expression))", "no \(operand(expression))"])
    }

    func not(_ operand: Expression, at span: Span) -> TypedExpression {
        let typed = condition(operand)
        if typed.type.type.isUnknown { return invalid(at: span) }
        return TypedExpression(.not(typed), typed.type, at: span)
    }

    /// What an operand shows by an `is` holds to the right of it.
    func and(_ operands: [Expression], at span: Span) -> TypedExpression {
        var here = context
        var typed: [TypedExpression] = []
        for operand in operands {
            let next = LogicChecker(context: here).condition(operand)
            typed.append(next)
            here = Narrowing(context: here).learning(from: next)
        }
        return logical(.and(typed), typed, at: span)
    }

    func or(_ operands: [Expression], at span: Span) -> TypedExpression {
        if let problem = literalBehindEquality(operands) { return invalid(problem, at: span) }
        let typed = operands.map { condition($0) }
        return logical(.or(typed), typed, at: span)
    }

    /// `kind = .mou or .sister`
    private func literalBehindEquality(_ operands: [Expression]) -> Diagnostic? {
        guard case .compare(.equal, let left, let first) = operands.first?.kind else { return nil }
        let others = operands.dropFirst()
        guard let other = others.first, others.allSatisfy(\.isValueLiteral) else { return nil }
        let values = ([first] + others).map(text).joined(separator: ", ")
        let last = others.last ?? other
        let ways = instead(of: left.span.joined(last.span), ["\(text(left)) in [\(values)]"])
        return .conditionIsLiteral(text(other), ways: ways, at: other.span)
    }

    private func logical(_ kind: TypedExpression.Kind, _ operands: [TypedExpression], at span: Span) -> TypedExpression
    {
        if operands.contains(where: { $0.type.type.isUnknown }) { return invalid(at: span) }
        let cardinality = operands.reduce(Cardinality.one) { $0.combined(with: $1.type.cardinality) }
        return TypedExpression(kind, ValueType(.bool, cardinality), at: span)
    }

    func conditional(
        _ condition: Expression, _ then: Expression, _ otherwise: Expression?, expecting: Type?, at span: Span
    ) -> TypedExpression {
        let test = self.condition(condition)
        var expected = expecting
        var elseBranch: TypedExpression?
        if let otherwise, expected == nil, needsContext(then), !needsContext(otherwise) {
            elseBranch = check(otherwise)
            expected = elseBranch?.type.type
        }
        let inside = narrowing.learning(from: test)
        let thenBranch = ExpressionChecker(context: inside).check(then, expecting: expected)
        if let otherwise, elseBranch == nil {
            elseBranch = check(otherwise, expecting: expected ?? thenBranch.type.type)
        }
        return branches(test, thenBranch, elseBranch, at: span)
    }

    private func branches(
        _ test: TypedExpression, _ then: TypedExpression, _ otherwise: TypedExpression?, at span: Span
    ) -> TypedExpression {
        guard let type = schema.unified([then.type.type, otherwise?.type.type ?? then.type.type]) else {
            let other = otherwise ?? then
            return invalid(
                .mixedTypes(schema.describe(then.type.type), schema.describe(other.type.type), at: other.span), at: span
            )
        }
        if test.type.type.isUnknown { return invalid(at: span) }
        let cardinality = [test.type.cardinality, then.type.cardinality, otherwise?.type.cardinality ?? .optional]
            .reduce(Cardinality.one) { $0.combined(with: $1) }
        let kind = TypedExpression.Kind.conditional(
            condition: test, then: then.widened(to: type), otherwise: otherwise.map { $0.widened(to: type) })
        return TypedExpression(kind, ValueType(type, cardinality), at: span)
    }

    func coalesce(_ operands: [Expression], expecting: Type?, at span: Span) -> TypedExpression {
        let typed = checkAll(operands, expecting: expecting).map { single($0, use: .operand) }
        guard let type = schema.unified(typed.map(\.type.type)) else {
            let first = typed[0]
            let place = typed.firstIndex { schema.unified([first.type.type, $0.type.type]) == nil } ?? 0
            return invalid(differing(first, typed[place], operands[place]), at: span)
        }
        let isPresent = typed.contains { $0.type.cardinality == .one }
        let kind = TypedExpression.Kind.coalesce(typed.map { $0.widened(to: type) })
        return TypedExpression(kind, ValueType(type, isPresent ? .one : .optional), at: span)
    }
}

extension Expression {
    /// What names a value by its form, and no condition.
    fileprivate var isValueLiteral: Bool {
        switch kind {
        case .enumCase, .text, .number, .measured, .date, .entity: true
        default: false
        }
    }
}
