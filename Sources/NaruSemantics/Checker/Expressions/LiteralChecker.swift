import NaruSyntax

/// Numbers, units, dates, enum cases, lists and parameters.
struct LiteralChecker: CheckerPart {
    let context: CheckContext

    func number(_ literal: NumberLiteral, at span: Span) -> TypedExpression {
        switch literal.value {
        case .int(let value): TypedExpression(.literal(.int(value)), ValueType(.int), at: span)
        case .decimal(let value): TypedExpression(.literal(.decimal(value)), ValueType(.decimal), at: span)
        case .float(let value): TypedExpression(.literal(.float(value)), ValueType(.float), at: span)
        }
    }

    /// A number with a word behind it: a duration where the word is a unit of
    /// time, else a quantity.
    func measured(_ literal: NumberLiteral, unit: Name, at span: Span) -> TypedExpression {
        if !unit.isQuoted, let time = TimeUnit(unit.text) { return duration(literal, time, unit: unit, at: span) }
        guard let canonical = quantityUnit(unit) else {
            let known = UnitCatalogue.suggestible
            return invalid(.unknownUnit(unit, spellings: spellings(of: unit, among: Array(known))), at: span)
        }
        guard let amount = literal.exact else {
            return invalid(.inexactQuantity(literal.text, at: span), at: span)
        }
        let quantity = Quantity(amount: amount, upper: amount, unit: canonical)
        return TypedExpression(.literal(.quantity(quantity)), ValueType(.quantity), at: span)
    }

    private func duration(_ literal: NumberLiteral, _ unit: TimeUnit, unit name: Name, at span: Span) -> TypedExpression
    {
        guard case .int(let count) = literal.value, let duration = unit.duration(count) else {
            return invalid(.wrongDuration(literal.text, unit: name.text, at: span), at: span)
        }
        return TypedExpression(.literal(.duration(duration)), ValueType(.duration), at: span)
    }

    private func quantityUnit(_ unit: Name) -> String? {
        if let canonical = UnitCatalogue.canonical(unit.text) { return canonical }
        return catalog.hasUnit(unit.text) ? unit.text : nil
    }

    func date(_ date: PartialDate, at span: Span) -> TypedExpression {
        if date.precision == .day, date.first == date.last {
            return TypedExpression(.literal(.date(date)), ValueType(.date), at: span)
        }
        return TypedExpression(.literal(.days(first: date.first, last: date.last)), ValueType(.days), at: span)
    }

    func enumCase(_ name: Name, expecting: Type?, at span: Span) -> TypedExpression {
        if notePlace(name.text, { completions.caseItems(of: expecting) }) { return invalid(at: span) }
        guard let expecting else {
            return invalid(.enumCaseWithoutContext(name, ways: comparisons(with: name, at: span), at: span), at: span)
        }
        guard case .enumeration(let id) = expecting else {
            if expecting.isUnknown { return invalid(at: span) }
            let ways = rewritten(Expression(.text(name.text), at: span), as: expecting)
            return invalid(
                .enumCaseForOther(
                    name, type: schema.describe(expecting), ways: instead(of: span, ways + [Notation.text(name.text)]),
                    at: span), at: span)
        }
        guard let position = index.enumCase(named: name.text, of: id) else {
            return invalid(unknownCase(name, of: id, at: span), at: span)
        }
        return TypedExpression(.literal(.enumeration(id, position)), ValueType(expecting), at: span)
    }

    /// Where a condition stands: the fields of the subject that have such a case.
    private func comparisons(with name: Name, at span: Span) -> [Suggestion] {
        guard let scope = frames.last, let subject = scope.row.subject,
            case .entity(let types) = scope.row.slots[subject].type
        else { return [] }
        let fields = schema.allFields(of: schema.commonAncestor(types)).map { schema[$0] }.filter { field in
            guard case .enumeration(let id) = field.content else { return false }
            return index.enumCase(named: name.text, of: id) != nil
        }
        return instead(of: span, fields.map { "\(Notation.name($0.name)) = \(text(span))" })
    }

    private func unknownCase(_ name: Name, of id: EnumerationID, at span: Span) -> Diagnostic {
        let cases = schema[id].cases
        let candidates = cases.flatMap { [$0.name] + $0.aliases }
        return .unknownEnumCase(
            name, of: schema[id].name,
            spellings: Suggestion.spellings(
                nearest(to: name.text, among: candidates, limit: 3).map { ".\(Notation.member($0))" }, of: span),
            cases: cases.map { .enumCase($0) }, at: span)
    }

    func list(_ items: [Expression], expecting: Type?, at span: Span) -> TypedExpression {
        let typed = checkAll(items, expecting: expecting).map { single($0, use: .listItem) }
        guard let first = typed.first else {
            return TypedExpression(.list([]), ValueType(expecting ?? .unknown, .many), at: span)
        }
        guard let type = schema.unified(typed.map(\.type.type)) else {
            let place = typed.firstIndex { schema.unified([first.type.type, $0.type.type]) == nil } ?? 0
            return invalid(differing(first, typed[place], items[place]), at: span)
        }
        return TypedExpression(.list(typed.map { $0.widened(to: type) }), ValueType(type, .many), at: span)
    }

    /// A declaration at the beginning, of the first type that fits.
    private func declarations(of name: Name) -> [Suggestion] {
        guard context.isInMainSource, !context.source.utf8.starts(with: "#!".utf8) else { return [] }
        return ["text", "int", "date", "decimal", "bool"].map { type in
            let declaration = "param \(Notation.name(name.text)): \(type)"
            return Suggestion(
                [.insertion(declaration + "\n", at: 0)],
                .said(Message("at the beginning: `\(declaration)`", ko: "맨 앞에: `\(declaration)`")))
        }.prefix(5).map(\.self)
    }

    func parameter(_ name: Name) -> TypedExpression {
        let known = { run.parameters.all.map { CompletionItem(.parameter, $0.name, type: schema.describe($0.type)) } }
        if notePlace(name.text, known) { return invalid(at: name.span) }
        guard let position = run.parameters.position(of: name.text) else {
            let names = run.parameters.all.map(\.name)
            return invalid(
                .unknownParameter(
                    name, spellings: spellings(of: name, among: names, prefix: "$") + declarations(of: name)),
                at: name.span)
        }
        return TypedExpression(.parameter(position), run.parameters.all[position].type, at: name.span)
    }

    // MARK: Counts

    /// The `n` of `take n` and `up to n`.
    func count(_ count: Count) -> TypedCount? {
        switch count.kind {
        case .literal(let value):
            guard let value = Int(exactly: value), value >= 0 else {
                report(.wrongCount(text(count.span), at: count.span))
                return nil
            }
            return .literal(value)
        case .parameter(let name):
            let typed = parameter(name)
            if typed.type.type.isUnknown { return nil }
            guard case .parameter(let position) = typed.kind, typed.type == ValueType(.int) else {
                report(.countNeedsInt(name, schema.describe(typed.type), ways: declaredInt(name)))
                return nil
            }
            return .parameter(position)
        }
    }

    private func declaredInt(_ name: Name) -> [Suggestion] {
        guard let position = run.parameters.position(of: name.text), context.isInMainSource else { return [] }
        let declaration = run.parameters.all[position].span
        guard declaration.text == 0 else { return [] }
        return instead(of: declaration, ["param \(Notation.name(name.text)): int"])
    }
}

extension NumberLiteral {
    /// As an amount of something; nil for a float.
    var exact: ExactDecimal? {
        switch value {
        case .int(let value): ExactDecimal(mantissa: Int128(value), scale: 0)
        case .decimal(let value): value
        case .float: nil
        }
    }
}
