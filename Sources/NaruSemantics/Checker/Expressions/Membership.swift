import NaruSyntax

extension ProgramChecker {
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
            let way = quantifiedComparison(of: element, "\(isNegated ? "not in" : "in") \(text(set))")
            return invalid(.manyValues(text(element), ways: [way], at: element.span), at: span)
        }
        if let problem = membershipProblem(item, collection, element, set, isNegated, at: span) {
            return invalid(problem, at: span)
        }
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
            (item, collection) = (widen(item, to: number), widen(collection, to: number))
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
            lower: lower.map { widen($0, to: number) }, upper: upper.map { widen($0, to: number) })
        return (widen(item, to: number), TypedExpression(kind, range.type, at: range.span))
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
                    schema.describe(a), "numbers", ways: a == .quantity ? ["\(text(element)).amount"] : [], at: span)
        case (.record, _), (_, .record): return .comparesRecords(text(a.isRecord ? element : set), at: span)
        default: break
        }
        if a.isText, case .entity(let types) = b {
            return .entityComparedWithText(
                schema.describe(b), ways: textInEntities(types, element, set, word), at: span)
        }
        if case .entity(let types) = a, b.isText {
            return .entityComparedWithText(schema.describe(a), ways: entityInTexts(types, element, set, word), at: span)
        }
        guard areComparable(a, b) else {
            let isYear = a == .date && b == .int && text(set).count == 4 && PartialDate(text(set)) != nil
            var ways = isYear ? ["\(text(element)) \(word) @\(text(set))"] : []
            if a == .days, b == .days || b == .date { ways.append("\(oneDate(element)) \(word) \(text(set))") }
            return .incomparable(schema.describe(a), schema.describe(b), ways: ways, at: span)
        }
        if collection.type.isMany || b.isEntity { return nil }
        let sign = isNegated ? "!=" : "="
        let contained = a.isText && b.isText ? ["\(text(set)) \(isNegated ? "!~" : "~") \(text(element))"] : []
        return .notASet(
            text(set), schema.describe(b), ways: ["\(text(element)) \(sign) \(text(set))"] + contained, at: set.span)
    }

    private func entityInTexts(_ types: [TypeID], _ element: Expression, _ set: Expression, _ word: String) -> [String]
    {
        let field = labelField(of: types).map { schema[$0].name } ?? "label"
        return ["\(text(element)).\(field) \(word) \(text(set))"]
    }

    private func textInEntities(_ types: [TypeID], _ element: Expression, _ set: Expression, _ word: String) -> [String]
    {
        var ways: [String] = []
        let type = schema[schema.commonAncestor(types)]
        if case .text(let name) = element.kind, !catalog.entities(named: name, in: type.id).isEmpty {
            ways.append("\(type.name) \(text(element)) \(word) \(text(set))")
        }
        let fields = schema.allFields(of: type.id).map { schema[$0] }
        if let code = fields.first(where: { $0.name == "iso" }) {
            ways.append("\(text(element)) \(word) \(text(set)).\(code.name)")
        }
        if let label = labelField(of: types) {
            ways.append("\(text(element)) \(word) \(text(set)).\(schema[label].name)")
        }
        return ways
    }
}
