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
            let ways = entityTextWays(types, self.text(written), text, comparison)
            return .entityComparedWithText(schema.describe(entity.type.type), ways: ways, at: span)
        }
        return nil
    }

    /// The literal where one entity has the name, and the text fields that
    /// could have been meant.
    func entityTextWays(
        _ types: [TypeID], _ written: String, _ text: Expression, _ comparison: ComparisonOperator
    ) -> [String] {
        var ways: [String] = []
        let type = schema[schema.commonAncestor(types)]
        if case .text(let name) = text.kind, !catalog.entities(named: name, in: type.id).isEmpty {
            ways.append("\(written) \(comparison.rawValue) \(type.name) \(self.text(text))")
        }
        let fields = schema.allFields(of: type.id).map { schema[$0] }
        let codes = fields.filter { $0.content == .text && !$0.isMany && !$0.isLocalized && !$0.isLabel }
        if let code = codes.first(where: { $0.name == "iso" }) {
            ways.append("\(written).\(code.name) \(comparison.rawValue) \(self.text(text))")
        }
        if let label = labelField(of: types) {
            ways.append("\(written).\(schema[label].name) \(comparison.rawValue) \(self.text(text))")
        } else if ways.isEmpty {
            ways.append("\(written).label \(comparison.rawValue) \(self.text(text))")
        }
        return ways
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
            return .daysWithMonths(way: way, at: span)
        }
        return .daysWithMonths(way: nil, at: span)
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
