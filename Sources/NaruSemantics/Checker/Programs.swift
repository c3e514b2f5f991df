import NaruSyntax

extension ProgramChecker {
    func check(_ program: ProgramText) -> CheckResult {
        source = program.source
        declare(program)
        for text in importedPrograms { declareParameters(of: text) }
        declareParameters(of: program)
        checkAllDefinitions()
        let queries = program.program.statements.compactMap { statement -> OutputQuery? in
            guard case .query(let query) = statement.kind else { return nil }
            return output(query)
        }
        diagnostics += definitionDiagnostics
        let sorted = ordered(diagnostics)
        let failed = sorted.contains { $0.severity == .error }
        return CheckResult(
            program: failed ? nil : TypedProgram(parameters: parameters, queries: queries, texts: definitions.texts),
            diagnostics: sorted)
    }

    private func output(_ query: Query) -> OutputQuery {
        let (typed, _) = self.query(query)
        return OutputQuery(query: typed, columns: outputColumns(of: typed.row, at: query.span))
    }

    /// As they stand in the text; other texts first.
    private func ordered(_ found: [Diagnostic]) -> [Diagnostic] {
        func start(_ diagnostic: Diagnostic) -> Int { diagnostic.span?.start ?? 0 }
        let elsewhere = found.filter { $0.source != nil }
        let here = found.filter { $0.source == nil }.enumerated().sorted {
            (start($0.element), $0.offset) < (start($1.element), $1.offset)
        }
        return elsewhere + here.map(\.element)
    }

    /// A prelude defines; there is nobody who would see its answers.
    func reportQueries(in text: ProgramText) {
        let saved = source
        source = text.source
        defer { source = saved }
        for statement in text.program.statements {
            if case .query = statement.kind { report(.queryInImport(at: statement.span)) }
        }
    }

    private func declareParameters(of text: ProgramText) {
        let saved = source
        source = text.source
        defer { source = saved }
        for statement in text.program.statements {
            switch statement.kind {
            case .parameter(let parameter, let defaultValue): declare(parameter, defaultValue, at: statement.span)
            case .query where text.source != mainSource: report(.queryInImport(at: statement.span))
            default: break
            }
        }
    }

    private func declare(_ parameter: Parameter, _ defaultValue: Expression?, at span: Span) {
        if parameters.contains(where: { $0.name == parameter.name.text }) {
            return report(.duplicateParameter(parameter.name))
        }
        let type = valueType(named: parameter.type) ?? .unknown
        let value = defaultValue.map { self.defaultValue($0, of: parameter, as: type) }
        parameters.append(TypedParameter(name: parameter.name.text, type: type, defaultValue: value, span: span))
    }

    /// The text of an entity parameter is looked up like a literal.
    private func defaultValue(_ expression: Expression, of parameter: Parameter, as type: ValueType) -> TypedExpression
    {
        if case .text(let text) = expression.kind, case .entity(let types) = type.type, let first = types.first {
            guard let match = entity(first, text, written: parameter.type.name.text, at: expression.span) else {
                return invalid(at: expression.span)
            }
            return TypedExpression(
                .literal(.entity(match.number)), ValueType(.entity([match.type])), at: expression.span)
        }
        let typed = check(expression, expecting: type.type)
        // A month or a year is a date known so far, as in a date field.
        if type.type == .date, typed.type.type == .days, case .date = expression.kind { return widen(typed, to: .date) }
        return fitted(typed, to: type)
            ?? invalid(
                .wrongDefault(
                    parameter.name, expected: schema.describe(type), found: schema.describe(typed.type),
                    ways: instead(of: expression.span, rewritten(expression, as: type.type)), at: typed.span),
                at: typed.span)
    }
}
