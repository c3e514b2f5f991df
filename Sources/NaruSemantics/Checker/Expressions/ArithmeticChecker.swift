import NaruSyntax

/// `+ - * / %` and the sign.
struct ArithmeticChecker: CheckerPart {
    let context: CheckContext

    func arithmetic(
        _ operation: ArithmeticOperator, _ left: Expression, _ right: Expression, at span: Span
    ) -> TypedExpression {
        let a = single(check(left), use: .operand)
        let b = single(check(right), use: .operand)
        if a.type.type.isUnknown || b.type.type.isUnknown { return invalid(at: span) }
        guard let result = resultType(operation, a.type.type, b.type.type) else {
            return invalid(arithmeticProblem(operation, a, b, left, right, at: span), at: span)
        }
        let (first, second) = aligned(operation, a, b, result)
        var cardinality = a.type.cardinality.combined(with: b.type.cardinality)
        if operation == .divide || operation == .remainder { cardinality = cardinality.combined(with: .optional) }
        return TypedExpression(.arithmetic(operation, first, second), ValueType(result, cardinality), at: span)
    }

    /// Numbers of one kind and plain texts, as the kernels want them.
    private func aligned(
        _ operation: ArithmeticOperator, _ a: TypedExpression, _ b: TypedExpression, _ result: Type
    ) -> (TypedExpression, TypedExpression) {
        if let number = a.type.type.commonNumber(with: b.type.type) {
            // An integer quotient is a float, of integers.
            return (a.widened(to: number), b.widened(to: number))
        }
        if a.type.type.isNumber || b.type.type.isNumber, result == .quantity { return (exact(a), exact(b)) }
        return (a.asPlainText, b.asPlainText)
    }

    /// A factor of a quantity, which is exact.
    private func exact(_ operand: TypedExpression) -> TypedExpression {
        operand.type.type.isNumber ? operand.widened(to: .decimal) : operand
    }

    private func resultType(_ operation: ArithmeticOperator, _ a: Type, _ b: Type) -> Type? {
        if let number = a.commonNumber(with: b) {
            return operation == .divide && number == .int ? .float : number
        }
        if a.isText, b.isText { return operation == .add ? .text : nil }
        switch operation {
        case .add: return sumType(a, b)
        case .subtract: return differenceType(a, b)
        case .multiply: return productType(a, b)
        case .divide: return quotientType(a, b)
        case .remainder: return nil
        }
    }

    private func sumType(_ a: Type, _ b: Type) -> Type? {
        switch (a, b) {
        case (.date, .duration), (.duration, .date): .date
        case (.duration, .duration): .duration
        case (.quantity, .quantity): .quantity
        default: nil
        }
    }

    private func differenceType(_ a: Type, _ b: Type) -> Type? {
        switch (a, b) {
        case (.date, .duration): .date
        case (.date, .date), (.duration, .duration): .duration
        case (.quantity, .quantity): .quantity
        default: nil
        }
    }

    private func productType(_ a: Type, _ b: Type) -> Type? {
        switch (a, b) {
        case (.quantity, _) where b.isNumber: .quantity
        case (_, .quantity) where a.isNumber: .quantity
        case (.duration, .int), (.int, .duration): .duration
        default: nil
        }
    }

    private func quotientType(_ a: Type, _ b: Type) -> Type? {
        if a == b, a == .quantity || a == .duration { return .decimal }
        return a == .quantity && b.isNumber ? .quantity : nil
    }

    private func arithmeticProblem(
        _ operation: ArithmeticOperator, _ a: TypedExpression, _ b: TypedExpression, _ left: Expression,
        _ right: Expression, at span: Span
    ) -> Diagnostic {
        let ways = instead(of: span, waysToCalculate(operation, a, b, left, right))
        return .noArithmetic(
            operation.rawValue, schema.describe(a.type.type), schema.describe(b.type.type), ways: ways, at: span)
    }

    private func waysToCalculate(
        _ operation: ArithmeticOperator, _ a: TypedExpression, _ b: TypedExpression, _ left: Expression,
        _ right: Expression
    ) -> [String] {
        let sign = operation.rawValue
        switch (a.type.type, b.type.type) {
        case (.date, .int):
            let durations = rewritten(right, as: .duration).map { "\(text(left)) \(sign) \($0)" }
            return durations + ["\(operand(left)).year \(sign) \(text(right))"]
        case (.quantity, let other) where other.isNumber:
            return ["\(operand(left)).amount \(sign) \(operand(right))"]
        case (let other, .quantity) where other.isNumber: return ["\(text(left)) \(sign) \(operand(right)).amount"]
        case (let own, let other) where own.isNumber && other.isText:
            return rewritten(right, as: own).map { "\(text(left)) \(sign) \($0)" }
        case (let other, let own) where own.isNumber && other.isText && operation != .add:
            return rewritten(left, as: own).map { "\($0) \(sign) \(text(right))" }
        case (let own, let other) where own.isText && operation == .add && !other.isEntity && !other.isRecord:
            return rewritten(right, as: .text).map { "\(text(left)) + \($0)" } + [
                "\(text(left)) + text(\(text(right)))"
            ]
        case (let other, let own) where own.isText && operation == .add && !other.isEntity && !other.isRecord:
            return ["text(\(text(left))) + \(text(right))"]
        case (.period, _):
            return ["\(operand(left)).start \(sign) \(text(right))", "\(operand(left)).end \(sign) \(text(right))"]
        case (.days, .duration) where operation == .add || operation == .subtract,
            (.days, .date) where operation == .subtract:
            return ["earliest(\(text(left))) \(sign) \(text(right))"]
        case (.date, .days) where operation == .subtract: return ["\(text(left)) - earliest(\(text(right)))"]
        default: return []
        }
    }

    func negate(_ operand: Expression, at span: Span) -> TypedExpression {
        let typed = single(check(operand), use: .operand)
        let type = typed.type.type
        if type.isUnknown { return invalid(at: span) }
        guard type.isNumber || type == .quantity || type == .duration else {
            return invalid(.noNegation(schema.describe(type), at: span), at: span)
        }
        return TypedExpression(.negate(typed), typed.type, at: span)
    }
}
