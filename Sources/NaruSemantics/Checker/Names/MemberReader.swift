import NaruSyntax

/// What a name after a dot can be on an entity type.
enum Member {
    case stored(FieldID)
    /// A `let TYPE.name`, by its place among the definitions.
    case computed(Int)
    case property(Property)
}

/// Reads what stands behind a dot, or is named in a row: fields, links, computed
/// members and parts of values.
struct MemberReader: CheckerPart {
    let context: CheckContext

    func member(_ base: Expression, _ name: Name, at span: Span) -> TypedExpression {
        if isDataset(base) {
            if notePlace(name.text, completions.setItems) { return invalid(at: span) }
            if let type = index.set(named: name.text) { return names.allEntities(of: type, at: span) }
            return invalid(
                .unknownSet(name, spellings: spellings(of: name, among: index.setNames), sets: schema.listedSets),
                at: span)
        }
        let typed = check(base)
        if typed.type.type.isUnknown { return invalid(at: span) }
        if notePlace(name.text, { completions.memberItems(of: typed.type.type) }) { return invalid(at: span) }
        if let found = elements.column(name, of: typed, at: span) ?? read(name, of: typed, at: span) { return found }
        return invalid(noMember(name, of: typed, base: base), at: span)
    }

    /// `dataset.cities`, where nothing else is called `dataset`.
    private func isDataset(_ base: Expression) -> Bool {
        guard case .name(let name) = base.kind, name.text == "dataset" else { return false }
        return !frames.contains { $0.row.column(named: "dataset") != nil } && definitions.plain["dataset"] == nil
    }

    /// Reads a member of each value of `base`; nil where there is none.
    func read(_ name: Name, of base: TypedExpression, at span: Span) -> TypedExpression? {
        switch base.type.type {
        case .unknown: return invalid(at: span)
        case .entity(let types): return readEntity(name, of: base, types, at: span)
        case .record(let fields):
            guard let position = fields.firstIndex(where: { $0.name == name.text }) else { return nil }
            let type = fields[position].type
            let cardinality = base.type.cardinality.combined(with: type.cardinality)
            let result = TypedExpression(
                .recordField(base, position),
                ValueType(type.type, cardinality, vocabulary: type.vocabulary), at: span)
            return narrowing.narrowed(result)
        default:
            guard let part = schema.part(name.text, of: base.type.type) else { return nil }
            let type = part.type
            let cardinality = base.type.cardinality.combined(with: type.cardinality)
            return TypedExpression(
                .property(base, part.property),
                ValueType(type.type, cardinality, vocabulary: type.vocabulary), at: span)
        }
    }

    private func readEntity(_ name: Name, of base: TypedExpression, _ types: [TypeID], at span: Span)
        -> TypedExpression?
    {
        var members: [(type: TypeID, member: Member)] = []
        for type in types {
            guard let member = self.member(named: name.text, of: type) else { return nil }
            members.append((type, member))
        }
        guard let first = members.first else { return nil }
        if members.dropFirst().allSatisfy({ isSame($0.member, first.member) }) {
            return narrowing.narrowed(read(first.member, of: base, at: span))
        }
        // Label fields may differ in that one has languages; the label itself does not.
        if name.text == "label", types.allSatisfy({ index.field(named: "label", of: $0) == nil }) {
            return narrowing.narrowed(read(.property(.label), of: base, at: span))
        }
        return readRivals(name, members, of: base, at: span)
    }

    func read(_ member: Member, of base: TypedExpression, at span: Span) -> TypedExpression {
        switch member {
        case .stored(let id):
            let type = schema.valueType(of: schema[id])
            let cardinality = base.type.cardinality.combined(with: type.cardinality)
            let shown = ValueType(type.type, cardinality, vocabulary: type.vocabulary)
            return TypedExpression(.field(base, id), shown, at: span)
        case .property(let property):
            let type = property == .label ? schema.labelType : .text
            return TypedExpression(.property(base, property), ValueType(type, base.type.cardinality), at: span)
        case .computed(let position): return lets.computed(position, of: base, at: span)
        }
    }

    /// Members of the same name that unrelated types declare apart: all must
    /// have one type; each entity is read by its own.
    private func readRivals(
        _ name: Name, _ members: [(type: TypeID, member: Member)], of base: TypedExpression, at span: Span
    ) -> TypedExpression? {
        let element = TypedExpression(.slot(frame: 0, 0), base.type.with(.one), at: span)
        let parts = members.map { read($0.member, of: element.narrowed(to: [$0.type]), at: span) }
        guard let type = schema.unified(parts.map(\.type.type)) else {
            let owners = members.map { schema[$0.type].name }
            let ways = owners.prefix(2).map { owner in
                Suggestion([.insertion("[is \(Notation.name(owner))]", at: base.span.end)], shown: span)
            }
            return invalid(.rivalMembers(name, owners, ways: ways, at: span), at: span)
        }
        let isMany = parts.contains { $0.type.isMany }
        let isPresent = parts.allSatisfy { $0.type.cardinality == .one }
        let cardinality: Cardinality = isMany ? .many : isPresent ? .one : .optional
        let widened = parts.map { $0.widened(to: type) }
        let body = TypedExpression(
            isMany ? .set(.union, widened) : .coalesce(widened), ValueType(type, cardinality), at: span)
        let result = ValueType(type, base.type.cardinality.combined(with: cardinality))
        return narrowing.narrowed(TypedExpression(.map(base, body: body), result, at: span))
    }

