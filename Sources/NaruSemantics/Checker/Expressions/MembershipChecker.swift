import NaruSyntax

/// `in` and `not in`.
struct MembershipChecker: CheckerPart {
    let context: CheckContext

    /// `x in ys`: a list, set, range or period.
    func contains(_ element: Expression, in set: Expression, isNegated: Bool, at span: Span) -> TypedExpression {
        let (item, collection) = checkMembers(element, set)
        if item.type.type.isUnknown || collection.type.type.isUnknown {
            if collection.type.type.isUnknown, collection.type.isMany, !item.type.type.isUnknown {
                return membership(item, collection, isNegated: isNegated, at: span)
            }
            return invalid(at: span)
        }
        if item.type.isMany {
            let way = comparisons.quantified(of: element, "\(isNegated ? "not in" : "in") \(text(set))")
            let common = "\(isNegated ? "no" : "any") (\(text(element)) intersect \(text(set)))"
            return invalid(
                .manyValues(text(element), ways: instead(of: span, [way, common]), at: element.span), at: span)
        }
        if let problem = membershipProblem(item, collection, element, set, isNegated, at: span) {
            return invalid(problem, at: span)
        }
        warnOfUnknownTexts(item, collection)
        warnOfUnknownTexts(collection, item)
        return membership(item, collection, isNegated: isNegated, at: span)
    }

    private func checkMembers(_ element: Expression, _ set: Expression) -> (TypedExpression, TypedExpression) {
        if needsContext(element) {
            let collection = check(set)
            return (check(element, expecting: collection.type.type), collection)
        }
        let item = check(element)
        return (item, check(set, expecting: item.type.type))
    }

    private func membership(
        _ item: TypedExpression, _ collection: TypedExpression, isNegated: Bool, at span: Span
    ) -> TypedExpression {
        var (item, collection) = (item, collection)
        if let number = item.type.type.commonNumber(with: collection.type.type) {
            (item, collection) = (item.widened(to: number), collection.widened(to: number))
        } else if case .range(let lower, let upper) = collection.kind {
            (item, collection) = aligned(item, with: collection, lower, upper)
        }
        let kind = TypedExpression.Kind.contains(element: item, set: collection, isNegated: isNegated)
        let isCertain =
            item.type.cardinality == .one && collection.type.isMany && collection.type.type.isEntity
            && !collection.mayHavePossible
        return TypedExpression(kind, ValueType(.bool, isCertain ? .one : .optional), at: span)
    }

    /// A number and the bounds of a range as numbers of one kind.
    private func aligned(
        _ item: TypedExpression, with range: TypedExpression, _ lower: TypedExpression?, _ upper: TypedExpression?
    ) -> (TypedExpression, TypedExpression) {
        guard let bound = lower ?? upper, let number = item.type.type.commonNumber(with: bound.type.type) else {
            return (item, range)
        }
        let kind = TypedExpression.Kind.range(
            lower: lower.map { $0.widened(to: number) }, upper: upper.map { $0.widened(to: number) })
        return (item.widened(to: number), TypedExpression(kind, range.type, at: range.span))
    }

