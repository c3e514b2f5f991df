import NaruSyntax

/// What a bare name stands for.
struct NameResolver: CheckerPart {
    let context: CheckContext

    /// What a bare name stands for: columns and bound names, then members of
    /// the subject, enclosing rows outward, lets, and whole sets where there
    /// is no row. A query's source may name a whole set in a row too.
    func resolve(_ name: Name, expecting: Type? = nil) -> TypedExpression {
        if notePlace(name.text, { completions.visibleNames(at: name.span) }) { return invalid(at: name.span) }
        for frame in frames.indices {
            if let found = lookUp(name, frame: frame) { return found }
        }
        if name.text == "rows", let rows = groupRows(at: name.span) { return rows }
        let lastResult = LastResultChecker(context: context)
        if name.text == LastRow.name, lastResult.isNamed { return lastResult.value(name) ?? invalid(at: name.span) }
        if let position = definitions.plain[name.text] {
            return lets.plain(position, expecting: expecting, at: name.span)
        }
        if let type = index.set(named: name.text) {
            if environment.wholeSets.contains(name.span) || !environment.isInRow {
                return allEntities(of: type, at: name.span)
            }
            return invalid(.wholeSetInRow(name), at: name.span)
        }
        return invalid(UnresolvedName(context: context).problem(name, expecting: expecting), at: name.span)
    }

    func allEntities(of type: TypeID, at span: Span) -> TypedExpression {
        TypedExpression(.entities(type), ValueType(.entity([type]), .many), at: span)
    }

    /// The name in one frame; nil where the frame does not have it.
    private func lookUp(_ name: Name, frame: Int) -> TypedExpression? {
        let scope = frames[frames.count - 1 - frame]
        if let column = scope.row.column(named: name.text) {
            return slot(column.slot, frame: frame, at: name.span)
        }
        guard let subject = scope.row.subject else { return nil }
        return members.read(name, of: slot(subject, frame: frame, at: name.span), at: name.span)
    }

    func slot(_ slot: Int, frame: Int, at span: Span) -> TypedExpression {
        let scope = frames[frames.count - 1 - frame]
        return narrowing.narrowed(TypedExpression(.slot(frame: frame, slot), scope.row.slots[slot], at: span))
    }

    /// `it`: the subject of the innermost row, or the record of its columns.
    func subject(at span: Span) -> TypedExpression {
        guard let scope = frames.last, !scope.isArguments else { return invalid(.noSubject(at: span), at: span) }
        if let subject = scope.row.subject { return slot(subject, frame: 0, at: span) }
        let fields = scope.row.columns.map { column in
            NamedExpression(name: column.name, value: slot(column.slot, frame: 0, at: span))
        }
        let type = Type.record(fields.map { RecordField(name: $0.name, type: $0.value.type) })
        return TypedExpression(.record(fields), ValueType(type), at: span)
    }

    private func groupRows(at span: Span) -> TypedExpression? {
        guard let frame = frames.indices.reversed().first(where: { !frames[$0].pooled.isEmpty }) else { return nil }
        let row = frames[frame].pooled[0].row
        guard let whole = row.whole else {
            return TypedExpression(.groupRows, row.valueType.with(.many), at: span)
        }
        let rows = TypedExpression(.groupRows, ValueType(whole.record, .many), at: span)
        return queries.value(
            of: PartialQuery(
                source: TypedSource(.elements(rows), row: whole.row), scope: NameScope(row: whole.row),
                cardinality: .many),
            at: span)
    }

    /// Whether some frame has the name, before any `let`.
    func isBound(_ name: Name) -> Bool {
        frames.contains { scope in
            scope.row.column(named: name.text) != nil
                || scope.row.subject.map { members.has(name.text, scope.row.slots[$0].type) } == true
        }
    }

    /// A definition made of enum cases, where no row has the name.
    func caseLet(_ name: Name) -> CaseLet? {
        guard let position = definitions.plain[name.text], !isBound(name) else { return nil }
        return CaseLet(definitions.entries[position])
    }
}

/// Says what is wrong with a name that stands for nothing, and what was meant.
struct UnresolvedName: CheckerPart {
    let context: CheckContext

