import NaruSyntax

extension ProgramChecker {
    /// A part that plain values have, such as `.year`.
    func part(_ name: String, of type: Type) -> (Property, ValueType)? {
        switch type {
        case .localizedText:
            return schema.languages.contains(name) ? (.language(name), ValueType(.text, .optional)) : nil
        case .date: return Self.dateParts[name]
        case .period: return Self.periodParts[name]
        case .quantity: return Self.quantityParts[name]
        case .geo: return Self.geoParts[name]
        default: return nil
        }
    }

    /// The names of a value's parts, for messages.
    func partNames(of type: Type) -> [String] {
        switch type {
        case .localizedText: schema.languages
        case .date: ["year", "quarter", "month", "day", "precision", "qualifier"]
        case .period: ["start", "end"]
        case .quantity: ["amount", "unit", "qualifier", "low", "high"]
        case .geo: ["latitude", "longitude"]
        case .record(let fields): fields.map(\.name)
        default: []
        }
    }

    private static let dateParts: [String: (Property, ValueType)] = [
        "year": (.year, ValueType(.int, .optional)),
        "quarter": (.quarter, ValueType(.int, .optional)),
        "month": (.month, ValueType(.int, .optional)),
        "day": (.day, ValueType(.int, .optional)),
        "precision": (.precision, ValueType(.text, vocabulary: .precision)),
        "qualifier": (.dateQualifier, ValueType(.text, .optional)),
    ]

    private static let periodParts: [String: (Property, ValueType)] = [
        "start": (.start, ValueType(.date, .optional)),
        "end": (.end, ValueType(.date, .optional)),
    ]

    private static let quantityParts: [String: (Property, ValueType)] = [
        "amount": (.amount, ValueType(.decimal, .optional)),
        "low": (.low, ValueType(.decimal, .optional)),
        "high": (.high, ValueType(.decimal, .optional)),
        "unit": (.unit, ValueType(.text, vocabulary: .unit)),
        "qualifier": (.quantityQualifier, ValueType(.text, .optional, vocabulary: .qualifier)),
    ]

    private static let geoParts: [String: (Property, ValueType)] = [
        "latitude": (.latitude, ValueType(.float)),
        "longitude": (.longitude, ValueType(.float)),
    ]

    /// Fields and links as a message lists them: canonical names, stored ones
    /// first, then computed ones, then the far ends of links.
    func shownMembers(of type: Type) -> [String] {
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
        return names.filter { hasMember($0, type) }
    }

    /// Every name that can follow a dot, aliases too, for suggestions.
    func memberNames(of type: Type) -> [String] {
        guard case .entity(let types) = type else { return partNames(of: type) }
        let stored = types.flatMap { index.fieldNames(of: $0) }
        let ancestors = types.flatMap { schema.ancestors(of: $0) }
        let computed = ancestors.flatMap { type in
            (definitions.members[type] ?? [:]).keys.sorted() + schema[type].computed.flatMap(\.aliases)
        }
        return (stored + computed + ["id", "label", "type"]).filter { hasMember($0, type) }
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
                    ? [] : holders.prefix(2).flatMap { narrowing("\(text(written)) is \(schema[$0].name)", in: nil) }
                return .onlySubtypes(name, of: owner, holders.map { schema[$0].name }, ways: ways + narrowed)
            }
        }
        if type == .days, Self.dateParts[name.text] != nil {
            let way = "\(oneDate(written)).\(name.text)"
            return .partOfDays(name, ways: instead(of: written.span.joined(name.span), [way]))
        }
        let near = nearest(to: name.text, among: memberNames(of: type), limit: 3).map { Notation.member($0) }
        return .unknownField(
            name, of: owner, spellings: Suggestion.spellings(near, of: name.span), known: listedMembers(of: type))
    }
}