    private func membershipProblem(
        _ item: TypedExpression, _ collection: TypedExpression, _ element: Expression, _ set: Expression,
        _ isNegated: Bool, at span: Span
    ) -> Diagnostic? {
        let (a, b) = (item.type.type, collection.type.type)
        let word = isNegated ? "not in" : "in"
        switch (a, b) {
        case (.date, .days), (.period, .days), (.date, .period), (.period, .period), (.date, .date), (.period, .date):
            return nil
        case (_, .numbers):
            return a.isNumber
                ? nil
                : .incomparable(
                    schema.describe(a), "numbers",
                    ways: instead(of: span, waysIntoNumbers(a, element, set, word)), at: span)
        case (.record, _): return .comparesRecords(text(element), ways: [], at: span)
        case (_, .record(let fields)):
            let ways = fields.map { "\(text(element)) \(word) \(operand(set)).\(Notation.member($0.name))" }
            return .comparesRecords(text(set), ways: instead(of: span, ways), at: span)
        default: break
        }
        if a.isText, case .entity(let types) = b {
            return .entityComparedWithText(
                schema.describe(b), ways: instead(of: span, textInEntities(types, element, set, word)), at: span)
        }
        if case .entity(let types) = a, b.isText {
            return .entityComparedWithText(
                schema.describe(a), ways: instead(of: span, entityInTexts(types, element, set, word)), at: span)
        }
        guard schema.areComparable(a, b) else {
            let ways = waysIntoSet(a, b, element, set, word)
            return .incomparable(schema.describe(a), schema.describe(b), ways: instead(of: span, ways), at: span)
        }
        if collection.type.isMany || b.isEntity { return nil }
        let sign = isNegated ? "!=" : "="
        let contained = a.isText && b.isText ? ["\(text(set)) \(isNegated ? "!~" : "~") \(text(element))"] : []
        return .notASet(
            text(set), schema.describe(b),
            ways: instead(of: span, contained + ["\(text(element)) \(sign) \(text(set))"]), at: set.span)
    }

    /// `signed in 2020..2023`, `amount in 1..9`
    private func waysIntoNumbers(_ type: Type, _ element: Expression, _ set: Expression, _ word: String) -> [String] {
        if type == .quantity { return ["\(operand(element)).amount \(word) \(text(set))"] }
        guard type == .date || type == .period, case .range(let lower, let upper) = set.unwrapped.kind else {
            return []
        }
        let ends = [lower, upper].map { end in end.map { rewritten($0, as: .date).first } ?? "" }
        guard let first = ends[0], let last = ends[1] else { return ["\(operand(element)).year \(word) \(text(set))"] }
        let days = "\(text(element)) \(word) \(first)..\(last)"
        let areYears = [lower, upper].allSatisfy { $0?.isNumberLiteral ?? true }
        return areYears ? [days, "\(operand(element)).year \(word) \(text(set))"] : [days]
    }

    /// The element or the items of the list as what the other is.
    private func waysIntoSet(
        _ a: Type, _ b: Type, _ element: Expression, _ set: Expression, _ word: String
    ) -> [String] {
        if a == .days, b == .days || b == .date { return ["\(oneDate(element)) \(word) \(text(set))"] }
        var ways: [String] = []
        if case .list(let items) = set.unwrapped.kind {
            let meant = items.map { rewritten($0, as: a).first }
            if meant.allSatisfy({ $0 != nil }) {
                ways.append("\(text(element)) \(word) [\(meant.compactMap(\.self).joined(separator: ", "))]")
            }
        } else {
            ways += rewritten(set, as: a).map { "\(text(element)) \(word) \($0)" }
        }
        return ways + rewritten(element, as: b).map { "\($0) \(word) \(text(set))" }
    }

    private func entityInTexts(_ types: [TypeID], _ element: Expression, _ set: Expression, _ word: String) -> [String]
    {
        var ways: [String] = []
        if case .list(let items) = set.unwrapped.kind {
            let meant = items.map { rewritten($0, as: .entity(types)).first }
            if meant.allSatisfy({ $0 != nil }) {
                ways.append("\(text(element)) \(word) [\(meant.compactMap(\.self).joined(separator: ", "))]")
            }
        }
        return ways
            + schema.textFields(of: types).map { "\(operand(element)).\(Notation.member($0)) \(word) \(text(set))" }
    }

    private func textInEntities(_ types: [TypeID], _ element: Expression, _ set: Expression, _ word: String) -> [String]
    {
        rewritten(element, as: .entity(types)).map { "\($0) \(word) \(text(set))" }
            + schema.textFields(of: types).map { "\(text(element)) \(word) \(operand(set)).\(Notation.member($0))" }
    }
}
