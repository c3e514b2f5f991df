import NaruSyntax

extension ProgramChecker {
    /// Checks operands that must agree; enum cases take their type from the
    /// first operand that has one of its own.
    func checkAll(_ operands: [Expression], expecting: Type?) -> [TypedExpression] {
        var typed: [TypedExpression?] = operands.map { needsContext($0) ? nil : check($0, expecting: expecting) }
        let context = expecting ?? typed.compactMap { $0?.type.type }.first
        for (position, operand) in operands.enumerated() where typed[position] == nil {
            typed[position] = check(operand, expecting: context)
        }
        return typed.compactMap(\.self)
    }

    /// An expression that gives elements. A list of nothing is one of whatever
    /// is wanted, as nothing else says what it is of.
    func checkElements(_ expression: Expression, wanted: Type = .text) -> TypedExpression {
        guard case .list(let items) = expression.unwrapped.kind, items.isEmpty else { return check(expression) }
        return list(items, expecting: wanted, at: expression.span)
    }

    /// Whether the expression cannot be typed alone.
    func needsContext(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .enumCase: true
        case .name(let name): caseLet(name) != nil
        case .list(let items): items.allSatisfy(needsContext)
        case .coalesce(let operands): operands.allSatisfy(needsContext)
        case .conditional(_, let then, let otherwise):
            needsContext(then) && (otherwise.map(needsContext) ?? true)
        case .nested(let query): query.bareExpression.map(needsContext) ?? false
        default: false
        }
    }

    /// The one type that values of all of these fit, or nil.
    func unified(_ types: [Type]) -> Type? {
        guard var result = types.first else { return .unknown }
        for type in types.dropFirst() {
            guard let common = unified(result, type) else { return nil }
            result = common
        }
        return result
    }

    private func unified(_ left: Type, _ right: Type) -> Type? {
        if left == right || right.isUnknown { return left }
        if left.isUnknown { return right }
        if let number = left.commonNumber(with: right) { return number }
        if left.isText, right.isText { return .text }
        switch (left, right) {
        case (.entity(let types), .entity(let others)): return .entity(schema.union(types + others))
        case (.date, .days), (.days, .date): return .days
        case (.record(let fields), .record(let others)): return unifiedRecord(fields, others)
        default: return nil
        }
    }

    private func unifiedRecord(_ fields: [RecordField], _ others: [RecordField]) -> Type? {
        guard fields.map(\.name) == others.map(\.name) else { return nil }
        var result: [RecordField] = []
        for (field, other) in zip(fields, others) {
            // The fields of records are not widened.
            let (own, theirs) = (field.type.type, other.type.type)
            guard own == theirs || own.isEntity || own.isUnknown || theirs.isUnknown, let type = unified(own, theirs)
            else { return nil }
            let cardinality = field.type.cardinality.combined(with: other.type.cardinality)
            result.append(RecordField(name: field.name, type: ValueType(type, cardinality)))
        }
        return .record(result)
    }

    /// The expression as a value of `type`, which it must fit.
    func widen(_ expression: TypedExpression, to type: Type) -> TypedExpression {
        let own = expression.type.type
        if own == type || own.isUnknown || type.isUnknown || own.isEntity || own.isRecord { return expression }
        let widened = ValueType(type, expression.type.cardinality)
        return TypedExpression(.widen(expression, to: type), widened, at: expression.span)
    }

    /// A per-language text as a plain one, for what works on plain text.
    func plainText(_ expression: TypedExpression) -> TypedExpression {
        expression.type.type == .localizedText ? widen(expression, to: .text) : expression
    }
}

extension Query {
    /// The expression of a query that is nothing else: mere parentheses.
    var bareExpression: Expression? {
        guard views.isEmpty, stages.isEmpty, case .expression(let expression) = source.kind else { return nil }
        return expression
    }
}
