import NaruSyntax

extension ProgramChecker {
    /// `place = "US"`: an entity beside a text.
    func entityWithText(
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
    func entityTextWays(
        _ types: [TypeID], _ entity: Expression, _ text: Expression, _ comparison: ComparisonOperator
    ) -> [String] {
        let sign = comparison.rawValue
        let literals = rewritten(text, as: .entity(types)).map { "\(self.text(entity)) \(sign) \($0)" }
        if !literals.isEmpty, comparison.isEquality { return literals }
        return literals
            + textFields(of: types).map { "\(operand(entity)).\(Notation.member($0)) \(sign) \(self.text(text))" }
    }

    /// A difference of dates is in days; a literal in months never compares.
    func mixesDaysAndMonths(_ typed: (left: TypedExpression, right: TypedExpression)) -> Bool {
        guard typed.left.type.type == .duration, typed.right.type.type == .duration else { return false }
        return durationUnit(typed.left).conflicts(with: durationUnit(typed.right))
    }

    func daysWithMonths(
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
    /// The expression within mere parentheses.
    var unwrapped: Expression {
        guard case .nested(let query) = kind, let inner = query.bareExpression else { return self }
        return inner.unwrapped
    }
}
