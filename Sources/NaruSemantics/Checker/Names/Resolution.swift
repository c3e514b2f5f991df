import NaruSyntax

extension ProgramChecker {
    /// What a bare name stands for: columns and bound names, then members of
    /// the subject, enclosing rows outward, lets, and whole sets where there
    /// is no row. A query's source may name a whole set in a row too.
    func resolve(_ name: Name, expecting: Type? = nil) -> TypedExpression {
        if notePlace(name.text, { visibleNames(at: name.span) }) { return invalid(at: name.span) }
        for frame in scopes.indices {
            if let found = lookUp(name, frame: frame) { return found }
        }
        if name.text == "rows", let rows = groupRows(at: name.span) { return rows }
        if name.text == LastRow.name, lastRow != nil, definitions.plain[name.text] == nil {
            return lastResultValue(name) ?? invalid(at: name.span)
        }
        if let position = definitions.plain[name.text] {
            return plainLet(position, expecting: expecting, at: name.span)
        }
        if let type = index.set(named: name.text) {
            if wholeSets.contains(name.span) || !isInRow { return allEntities(of: type, at: name.span) }
            return invalid(.wholeSetInRow(name), at: name.span)
        }
        return invalid(unresolved(name, expecting: expecting), at: name.span)
    }

    /// Whether names can mean parts of a row here.
    private var isInRow: Bool { scopes.contains { !$0.isArguments } }

    func allEntities(of type: TypeID, at span: Span) -> TypedExpression {
        TypedExpression(.entities(type), ValueType(.entity([type]), .many), at: span)
    }

    /// The name in one frame; nil where the frame does not have it.
    private func lookUp(_ name: Name, frame: Int) -> TypedExpression? {
        let scope = scopes[scopes.count - 1 - frame]
        if let column = scope.row.column(named: name.text) {
            return slot(column.slot, frame: frame, at: name.span)
        }
        guard let subject = scope.row.subject else { return nil }
        return read(name, of: slot(subject, frame: frame, at: name.span), at: name.span)
    }

    func slot(_ slot: Int, frame: Int, at span: Span) -> TypedExpression {
        let scope = scopes[scopes.count - 1 - frame]
        return narrowed(TypedExpression(.slot(frame: frame, slot), scope.row.slots[slot], at: span))
    }

    /// `it`: the subject of the innermost row, or the record of its columns.
    func subject(at span: Span) -> TypedExpression {
        guard let scope = scopes.last, !scope.isArguments else { return invalid(.noSubject(at: span), at: span) }
        if let subject = scope.row.subject { return slot(subject, frame: 0, at: span) }
        let fields = scope.row.columns.map { column in
            NamedExpression(name: column.name, value: slot(column.slot, frame: 0, at: span))
        }
        let type = Type.record(fields.map { RecordField(name: $0.name, type: $0.value.type) })
        return TypedExpression(.record(fields), ValueType(type), at: span)
    }

    private func groupRows(at span: Span) -> TypedExpression? {
        guard let frame = scopes.indices.reversed().first(where: { !scopes[$0].pooled.isEmpty }) else { return nil }
        let row = scopes[frame].pooled[0].row
        guard let whole = row.whole else {
            return TypedExpression(.groupRows, row.valueType.with(.many), at: span)
        }
        let rows = TypedExpression(.groupRows, ValueType(whole.record, .many), at: span)
        return value(
            of: Pipeline(
                source: TypedSource(.elements(rows), row: whole.row), scope: Scope(row: whole.row), cardinality: .many),
            at: span)
    }

    private func unresolved(_ name: Name, expecting: Type?) -> Diagnostic {
        if let incoming = scopes.last?.pooled.first, isReadable(name, in: incoming) { return .notAKey(name) }
        if let scope = scopes.last, let gone = goneField(name, in: scope) { return gone }
        if let (row, stage) = hidden.last, isReadable(name, in: row) { return .rowNotSeen(name, stage: stage) }
        let meant = literal(meantBy: name, expecting: expecting)
        if let meant { return unknown(name, meant: meant) }
        if let subtype = subtypeHolding(name) { return subtype }
        if let type = index.type(named: name.text) {
            return .typeAsValue(name, set: schema[type].plural)
        }
        if definitions.functions[name.text] != nil || FunctionSignature.named(name.text) != nil {
            return .functionAsValue(name, takesPath: FunctionSignature.named(name.text)?.parameters.last?.kind == .path)
        }
        return unknown(name, meant: bareText(meantBy: name, expecting: expecting))
    }

