import NaruSyntax

extension ProgramChecker {
    /// Why two single values cannot be compared this way, or nil.
    func mismatch(
        _ comparison: ComparisonOperator, _ typed: (left: TypedExpression, right: TypedExpression),
        _ left: Expression, _ right: Expression, at span: Span
    ) -> Diagnostic? {
        let (a, b) = (typed.left.type.type, typed.right.type.type)
        if comparison.isMatch { return matchProblem(a, b, left, right, comparison, at: span) }
        if let problem = entityWithText(typed, left, right, comparison, at: span) { return problem }
        if a.isRecord || b.isRecord { return .comparesRecords(text(a.isRecord ? left : right), at: span) }
        if mixesDaysAndMonths(typed) { return daysWithMonths(typed, left, right, comparison, at: span) }
        guard areComparable(a, b) else { return incomparable(a, b, left, right, comparison, at: span) }
        if comparison.isEquality { return equalityProblem(a, b, left, right, comparison, at: span) }
        return orderProblem(a, b, left, right, comparison, at: span)
    }

    /// Whether values of the types can ever be equal.
    func areComparable(_ left: Type, _ right: Type) -> Bool {
        if left.isUnknown || right.isUnknown { return true }
        switch (left, right) {
        case (.entity(let types), .entity(let others)): return schema.overlap(types, others)
        case (.date, .days), (.days, .date), (.period, .date), (.date, .period), (.period, .days), (.days, .period):
            return true
        case (.days, .days), (.numbers, .numbers), (.record, _), (_, .record): return false
        default: return left == right || left.isText && right.isText || left.isNumber && right.isNumber
        }
    }

    private func equalityProblem(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic? {
        guard (a == .period) != (b == .period) else { return nil }
        let (period, days) = a == .period ? (left, right) : (right, left)
        return .periodEqualsDays(
            ways: instead(of: span, ["\(text(period)) in \(text(days))", "overlaps(\(text(period)), \(text(days)))"]),
            at: span)
    }

    private func orderProblem(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic? {
        let isWeak = comparison == .lessOrEqual || comparison == .greaterOrEqual
        if a == .period || b == .period, isWeak {
            let (period, days) = a == .period ? (left, right) : (right, left)
            let sign = a == .period ? comparison.rawValue : comparison.reversed.rawValue
            let part = sign.hasPrefix("<") ? "end" : "start"
            let way = "\(operand(period)).\(part) \(sign) \(text(days))"
            return .periodWeakOrder(sign, ways: instead(of: span, [way]), at: span)
        }
        if a.isOrdered || b.isOrdered { return nil }
        if a.isEntity {
            return .noOrder(
                schema.describe(a),
                ways: instead(of: span, ["\(operand(left)).label \(comparison.rawValue) \(operand(right)).label"]),
                at: span)
        }
        return .noOrder(schema.describe(a), ways: [], at: span)
    }

    private func incomparable(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic {
        let shown = (schema.describe(a), schema.describe(b))
        let forward = waysToCompare(a, b, left, right).map { "\($0) \(comparison.rawValue) \($1)" }
        let backward =
            a == b || !forward.isEmpty
            ? [] : waysToCompare(b, a, right, left).map { "\($1) \(comparison.rawValue) \($0)" }
        let ranges = b == .numbers ? ["\(text(left)) in \(text(right))"] : []
        return .incomparable(shown.0, shown.1, ways: instead(of: span, ranges + forward + backward), at: span)
    }

    /// Both sides as they could be written instead, seen from the side of type `a`.
    private func waysToCompare(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression
    ) -> [(String, String)] {
        let (first, second) = (text(left), text(right))
        let meant = rewritten(right, as: a).map { (first, $0) }
        switch (a, b) {
        case (.quantity, _) where b.isNumber: return meant + [("\(operand(left)).amount", second)]
        case (.days, .days): return [(oneDate(left), second)]
        // `2023-01-01` is a date that lacks its `@`; as a year it would be 2021.
        case (.date, .int) where !meant.isEmpty && !right.isNumberLiteral: return meant
        case (.date, .int): return meant + [("\(operand(left)).year", second)]
        case (.geo, _), (.record, _): return []
        default: return meant
        }
    }

    /// A set of days as one uncertain date: `date("2023")` for `@2023`.
    func oneDate(_ days: Expression) -> String {
        guard case .date = days.unwrapped.kind else { return "earliest(\(text(days)))" }
        return "date(\"\(text(days.unwrapped).drop { $0 == "@" })\")"
    }

    private func matchProblem(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic? {
        if a.isText, b.isText { return nil }
        if case .entity(let types) = a, b.isText {
            let label = labelField(of: types).map { schema[$0].name } ?? "label"
            return .matchOfNoText(
                schema.describe(a),
                ways: instead(
                    of: span, ["\(operand(left)).\(Notation.member(label)) \(comparison.rawValue) \(text(right))"]),
                at: span)
        }
        if a.isText {
            let ways = rewritten(right, as: .text) + ["\(operand(right)).label", "text(\(text(right)))"]
            return .matchOfNoText(schema.describe(b), ways: instead(of: right.span, ways), at: span)
        }
        let equality = comparison == .matches ? "=" : "!="
        let equal = rewritten(right, as: a).map { "\(text(left)) \(equality) \($0)" }
        let matched = "text(\(text(left))) \(comparison.rawValue) \(text(right))"
        return .matchOfNoText(schema.describe(a), ways: instead(of: span, equal + [matched]), at: span)
    }

    func labelField(of types: [TypeID]) -> FieldID? {
        let fields = types.map { type in schema.allFields(of: type).last { schema[$0].isLabel } }
        guard let first = fields.first, fields.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}

extension Expression {
    /// `2023`, and not `2023 - 1`.
    var isNumberLiteral: Bool {
        if case .number = unwrapped.kind { true } else { false }
    }
}
