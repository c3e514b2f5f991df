import NaruSyntax

extension ProgramChecker {
    /// `xs[C]`
    func filter(_ base: Expression, _ predicate: Expression, at span: Span) -> TypedExpression {
        let (typed, condition) = filterParts(base, predicate)
        if typed.type.type.isUnknown || condition.type.type.isUnknown { return invalid(at: span) }
        let scope = Scope(row: RowType(element: typed.type.with(.one)))
        let isOne = typed.type.isMany && selectsOne(condition)
        let cardinality = isOne ? .optional : typed.type.cardinality.filtered
        let kind = TypedExpression.Kind.filter(typed, predicate: condition)
        let filtered = TypedExpression(kind, typed.type.with(cardinality), at: span)
        guard let types = elementTypes(shownBy: condition, in: scope) else { return filtered }
        return narrow(filtered, to: types)
    }

    func filterParts(_ base: Expression, _ predicate: Expression) -> (TypedExpression, TypedExpression) {
        let typed = checkElements(base)
        // Without the base's type every name in the condition would be reported.
        guard !typed.type.type.isUnknown else { return (typed, invalid(at: predicate.span)) }
        var scope = Scope(row: RowType(element: typed.type.with(.one)))
        scope.isElement = true
        scope.predicate = predicate.span
        return (typed, withScope(scope) { condition(predicate) })
    }

    /// Whether a condition on slot 0 holds for one entity at most: an equality
    /// with its id or key.
    func selectsOne(_ condition: TypedExpression) -> Bool {
        switch condition.kind {
        case .and(let operands): return operands.contains(where: selectsOne)
        case .compare(.equal, let left, let right):
            return isKey(left) && !readsSlot(right) || isKey(right) && !readsSlot(left)
        default: return false
        }
    }

    private func isKey(_ expression: TypedExpression) -> Bool {
        switch expression.kind {
        case .property(let base, .id): isElement(base)
        case .field(let base, let field): schema[field].isKey && isElement(base)
        default: false
        }
    }

    private func isElement(_ expression: TypedExpression) -> Bool {
        switch expression.kind {
        case .slot(frame: 0, 0): true
        case .narrow(let base, _): isElement(base)
        default: false
        }
    }

    /// `xs{a, b: e}`: a record for each element.
    func shape(_ base: Expression, _ columns: [Column], at span: Span) -> TypedExpression {
        let typed = checkElements(base)
        guard !typed.type.type.isUnknown else { return invalid(at: span) }
        let scope = Scope(row: RowType(element: typed.type.with(.one)))
        let fields = withScope(scope) { named(columns) }
        let record = Type.record(fields.map { RecordField(name: $0.name, type: $0.value.type) })
        let body = TypedExpression(.record(fields), ValueType(record), at: span)
        return TypedExpression(.map(typed, body: body), ValueType(record, typed.type.cardinality), at: span)
    }

    /// Whether the expression reads a slot of the innermost frame.
    func readsSlot(_ expression: TypedExpression, depth: Int = 0) -> Bool {
        if case .slot(let frame, _) = expression.kind { return frame == depth }
        var found = false
        _ = expression.mappingChildren { child, deeper in
            if !found { found = readsSlot(child, depth: depth + deeper) }
            return child
        }
        return found
    }
}