    func member(named name: String, of type: TypeID) -> Member? {
        // A table's own columns hide the built-in names.
        if let field = index.field(named: name, of: type) { return .stored(field) }
        switch name {
        case "id": return .property(.id)
        case "label": return label(of: type)
        case "type": return .property(.typeName)
        default: break
        }
        if let position = computedMember(named: name, of: type) { return .computed(position) }
        guard let canonical = index.computedName(for: name, of: type) else { return nil }
        return computedMember(named: canonical, of: type).map { .computed($0) }
    }

    /// The label field itself where all of the type have one and the same, so
    /// that a search in it holds in every language; the shown label elsewhere.
    private func label(of type: TypeID) -> Member {
        guard let field = schema.labelField(of: schema.subtree(of: type)), schema[field].isRequired else {
            return .property(.label)
        }
        return .stored(field)
    }

    private func computedMember(named name: String, of type: TypeID) -> Int? {
        schema.ancestors(of: type).lazy.compactMap { self.definitions.members[$0]?[name] }.first
    }

    private func isSame(_ left: Member, _ right: Member) -> Bool {
        switch (left, right) {
        case (.stored(let field), .stored(let other)): field == other
        case (.computed(let position), .computed(let other)): position == other
        case (.property(let property), .property(let other)): property == other
        default: false
        }
    }

    func has(_ name: String, _ type: Type) -> Bool {
        switch type {
        case .entity(let types): types.allSatisfy { member(named: name, of: $0) != nil }
        case .record(let fields): fields.contains { $0.name == name }
        default: schema.part(name, of: type) != nil
        }
    }

    /// The nearest types below `types` that have a member which these lack.
    func subtypes(of types: [TypeID], having name: String) -> [TypeID] {
        let holders = types.flatMap { schema.subtree(of: $0) }.filter { member(named: name, of: $0) != nil }
        return schema.union(holders)
    }

    // MARK: Names

    /// Names that every entity has.
    static let builtIn = ["id", "label", "type"]

    /// Fields and links as a message lists them: canonical names, stored ones
    /// first, then computed ones, then the far ends of links.
    func shown(of type: Type) -> [String] {
        guard case .entity(let types) = type, let first = types.first else { return partNames(of: type) }
        let fields = schema.allFields(of: first).map { schema[$0] }
        let own = fields.filter { !$0.isInverse && $0.owner != .entity }.map(\.name)
        // `claims` is built in like `id`, and every type has it.
        let far = fields.filter { ($0.isInverse || $0.owner == .entity) && schema.claims?.role(of: $0.id) == nil }
            .map(\.name)
        let computed = schema.ancestors(of: first).reversed().flatMap { ancestor in
            (definitions.members[ancestor] ?? [:]).keys.sorted()
        }
        let names = own + computed + far
        guard types.count > 1 else { return names }
        return names.filter { has($0, type) }
    }

    /// Every name that can follow a dot, aliases too, for suggestions.
    func allNames(of type: Type) -> [String] {
        guard case .entity(let types) = type else { return partNames(of: type) }
        let stored = types.flatMap { index.fieldNames(of: $0) }
        let ancestors = types.flatMap { schema.ancestors(of: $0) }
        let computed = ancestors.flatMap { type in
            (definitions.members[type] ?? [:]).keys.sorted() + schema[type].computed.flatMap(\.aliases)
        }
        return (stored + computed + Self.builtIn).filter { has($0, type) }
    }

    func allNames(of row: RowType) -> [String] { row.subject.map { allNames(of: row.slots[$0].type) } ?? [] }

    private func partNames(of type: Type) -> [String] {
        type.recordFields?.map(\.name) ?? schema.parts(of: type).map(\.name)
    }

    func noMember(_ name: Name, of typed: TypedExpression, base written: Expression) -> Diagnostic {
        let type = typed.type.type
        let owner = schema.describe(type)
        if case .entity(let types) = type {
            let holders = subtypes(of: types, having: name.text)
            if !holders.isEmpty {
                let ways = holders.prefix(2).map { holder in
                    let test = "[is \(Notation.name(schema[holder].name))]"
                    return Suggestion([.insertion(test, at: written.span.end)], shown: written.span.joined(name.span))
                }
                let narrowed =
                    typed.type.isMany
                    ? []
                    : holders.prefix(2).flatMap { narrowingWays("\(text(written)) is \(schema[$0].name)", in: nil) }
                return .onlySubtypes(name, of: owner, holders.map { schema[$0].name }, ways: ways + narrowed)
            }
        }
        if type == .days, schema.part(name.text, of: .date) != nil {
            let way = "\(oneDate(written)).\(name.text)"
            return .partOfDays(name, ways: instead(of: written.span.joined(name.span), [way]))
        }
        let near = nearest(to: name.text, among: allNames(of: type), limit: 3).map { Notation.member($0) }
        return .unknownField(
            name, of: owner, spellings: Suggestion.spellings(near, of: name.span), known: listed(of: type))
    }

    func listed(of type: Type) -> [ListedName] {
        let names = shown(of: type)
        guard case .entity(let types) = type, let first = types.first else { return names.map { ListedName($0) } }
        return names.map { name in
            if let field = index.field(named: name, of: first) {
                return ListedName(name, aliases: schema[field].aliases)
            }
            let computed = schema.ancestors(of: first).lazy.flatMap { self.schema[$0].computed }
                .first { $0.name == name }
            return ListedName(name, aliases: computed?.aliases ?? [])
        }
    }
}
