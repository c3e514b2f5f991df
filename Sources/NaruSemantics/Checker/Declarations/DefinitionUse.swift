import NaruSyntax

/// Puts definitions where they are used: a body stands anywhere, since it reads
/// nothing but its own frame.
struct DefinitionUse: CheckerPart {
    let context: CheckContext

    func plain(_ position: Int, expecting: Type? = nil, at span: Span) -> TypedExpression {
        if let cases = CaseLet(definitions.entries[position]) {
            return CaseLetChecker(context: context).use(cases, at: position, expecting: expecting, at: span)
        }
        guard let checked = use(position, at: span) else { return invalid(at: span) }
        var value = checked.value
        value.span = span
        return value
    }

    /// A computed field or link of each entity of `base`.
    func computed(_ position: Int, of base: TypedExpression, at span: Span) -> TypedExpression {
        guard let checked = use(position, at: span) else { return invalid(at: span) }
        let own = checked.value.type
        let type = ValueType(own.type, base.type.cardinality.combined(with: own.cardinality))
        return TypedExpression(.map(base, body: checked.value), type, at: span)
    }

    /// The definition for one more use of it; a report where it uses itself.
    func use(_ position: Int, at span: Span) -> CheckedDefinition? {
        if let cycle = run.definitions.cycle(through: position) {
            report(.recursiveDefinition(cycle, at: span))
            return nil
        }
        guard let checked = run.definitions.definition(at: position, in: run, below: context.size.depth) else {
            return nil
        }
        guard context.size.inline(checked) else {
            report(.tooDeep(at: span))
            return nil
        }
        return checked
    }

    /// A call of a `let` with parameters.
    func call(_ position: Int, _ name: Name, _ arguments: [Argument], at span: Span) -> TypedExpression {
        guard let checked = use(position, at: span) else {
            for argument in arguments { _ = attempt { ExpressionChecker(context: $0).check(argument.value) } }
            return invalid(at: span)
        }
        let declared = definitions.entries[position].definition.parameters ?? []
        let shown = "\(name.text)(\(declared.map { "\($0.name.text): \(written($0.type))" }.joined(separator: ", ")))"
        guard arguments.count == declared.count else {
            return invalid(
                .wrongArgumentCount(shown, expected: declared.count, found: arguments.count, at: span), at: span)
        }
        var typed: [TypedExpression] = []
        for (argument, (parameter, type)) in zip(arguments, zip(declared, checked.parameters)) {
            if let label = argument.label, label.text != parameter.name.text {
                return invalid(.wrongLabel(label, expected: parameter.name.text, function: shown), at: span)
            }
            typed.append(
                self.argument(
                    argument.value, of: name.text, as: type,
                    test: arguments.count == 1 && checked.value.type.type == .bool ? span : nil))
        }
        if typed.contains(where: { $0.type.type.isUnknown }) { return invalid(at: span) }
        // Absent in, absent out: what a parameter does not allow for shows in the result.
        let own = checked.value.type
        let isAbsent = zip(typed, checked.parameters).contains {
            $0.type.cardinality == .optional && $1.cardinality == .one
        }
        let type = isAbsent ? own.with(own.cardinality.combined(with: .optional)) : own
        return TypedExpression(.apply(typed, body: checked.value), type, at: span)
    }

    private func written(_ type: TypeName) -> String {
        type.name.text + (type.field.map { "." + $0.text } ?? "") + type.suffix.rawValue
    }

    /// An argument of a declared type.
    private func argument(
        _ expression: Expression, of function: String, as declared: ValueType, test call: Span?
    ) -> TypedExpression {
        let typed = check(expression, expecting: declared.type)
        if typed.type.isMany, !declared.isMany, typed.fitted(to: declared.with(.many), in: schema) != nil {
            let written = text(expression)
            let first = instead(of: typed.span, ["first(\(written))"])
            let tested = call.map { instead(of: $0, ["any \(operand(expression))[\(function)(it)]"]) } ?? []
            return invalid(.manyValues(written, ways: tested + first, at: typed.span), at: typed.span)
        }
        return typed.fitted(to: declared, in: schema)
            ?? invalid(
                .wrongArgument(
                    text(expression), function: function,
                    expected: Message(schema.describe(declared), ko: schema.describe(declared)),
                    found: schema.describe(typed.type),
                    ways: instead(of: expression.span, rewritten(expression, as: declared.type)), at: typed.span),
                at: typed.span)
    }
}
