import NaruSyntax

extension ProgramChecker {
    func checkAllDefinitions() {
        for position in definitions.entries.indices { _ = definition(at: position) }
        diagnostics = definitionDiagnostics + diagnostics
        definitionDiagnostics = []
    }

    /// A definition, checked on first use; nil when it is wrong.
    func definition(at position: Int) -> CheckedDefinition? {
        switch definitions.entries[position].state {
        case .checked(let checked): return checked
        case .failed, .checking, .open: return nil
        case .pending: break
        }
        if let body = casesAlone(in: definitions.entries[position]) {
            let (isSound, found) = apart(definitions.entries[position].source) { checkCases(body) }
            definitionDiagnostics += found
            // It has no type of its own.
            definitions.entries[position].state = isSound ? .open : .failed
            return nil
        }
        definitions.entries[position].state = .checking
        definitionStack.append(position)
        var (checked, found) = apart(definitions.entries[position].source) {
            checkBody(of: self.definitions.entries[position])
        }
        definitionDiagnostics += found
        definitionStack.removeLast()
        let text = definitions.entries[position].source
        if text != mainSource, let found = checked {
            checked = found.placed(inText: definitions.number(of: text))
        }
        definitions.entries[position].state = checked.map { .checked($0) } ?? .failed
        return checked
    }

    /// Runs a check that has no part in the one under way, and gives what it
    /// reports.
    func apart<Result>(_ text: SourceText, _ body: () -> Result) -> (result: Result, found: [Diagnostic]) {
        let saved = (source, diagnostics, weight, deepest, wholeSets)
        source = text
        diagnostics = []
        weight = 0
        deepest = depth
        wholeSets = []
        defer { (source, diagnostics, weight, deepest, wholeSets) = saved }
        let result = withScopes([], body)
        return (result, diagnostics)
    }

    private func checkBody(of entry: DefinitionEntry) -> CheckedDefinition? {
        guard definitionStack.count <= Self.deepestDefinition else {
            report(.tooDeep(at: entry.definition.name.span))
            return nil
        }
        guard let scope = scope(of: entry) else { return nil }
        scopes = scope.frame.map { [$0] } ?? []
        let before = diagnostics.count
        let (value, pipeline) = body(entry.definition.body)
        totalWeight += weight
        guard weight <= Self.heaviestDefinition, totalWeight <= Self.heaviestProgram else {
            report(.tooLarge(entry.definition.name))
            return nil
        }
        let failed = diagnostics.dropFirst(before).contains { $0.severity == .error }
        if failed || value.type.type.isUnknown { return nil }
        return CheckedDefinition(
            parameters: scope.parameters, value: value, pipeline: pipeline, weight: weight,
            height: deepest - depth)
    }

    static let deepestDefinition = 60
    /// Definitions that use each other double quickly; this many nodes are
    /// beyond any use.
    static let heaviestDefinition = 100_000
    static let heaviestProgram = 1_000_000

    private func scope(of entry: DefinitionEntry) -> (frame: Scope?, parameters: [ValueType])? {
        if let owner = entry.owner {
            return (Scope(row: RowType(element: ValueType(.entity([owner])))), [])
        }
        guard let declared = entry.definition.parameters else { return (nil, []) }
        var columns: [(name: String, type: ValueType)] = []
        for parameter in declared {
            guard let type = valueType(named: parameter.type) else { return nil }
            if columns.contains(where: { $0.name == parameter.name.text }) {
                report(.duplicateParameter(parameter.name))
                return nil
            }
            columns.append((parameter.name.text, type))
        }
        var frame = Scope(row: RowType(record: columns))
        frame.isArguments = true
        return (frame, columns.map(\.type))
    }

    private func body(_ query: Query) -> (TypedExpression, Pipeline?) {
        if let expression = query.bareExpression { return (check(expression), nil) }
        let pipeline = self.pipeline(query)
        let views = self.views(query.views)
        let value = value(of: typed(pipeline, views: views, at: query.span), pipeline.cardinality, at: query.span)
        // With views of its own it stays a query apart.
        return (value, views.isEmpty ? pipeline : nil)
    }

    func plainLet(_ position: Int, expecting: Type? = nil, at span: Span) -> TypedExpression {
        if let body = casesAlone(in: definitions.entries[position]) {
            return caseLet(position, body, expecting: expecting, at: span)
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
        if case .checking = definitions.entries[position].state {
            let start = definitionStack.firstIndex(of: position) ?? 0
            let cycle = (definitionStack[start...] + [position]).map { definitions.entries[$0].title }
            report(.recursiveDefinition(cycle, at: span))
            return nil
        }
        guard let checked = definition(at: position) else { return nil }
        weight += checked.weight
        deepest = max(deepest, depth + checked.height)
        guard depth + checked.height <= Self.deepestExpression else {
            report(.tooDeep(at: span))
            return nil
        }
        return checked
    }

    /// A call of a `let` with parameters.
    func callFunction(_ position: Int, _ name: Name, _ arguments: [Argument], at span: Span) -> TypedExpression {
        guard let checked = use(position, at: span) else {
            for argument in arguments { _ = attempt { check(argument.value) } }
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
        if typed.type.isMany, !declared.isMany, fitted(typed, to: declared.with(.many)) != nil {
            let written = text(expression)
            let first = instead(of: typed.span, ["first(\(written))"])
            let tested = call.map { instead(of: $0, ["any \(operand(expression))[\(function)(it)]"]) } ?? []
            return invalid(.manyValues(written, ways: tested + first, at: typed.span), at: typed.span)
        }
        return fitted(typed, to: declared)
            ?? invalid(
                .wrongArgument(
                    text(expression), function: function,
                    expected: Message(schema.describe(declared), ko: schema.describe(declared)),
                    found: schema.describe(typed.type),
                    ways: instead(of: expression.span, rewritten(expression, as: declared.type)), at: typed.span),
                at: typed.span)
    }
}
