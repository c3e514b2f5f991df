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
            ways: ["\(text(period)) in \(text(days))", "overlaps(\(text(period)), \(text(days)))"], at: span)
    }

    private func orderProblem(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic? {
        let isWeak = comparison == .lessOrEqual || comparison == .greaterOrEqual
        if a == .period || b == .period, isWeak {
            let (period, days) = a == .period ? (left, right) : (right, left)
            let sign = a == .period ? comparison.rawValue : comparison.reversed.rawValue
            let part = sign.hasPrefix("<") ? "end" : "start"
            return .periodWeakOrder(sign, way: "\(text(period)).\(part) \(sign) \(text(days))", at: span)
        }
        if a.isOrdered || b.isOrdered { return nil }
        if a.isEntity {
            return .noOrder(
                schema.describe(a), ways: ["\(text(left)).label \(comparison.rawValue) \(text(right)).label"], at: span)
        }
        return .noOrder(schema.describe(a), ways: [], at: span)
    }

    private func incomparable(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic {
        let shown = (schema.describe(a), schema.describe(b))
        let forward = waysToCompare(a, b, left, right).map { "\($0) \(comparison.rawValue) \($1)" }
        let backward =
            a == b ? [] : waysToCompare(b, a, right, left).map { "\($1) \(comparison.rawValue) \($0)" }
        let ranges = b == .numbers ? ["\(text(left)) in \(text(right))"] : []
        return .incomparable(shown.0, shown.1, ways: ranges + forward + backward, at: span)
    }

    /// Both sides as they could be written instead, seen from the side of type `a`.
    private func waysToCompare(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression
    ) -> [(String, String)] {
        let (first, second) = (text(left), text(right))
        switch (a, b) {
        case (.quantity, _) where b.isNumber: return [("\(first).amount", second)]
        case (.enumeration(let id), _) where b.isText: return enumWay(id, right).map { [(first, $0)] } ?? []
        case (.date, _) where b.isText, (.period, _) where b.isText: return dateWay(right).map { [(first, $0)] } ?? []
        case (.days, .days): return [(oneDate(left), second)]
        case (.date, .int):
            let isYear = second.count == 4 && PartialDate(second) != nil
            return (isYear ? [(first, "@\(second)")] : []) + [("\(first).year", second)]
        case (_, .text) where a.isNumber: return numberWay(right, as: a).map { [(first, $0)] } ?? []
        default: return []
        }
    }

    /// A set of days as one uncertain date: `date("2023")` for `@2023`.
    func oneDate(_ days: Expression) -> String {
        guard case .date = days.unwrapped.kind else { return "earliest(\(text(days)))" }
        return "date(\"\(text(days.unwrapped).drop { $0 == "@" })\")"
    }

    private func enumWay(_ id: EnumerationID, _ text: Expression) -> String? {
        guard case .text(let written) = text.kind else { return nil }
        let names = schema[id].cases.flatMap { [$0.name] + $0.aliases }
        return closest(to: written, among: names).map { ".\($0)" }
    }

    private func dateWay(_ text: Expression) -> String? {
        guard case .text(let written) = text.kind else { return "date(\(self.text(text)))" }
        let isDate = written.count >= 4 && written.allSatisfy { $0.isNumber || $0 == "-" }
        return isDate ? "@\(written)" : nil
    }

    private func numberWay(_ text: Expression, as type: Type) -> String? {
        guard case .text(let written) = text.kind else { return "\(schema.describe(type))(\(self.text(text)))" }
        return ExactDecimal(written) == nil ? nil : written
    }

    private func matchProblem(
        _ a: Type, _ b: Type, _ left: Expression, _ right: Expression, _ comparison: ComparisonOperator, at span: Span
    ) -> Diagnostic? {
        if a.isText, b.isText { return nil }
        if case .entity(let types) = a, b.isText {
            let label = labelField(of: types).map { schema[$0].name } ?? "label"
            return .matchOfNoText(
                schema.describe(a), ways: ["\(text(left)).\(label) \(comparison.rawValue) \(text(right))"], at: span)
        }
        if a.isText { return .matchOfNoText(schema.describe(b), ways: ["text(\(text(right)))"], at: span) }
        return .matchOfNoText(
            schema.describe(a), ways: ["text(\(text(left))) \(comparison.rawValue) \(text(right))"], at: span)
    }

    func labelField(of types: [TypeID]) -> FieldID? {
        let fields = types.map { type in schema.allFields(of: type).last { schema[$0].isLabel } }
        guard let first = fields.first, fields.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
