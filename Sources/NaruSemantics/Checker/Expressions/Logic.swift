import NaruSyntax

extension ProgramChecker {
    /// An expression that must be yes, no or unknown.
    func condition(_ expression: Expression) -> TypedExpression {
        let typed = check(expression)
        if typed.type.type.isUnknown { return typed }
        guard typed.type.type == .bool else {
            let written = text(expression)
            let isThing = typed.type.isMany || typed.type.cardinality == .optional
            return invalid(
                .noCondition(written, schema.describeValues(typed.type), isThing: isThing, at: typed.span),
                at: typed.span)
        }
        return single(typed, use: .condition)
    }

    func not(_ operand: Expression, at span: Span) -> TypedExpression {
        let typed = condition(operand)
        if typed.type.type.isUnknown { return invalid(at: span) }
        return TypedExpression(.not(typed), typed.type, at: span)
    }

    /// What an operand shows by an `is` holds to the right of it.
    func and(_ operands: [Expression], at span: Span) -> TypedExpression {
        let saved = scopes.last?.facts
        defer { restoreFacts(saved) }
        var typed: [TypedExpression] = []
        for operand in operands {
            let next = condition(operand)
            typed.append(next)
            learn(from: next)
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
        return .conditionIsLiteral(text(other), way: "\(text(left)) in [\(values)]", at: other.span)
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
        let saved = scopes.last?.facts
        var expected = expecting
        var elseBranch: TypedExpression?
        if let otherwise, expected == nil, needsContext(then), !needsContext(otherwise) {
            elseBranch = check(otherwise)
            expected = elseBranch?.type.type
        }
        learn(from: test)
        let thenBranch = check(then, expecting: expected)
        restoreFacts(saved)
        if let otherwise, elseBranch == nil {
            elseBranch = check(otherwise, expecting: expected ?? thenBranch.type.type)
        }
        return branches(test, thenBranch, elseBranch, at: span)
    }

    private func branches(
        _ test: TypedExpression, _ then: TypedExpression, _ otherwise: TypedExpression?, at span: Span
    ) -> TypedExpression {
        guard let type = unified([then.type.type, otherwise?.type.type ?? then.type.type]) else {
            let other = otherwise ?? then
            return invalid(
                .mixedTypes(schema.describe(then.type.type), schema.describe(other.type.type), at: other.span), at: span
            )
        }
        if test.type.type.isUnknown { return invalid(at: span) }
        let cardinality = [test.type.cardinality, then.type.cardinality, otherwise?.type.cardinality ?? .optional]
            .reduce(Cardinality.one) { $0.combined(with: $1) }
        let kind = TypedExpression.Kind.conditional(
            condition: test, then: widen(then, to: type), otherwise: otherwise.map { widen($0, to: type) })
        return TypedExpression(kind, ValueType(type, cardinality), at: span)
    }

    func coalesce(_ operands: [Expression], expecting: Type?, at span: Span) -> TypedExpression {
        let typed = checkAll(operands, expecting: expecting).map { single($0, use: .operand) }
        guard let type = unified(typed.map(\.type.type)) else {
            let first = typed[0]
            let other = typed.first { unified([first.type.type, $0.type.type]) == nil } ?? first
            return invalid(
                .mixedTypes(schema.describe(first.type.type), schema.describe(other.type.type), at: other.span),
                at: span)
        }
        let isPresent = typed.contains { $0.type.cardinality == .one }
        let kind = TypedExpression.Kind.coalesce(typed.map { widen($0, to: type) })
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
