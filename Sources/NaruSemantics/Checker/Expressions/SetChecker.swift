import NaruSyntax

/// `union`, `intersect`, `except`, and the quantifiers `any` and `no`.
struct SetChecker: CheckerPart {
    let context: CheckContext

    func set(_ operation: SetOperator, _ operands: [Expression], at span: Span) -> TypedExpression {
        for operand in operands {
            if let misleading = misleadingOperand(operand, operation, operands) { return invalid(misleading, at: span) }
        }
        let typed = checkAll(operands, expecting: nil)
        if typed.contains(where: { $0.type.type.isUnknown && $0.isInvalid }) { return invalid(at: span) }
        guard let first = typed.first, let type = setType(operation, typed) else {
            let first = typed[0]
            let other =
                typed.first { schema.unified([first.type.type, $0.type.type]) == nil } ?? typed[typed.count - 1]
            return invalid(
                .mixedSets(
                    operation, schema.describe(first.type), schema.describe(other.type),
                    ways: waysToJoin(first, other), at: other.span),
                at: span)
        }
        if operation != .union, case .entity(let types) = first.type.type,
            let other = typed.dropFirst().first(where: { !schema.overlap(types, $0.type.type.entityTypes ?? types) })
        {
            return invalid(
                .disjointSets(operation, schema.describe(first.type.type), schema.describe(other.type.type), at: span),
                at: span)
        }
        let cardinality: Cardinality =
            operation == .union || first.type.isMany ? .many : .optional
        let widened = type.isEntity ? typed : typed.map { $0.widened(to: type) }
        return TypedExpression(.set(operation, widened), ValueType(type, cardinality), at: span)
    }

    private func waysToJoin(_ first: TypedExpression, _ other: TypedExpression) -> [Suggestion] {
        let columns = renaming(other.type, to: first.type).map { select in
            let end = other.span.end - (text(other.span).hasSuffix(")") ? 1 : 0)
            return Suggestion([.insertion(" " + select, at: end)], shown: other.span)
        }
        guard case .entity(let types) = first.type.type, other.type.type.isText else { return columns }
        let literal = Expression(.text(literalText(other)), at: other.span)
        return columns + instead(of: other.span, rewritten(literal, as: .entity(types)))
    }

    private func literalText(_ expression: TypedExpression) -> String {
        if case .literal(.text(let text)) = expression.kind { text } else { "" }
    }

    /// The columns of records that differ from others in their names only.
    private func renaming(_ type: ValueType, to wanted: ValueType) -> [String] {
        guard let own = type.type.recordFields, let others = wanted.type.recordFields,
            own.count == others.count, own.map(\.name) != others.map(\.name),
            zip(own, others).allSatisfy({ schema.unified([$0.type.type, $1.type.type]) != nil })
        else { return [] }
        let columns = zip(own, others).map { $0.name == $1.name ? $0.name : "\($1.name): \($0.name)" }
        return ["| select " + columns.joined(separator: ", ")]
    }

    /// `union` gives all types, `intersect` what all have, `except` the left's.
    private func setType(_ operation: SetOperator, _ operands: [TypedExpression]) -> Type? {
        guard let common = schema.unified(operands.map(\.type.type)) else { return nil }
        guard let first = operands.first, case .entity(let types) = first.type.type else { return common }
        switch operation {
        case .union: return common
        case .except: return first.type.type
        case .intersect:
            let shared = operands.dropFirst().reduce(types) { schema.intersection($0, $1.type.type.entityTypes ?? $0) }
            return .entity(shared.isEmpty ? types : shared)
        }
    }

    /// `no a union b` reads as a test of the whole union.
    private func misleadingOperand(_ operand: Expression, _ operation: SetOperator, _ all: [Expression]) -> Diagnostic?
    {
        let inner: Expression
        let word: String
        switch operand.kind {
        case .no(let value): (inner, word) = (value, "no")
        case .any(let value): (inner, word) = (value, "any")
        default: return nil
        }
        let parts = [text(inner)] + all.filter { $0.span != operand.span }.map(text)
        let way = "\(word) (\(parts.joined(separator: " \(operation.rawValue) ")))"
        let whole = all.map(\.span).reduce(operand.span) { $0.joined($1) }
        return .misleadingQuantifier(text(operand), ways: instead(of: whole, [way]), at: operand.span)
    }

    /// `any x`, `no x`; directly over a filter it quantifies its condition.
    func quantified(_ quantifier: Quantifier, _ operand: Expression, at span: Span) -> TypedExpression {
        if case .filter(let base, let predicate) = operand.kind {
            let (typed, condition) = elements.filterParts(base, predicate)
            if typed.type.type.isUnknown || condition.type.type.isUnknown { return invalid(at: span) }
            let kind = TypedExpression.Kind.quantified(quantifier, typed, predicate: condition)
            return TypedExpression(kind, ValueType(.bool, .optional), at: span)
        }
        if let condition = operand.condition {
            let written = text(condition)
            let way = quantifier == .no ? "not (\(written))" : written
            return invalid(.quantifiedCondition(written, ways: instead(of: span, [way]), at: span), at: span)
        }
        let typed = checkElements(operand)
        if typed.type.type.isUnknown { return invalid(at: span) }
        let cardinality: Cardinality = typed.mayHavePossible ? .optional : .one
        return TypedExpression(.quantified(quantifier, typed, predicate: nil), ValueType(.bool, cardinality), at: span)
    }
}

extension Expression {
    /// What is yes or no by its form, without parentheses around it.
    fileprivate var condition: Expression? {
        switch unwrapped.kind {
        case .compare, .contains, .typeTest, .not, .and, .or, .no, .any: unwrapped
        default: nil
        }
    }
}
