import NaruSyntax

/// Ranges of dates, numbers and amounts.
struct RangeChecker: CheckerPart {
    let context: CheckContext

    /// A range of dates or numbers, open or closed; `3..4 city` is one
    /// quantity between two amounts.
    func range(_ lower: Expression?, _ upper: Expression?, at span: Span) -> TypedExpression {
        if let quantity = quantityRange(lower, upper, at: span) { return quantity }
        let first = lower.map { single(check($0), use: .range) }
        let last = upper.map { single(check($0), use: .range) }
        let ends = [first, last].compactMap(\.self)
        if ends.contains(where: { $0.type.type.isUnknown }) { return invalid(at: span) }
        if ends.allSatisfy({ $0.type.type == .date || $0.type.type == .days }) {
            return literalDays(first, last, at: span) { self.exchanged(lower, upper, at: span) }
                ?? days(first, last, at: span)
        }
        guard let number = numberType(of: ends) else {
            let shown = ends.map { schema.describe($0.type) }
            return invalid(.noRange(shown, at: span), at: span)
        }
        if let first, let last, isEmpty(first, last) {
            return invalid(.emptyRange(text(span), ways: exchanged(lower, upper, at: span), at: span), at: span)
        }
        let kind = TypedExpression.Kind.range(
            lower: first.map { $0.widened(to: number) }, upper: last.map { $0.widened(to: number) })
        return TypedExpression(kind, ValueType(.numbers, cardinality(of: ends)), at: span)
    }

    private func exchanged(_ lower: Expression?, _ upper: Expression?, at span: Span) -> [Suggestion] {
        guard let lower, let upper else { return [] }
        return instead(of: span, ["\(text(upper))..\(text(lower))"])
    }

    private func numberType(of ends: [TypedExpression]) -> Type? {
        guard let first = ends.first?.type.type, first.isNumber else { return nil }
        return ends.dropFirst().reduce(first) { type, end in type.flatMap { $0.commonNumber(with: end.type.type) } }
    }

    private func isEmpty(_ first: TypedExpression, _ last: TypedExpression) -> Bool {
        switch (first.kind, last.kind) {
        case (.literal(.int(let low)), .literal(.int(let high))): low > high
        case (.literal(.decimal(let low)), .literal(.decimal(let high))): low > high
        case (.literal(.int(let low)), .literal(.decimal(let high))): ExactDecimal(low) > high
        case (.literal(.decimal(let low)), .literal(.int(let high))): low > ExactDecimal(high)
        default: false
        }
    }

    private func cardinality(of ends: [TypedExpression]) -> Cardinality {
        ends.reduce(.one) { $0.combined(with: $1.type.cardinality) }
    }

    private func days(_ first: TypedExpression?, _ last: TypedExpression?, at span: Span) -> TypedExpression {
        let ends = [first, last].compactMap(\.self)
        return TypedExpression(
            .range(lower: first, upper: last), ValueType(.days, cardinality(of: ends)), at: span)
    }

    /// A range between date literals is itself one.
    private func literalDays(
        _ first: TypedExpression?, _ last: TypedExpression?, at span: Span, exchanged: () -> [Suggestion]
    ) -> TypedExpression? {
        var low = PartialDate.distantPast
        var high = PartialDate.distantFuture
        if let first {
            guard let bounds = bounds(of: first) else { return nil }
            low = bounds.first
        }
        if let last {
            guard let bounds = bounds(of: last) else { return nil }
            high = bounds.last
        }
        guard low <= high else { return invalid(.emptyRange(text(span), ways: exchanged(), at: span), at: span) }
        return TypedExpression(.literal(.days(first: low, last: high)), ValueType(.days), at: span)
    }

    private func bounds(of end: TypedExpression) -> (first: Int32, last: Int32)? {
        switch end.kind {
        case .literal(.date(let date)): (date.first, date.last)
        case .literal(.days(let first, let last)): (first, last)
        default: nil
        }
    }

    private func quantityRange(_ lower: Expression?, _ upper: Expression?, at span: Span) -> TypedExpression? {
        guard let lower, let upper, case .number(let low) = lower.kind, case .measured(_, let unit) = upper.kind,
            TimeUnit(unit.text) == nil, let amount = low.exact
        else { return nil }
        let typed = check(upper)
        guard case .literal(.quantity(let high)) = typed.kind else { return typed }
        guard amount <= high.amount else {
            return invalid(.emptyRange(text(span), ways: [], at: span), at: span)
        }
        let quantity = Quantity(amount: amount, upper: high.amount, unit: high.unit, qualifier: .range)
        return TypedExpression(.literal(.quantity(quantity)), ValueType(.quantity), at: span)
    }
}
