import NaruSyntax

/// `let kinds = [.mou, .sister]`: cases take their enum from where they stand,
/// so such a definition takes it anew wherever it is used.
struct CaseLet {
    let name: Name
    /// Made of enum cases alone.
    let body: Expression
    let cases: [Name]

    /// Nil for a definition that has a type of its own.
    init?(_ entry: DefinitionEntry) {
        guard entry.owner == nil, entry.definition.parameters == nil,
            let body = entry.definition.body.bareExpression
        else { return nil }
        let cases = Self.cases(of: body)
        guard !cases.isEmpty else { return nil }
        name = entry.definition.name
        self.body = body
        self.cases = cases
    }

    private static func cases(of expression: Expression) -> [Name] {
        switch expression.kind {
        case .enumCase(let name): return [name]
        case .list(let items):
            let cases = items.map(Self.cases)
            return cases.contains(where: \.isEmpty) ? [] : cases.flatMap(\.self)
        case .nested(let query): return query.bareExpression.map(Self.cases) ?? []
        default: return []
        }
    }
}

struct CaseLetChecker: CheckerPart {
    let context: CheckContext

    /// Cases that no enum has together are wrong wherever they are used.
    func check(_ definition: CaseLet) -> Bool {
        guard enumerations(having: definition.cases).isEmpty else { return true }
        let known = schema.enumerations.flatMap(\.cases).flatMap { [$0.name] + $0.aliases }
        guard let stranger = definition.cases.first(where: { enumerations(having: [$0]).isEmpty }) else {
            report(.casesOfSeveralEnums(text(definition.body), at: definition.body.span))
            return false
        }
        report(.caseOfNoEnum(stranger, spellings: spellings(ofCase: stranger, among: known)))
        return false
    }

    /// With the dot, which stands before the name.
    private func spellings(ofCase name: Name, among known: [String]) -> [Suggestion] {
        Suggestion.spellings(
            nearest(to: name.text, among: known, limit: 3).map { ".\(Notation.member($0))" },
            of: Span(name.span.start - 1, name.span.end))
    }

    private func enumerations(having cases: [Name]) -> [EnumerationID] {
        schema.enumerations.indices.map(EnumerationID.init).filter { id in
            cases.allSatisfy { index.enumCase(named: $0.text, of: id) != nil }
        }
    }

    /// The cases as values of the enum that is wanted where they are used.
    func use(_ definition: CaseLet, at position: Int, expecting: Type?, at span: Span) -> TypedExpression {
        let entry = definitions.entries[position]
        if case .failed = entry.state { return invalid(at: span) }
        guard let expecting else {
            return invalid(
                .casesWithoutContext(definition.name, ways: uses(of: definition, at: span), at: span), at: span)
        }
        let inside = CheckContext(apart: run, in: entry.source, below: context.size.depth)
        let value = ExpressionChecker(context: inside).check(definition.body, expecting: expecting)
        if var problem = inside.sink.diagnostics.first(where: { $0.severity == .error }) {
            // What is wrong is how it is used.
            (problem.span, problem.source, problem.suggestions) = (span, nil, [])
            return invalid(problem, at: span)
        }
        var placed =
            entry.source == run.mainSource
            ? value : value.placed(inText: run.definitions.table.number(of: entry.source))
        placed.span = span
        return placed
    }

    /// A query that compares the cases with a field of their enum, in
    /// parentheses where it stands within another.
    private func uses(of definition: CaseLet, at span: Span) -> [Suggestion] {
        for id in enumerations(having: definition.cases) {
            for type in schema.types {
                guard let field = type.fields.map({ schema[$0] }).first(where: { $0.content == .enumeration(id) })
                else { continue }
                let isList = if case .list = definition.body.unwrapped.kind { true } else { false }
                let query =
                    "\(Notation.name(type.plural)) | where \(Notation.name(field.name)) \(isList ? "in" : "=") \(text(span))"
                return [query, "(\(query))"].map { Suggestion([TextEdit(span, $0)], isAlternative: true) }
            }
        }
        return []
    }
}
