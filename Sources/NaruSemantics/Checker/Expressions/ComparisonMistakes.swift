import NaruSyntax

/// Why two values cannot be compared, and what could be compared instead.
struct ComparisonMistakes: CheckerPart {
    let context: CheckContext

    /// Why two single values cannot be compared this way, or nil.
    func problem(
        _ comparison: ComparisonOperator, _ typed: (left: TypedExpression, right: TypedExpression),
        _ left: Expression, _ right: Expression, at span: Span
    ) -> Diagnostic? {
        let (a, b) = (typed.left.type.type, typed.right.type.type)
        if comparison.isMatch { return matchProblem(a, b, left, right, comparison, at: span) }
        if let problem = entityWithText(typed, left, right, comparison, at: span) { return problem }
        if a.isRecord || b.isRecord { return .comparesRecords(text(a.isRecord ? left : right), ways: [], at: span) }
        if mixesDaysAndMonths(typed) { return daysWithMonths(typed, left, right, comparison, at: span) }
        guard schema.areComparable(a, b) else { return incomparable(a, b, left, right, comparison, at: span) }
        if comparison.isEquality { return equalityProblem(a, b, left, right, comparison, at: span) }
        return orderProblem(a, b, left, right, comparison, at: span)
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

    private func matchProblem(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic? {
        if a.isText, b.isText { return nil }
        if case .entity(let types) = a, b.isText {
            let label = schema.labelField(of: types).map { schema[$0].name } ?? "label"
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

    /// `place = "US"`: an entity beside a text.
    private func entityWithText(
        _ typed: (left: TypedExpression, right: TypedExpression), _ left: Expression, _ right: Expression,
        _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic? {
        let sides = [(typed.left, left, typed.right, right), (typed.right, right, typed.left, left)]
        for (entity, written, other, text) in sides {
            guard case .entity(let types) = entity.type.type, other.type.type.isText else { continue }
            let ways = entityTextWays(types, written, text, comparison)
            return .entityComparedWithText(
                schema.describe(entity.type.type), ways: instead(of: span, ways), at: span)
        }
        return nil
    }

    /// The literal where one entity has the name, and the text fields that
    /// could have been meant.
    private func entityTextWays(
        _ types: [TypeID], _ entity: Expression, _ text: Expression, _ comparison: ComparisonOperator
    ) -> [String] {
        let sign = comparison.rawValue
        let literals = rewritten(text, as: .entity(types)).map { "\(self.text(entity)) \(sign) \($0)" }
        if !literals.isEmpty, comparison.isEquality { return literals }
        return literals
            + schema.textFields(of: types).map {
                "\(operand(entity)).\(Notation.member($0)) \(sign) \(self.text(text))"
            }
    }

    /// A difference of dates is in days; a literal in months never compares.
    private func mixesDaysAndMonths(_ typed: (left: TypedExpression, right: TypedExpression)) -> Bool {
        guard typed.left.type.type == .duration, typed.right.type.type == .duration else { return false }
        return durationUnit(typed.left).conflicts(with: durationUnit(typed.right))
    }

    private func daysWithMonths(
        _ typed: (left: TypedExpression, right: TypedExpression), _ left: Expression, _ right: Expression,
        _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic {
        for (side, other, sign) in [(left, right, comparison), (right, left, comparison.reversed)] {
            guard case .arithmetic(.subtract, let later, let earlier) = side.unwrapped.kind else { continue }
            let way = "\(text(later)) \(sign.rawValue) \(text(earlier)) + \(text(other))"
            return .daysWithMonths(ways: instead(of: span, [way]), at: span)
        }
        return .daysWithMonths(ways: [], at: span)
    }

    private enum DurationUnit {
        case days, months, unknown

        func conflicts(with other: DurationUnit) -> Bool {
            self != .unknown && other != .unknown && self != other
        }
    }

    private func durationUnit(_ expression: TypedExpression) -> DurationUnit {
        switch expression.kind {
        case .literal(.duration(let duration)):
            if duration.months != 0, duration.days == 0 { return .months }
            return duration.months == 0 && duration.days != 0 ? .days : .unknown
        case .arithmetic(.subtract, let left, let right):
            return left.type.type == .date && right.type.type == .date ? .days : .unknown
        case .negate(let operand): return durationUnit(operand)
        default: return .unknown
        }
    }
}

extension Expression {
    /// `2023`, and not `2023 - 1`.
    var isNumberLiteral: Bool {
        if case .number = unwrapped.kind { true } else { false }
    }

    /// The expression within mere parentheses.
    var unwrapped: Expression {
        guard case .nested(let query) = kind, let inner = query.bareExpression else { return self }
        return inner.unwrapped
    }
}
