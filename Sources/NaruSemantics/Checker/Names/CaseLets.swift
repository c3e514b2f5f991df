import NaruSyntax

/// `let kinds = [.mou, .sister]`: cases take their enum from where they stand,
/// so such a definition takes it anew wherever it is used.
extension ProgramChecker {
    /// The body of a definition that is made of enum cases alone.
    func casesAlone(in entry: DefinitionEntry) -> Expression? {
        guard entry.owner == nil, entry.definition.parameters == nil,
            let body = entry.definition.body.bareExpression, !casesOf(body).isEmpty
        else { return nil }
        return body
    }

    /// Such a definition, where no row has the name.
    func caseLet(_ name: Name) -> Int? {
        guard let position = definitions.plain[name.text], !isBound(name),
            casesAlone(in: definitions.entries[position]) != nil
        else { return nil }
        return position
    }

    private func casesOf(_ expression: Expression) -> [Name] {
        switch expression.kind {
        case .enumCase(let name): return [name]
        case .list(let items):
            let cases = items.map(casesOf)
            return cases.contains(where: \.isEmpty) ? [] : cases.flatMap(\.self)
        case .nested(let query): return query.bareExpression.map(casesOf) ?? []
        default: return []
        }
    }

    /// Cases that no enum has together are wrong wherever they are used.
    func checkCases(_ body: Expression) -> Bool {
        let cases = casesOf(body)
        if enumerations(having: cases).isEmpty {
            let known = schema.enumerations.flatMap(\.cases).flatMap { [$0.name] + $0.aliases }
            guard let stranger = cases.first(where: { enumerations(having: [$0]).isEmpty }) else {
                report(.casesOfSeveralEnums(text(body), at: body.span))
                return false
            }
            report(.caseOfNoEnum(stranger, spellings: spellings(ofCase: stranger, among: known)))
            return false
        }
        return true
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
    func caseLet(_ position: Int, _ body: Expression, expecting: Type?, at span: Span) -> TypedExpression {
        let entry = definitions.entries[position]
        if case .failed = entry.state { return invalid(at: span) }
        guard let expecting else {
            return invalid(
                .casesWithoutContext(
                    entry.definition.name,
                    ways: uses(of: entry.definition.name, casesOf(body), body, at: span), at: span),
                at: span)
        }
        let (value, found) = apart(entry.source) { check(body, expecting: expecting) }
        if var problem = found.first(where: { $0.severity == .error }) {
            // What is wrong is how it is used.
            (problem.span, problem.source, problem.suggestions) = (span, nil, [])
            return invalid(problem, at: span)
        }
        var placed = entry.source == mainSource ? value : value.placed(inText: definitions.number(of: entry.source))
        placed.span = span
        return placed
    }

    /// A query that compares the cases with a field of their enum, in
    /// parentheses where it stands within another.
    private func uses(of name: Name, _ cases: [Name], _ body: Expression, at span: Span) -> [Suggestion] {
        for id in enumerations(having: cases) {
            for type in schema.types {
                guard let field = type.fields.map({ schema[$0] }).first(where: { $0.content == .enumeration(id) })
                else { continue }
                let isList = if case .list = body.unwrapped.kind { true } else { false }
                let query =
                    "\(Notation.name(type.plural)) | where \(Notation.name(field.name)) \(isList ? "in" : "=") \(text(span))"
                return [query, "(\(query))"].map { Suggestion([TextEdit(span, $0)], isAlternative: true) }
            }
        }
        return []
    }
}