    private func unknown(_ name: Name, meant: String?) -> Diagnostic {
        guard let scope = scopes.last, !scope.isArguments else { return unknownName(name, meant: meant) }
        return unknownInRow(name, scope, meant: meant)
    }

    private func unknownName(_ name: Name, meant: String?) -> Diagnostic {
        let bound = scopes.flatMap { $0.row.columns.map(\.name) }
        let candidates = bound + Array(definitions.plain.keys) + index.setNames
        let singular = closest(to: name.text, among: index.typeNames).flatMap(index.type(named:))
        let plural = named(singular.map { [schema[$0].plural] } ?? [], at: name.span)
        return .unknownName(
            name, spellings: literals(meant, at: name.span) + spellings(of: name, among: candidates) + plural,
            sets: schema.listedSets)
    }

    private func unknownInRow(_ name: Name, _ scope: Scope, meant: String?) -> Diagnostic {
        let columns = scope.row.columns.map(\.name)
        var candidates = columns
        for other in scopes { candidates += other.row.columns.map(\.name) + memberNames(of: other.row) }
        candidates += definitions.plain.keys
        let spellings = literals(meant, at: name.span) + spellings(of: name, among: candidates)
        guard let subject = scope.row.subject else {
            return .unknownColumn(name, spellings: spellings, columns: columns)
        }
        let owner = schema.describe(scope.row.slots[subject].type)
        return .unknownField(
            name, of: owner, spellings: spellings,
            known: listedMembers(of: scope.row.slots[subject].type)
                + columns.map { ListedName($0) })
    }

    private func literals(_ meant: String?, at span: Span) -> [Suggestion] {
        Suggestion.spellings([meant].compactMap(\.self), of: span)
    }

    private func memberNames(of row: RowType) -> [String] {
        row.subject.map { memberNames(of: row.slots[$0].type) } ?? []
    }

    /// A name that the row had before a stage dropped it.
    private func goneField(_ name: Name, in scope: Scope) -> Diagnostic? {
        for earlier in scope.earlier.reversed() {
            let row = Scope(row: earlier.row)
            if isReadable(name, in: row) {
                return .goneAfterStage(name, stage: earlier.stage, ways: waysToKeep(name, in: earlier))
            }
        }
        return nil
    }

    /// The stage that dropped a name, keeping it.
    private func waysToKeep(_ name: Name, in earlier: EarlierRow) -> [Suggestion] {
        let stage = earlier.span
        let written = text(stage)
        let kept = Notation.name(name.text)
        let ways: [String] =
            switch earlier.stage {
            case "select", "distinct": [written + ", \(kept)"]
            case "group" where written.contains(" into "): [written + ", \(kept): list(\(kept))"]
            case "group": [written + ", \(kept)"]
            default: []
            }
        return instead(of: stage, ways)
    }

    private func isReadable(_ name: Name, in scope: Scope) -> Bool {
        if scope.row.column(named: name.text) != nil { return true }
        guard let subject = scope.row.subject else { return false }
        return hasMember(name.text, scope.row.slots[subject].type)
    }

    /// A name that only subtypes of some frame's subject have.
    private func subtypeHolding(_ name: Name) -> Diagnostic? {
        for scope in scopes.reversed() {
            guard let subject = scope.row.subject, case .entity(let types) = scope.row.slots[subject].type else {
                continue
            }
            let holders = subtypes(of: types, having: name.text)
            guard !holders.isEmpty else { continue }
            let names = holders.map { schema[$0].name }
            let ways = names.prefix(2).flatMap { holder in
                let test = "is \(Notation.name(holder))"
                if scope.isNode { return instead(of: name.span, ["it[\(test)].\(Notation.member(name.text))"]) }
                return narrowing(test, in: scope.predicate)
            }
            return .onlySubtypes(name, of: schema.describe(.entity(types)), names, ways: ways)
        }
        return nil
    }

    /// A test before the condition of a filter, of the `where` that is being
    /// checked, or in a `where` of its own.
    func narrowing(_ test: String, in predicate: Span?) -> [Suggestion] {
        var condition = predicate
        if condition == nil, let stage = stageSpans.last, text(stage).hasPrefix("where ") {
            condition = Span(stage.start + 6, stage.end)
        }
        guard let condition else { return withStageBefore("where \(test)", [], wholeStage: true) }
        let plain = Suggestion(
            [.insertion("\(test) and ", at: condition.start)], isAlternative: true, shown: condition)
        let whole = Suggestion(
            [.insertion("\(test) and (", at: condition.start), .insertion(")", at: condition.end)],
            isAlternative: true, shown: condition)
        return [plain, whole] + (predicate == nil ? withStageBefore("where \(test)", [], wholeStage: true) : [])
    }
}