    func problem(_ name: Name, expecting: Type?) -> Diagnostic {
        if let incoming = frames.last?.pooled.first, isReadable(name, in: incoming) { return .notAKey(name) }
        if let scope = frames.last, let gone = goneField(name, in: scope) { return gone }
        if let hidden = environment.hidden.last, isReadable(name, in: hidden.row) {
            return .rowNotSeen(name, stage: hidden.stage.rawValue)
        }
        let meant = LiteralRewriter(context: context).literal(meantBy: name, expecting: expecting)
        if let meant { return unknown(name, meant: meant) }
        if let subtype = subtypeHolding(name) { return subtype }
        if let type = index.type(named: name.text) {
            return .typeAsValue(name, set: schema[type].plural)
        }
        if definitions.functions[name.text] != nil || FunctionSignature.named(name.text) != nil {
            return .functionAsValue(name, takesPath: FunctionSignature.named(name.text)?.parameters.last?.kind == .path)
        }
        return unknown(name, meant: LiteralRewriter(context: context).bareText(meantBy: name, expecting: expecting))
    }

    private func unknown(_ name: Name, meant: String?) -> Diagnostic {
        guard let scope = frames.last, !scope.isArguments else { return unknownName(name, meant: meant) }
        return unknownInRow(name, scope, meant: meant)
    }

    private func unknownName(_ name: Name, meant: String?) -> Diagnostic {
        let bound = frames.flatMap { $0.row.columns.map(\.name) }
        let candidates = bound + Array(definitions.plain.keys) + index.setNames
        let singular = closest(to: name.text, among: index.typeNames).flatMap(index.type(named:))
        let plural = written(singular.map { [schema[$0].plural] } ?? [], at: name.span)
        return .unknownName(
            name, spellings: literals(meant, at: name.span) + spellings(of: name, among: candidates) + plural,
            sets: schema.listedSets)
    }

    private func unknownInRow(_ name: Name, _ scope: NameScope, meant: String?) -> Diagnostic {
        let columns = scope.row.columns.map(\.name)
        var candidates = columns
        for other in frames { candidates += other.row.columns.map(\.name) + members.allNames(of: other.row) }
        candidates += definitions.plain.keys
        let spellings = literals(meant, at: name.span) + spellings(of: name, among: candidates)
        guard let subject = scope.row.subject else {
            return .unknownColumn(name, spellings: spellings, columns: columns)
        }
        let owner = schema.describe(scope.row.slots[subject].type)
        return .unknownField(
            name, of: owner, spellings: spellings,
            known: members.listed(of: scope.row.slots[subject].type)
                + columns.map { ListedName($0) })
    }

    private func literals(_ meant: String?, at span: Span) -> [Suggestion] {
        Suggestion.spellings([meant].compactMap(\.self), of: span)
    }

    /// A name that the row had before a stage dropped it.
    private func goneField(_ name: Name, in scope: NameScope) -> Diagnostic? {
        for earlier in scope.earlier.reversed() {
            let row = NameScope(row: earlier.row)
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
            case .select, .distinct: [written + ", \(kept)"]
            case .group where written.contains(" into "): [written + ", \(kept): list(\(kept))"]
            case .group: [written + ", \(kept)"]
            case .filter, .add, .drop, .expand, .join, .sort, .take, .skip, .top, .union, .intersect, .except,
                .withSources, .why:
                []
            }
        return instead(of: stage, ways)
    }

    private func isReadable(_ name: Name, in scope: NameScope) -> Bool {
        if scope.row.column(named: name.text) != nil { return true }
        guard let subject = scope.row.subject else { return false }
        return members.has(name.text, scope.row.slots[subject].type)
    }

    /// A name that only subtypes of some frame's subject have.
    private func subtypeHolding(_ name: Name) -> Diagnostic? {
        for scope in frames.reversed() {
            guard let subject = scope.row.subject, case .entity(let types) = scope.row.slots[subject].type else {
                continue
            }
            let holders = members.subtypes(of: types, having: name.text)
            guard !holders.isEmpty else { continue }
            let names = holders.map { schema[$0].name }
            let ways = names.prefix(2).flatMap { holder in
                let test = "is \(Notation.name(holder))"
                if scope.isNode { return instead(of: name.span, ["it[\(test)].\(Notation.member(name.text))"]) }
                return narrowingWays(test, in: scope.predicate)
            }
            return .onlySubtypes(name, of: schema.describe(.entity(types)), names, ways: ways)
        }
        return nil
    }
}
