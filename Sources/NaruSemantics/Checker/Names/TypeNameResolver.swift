import NaruSyntax

/// The names of types, as parameters and tests write them.
struct TypeNameResolver: CheckerPart {
    let context: CheckContext

    /// The type of a parameter as written: `city`, `text?`, `agreement.kind`.
    func valueType(named written: TypeName) -> ValueType? {
        let cardinality: Cardinality =
            switch written.suffix {
            case .none: .one
            case .optional: .optional
            case .many: .many
            }
        let plain = { Self.plainTypes.keys.sorted().map { CompletionItem(.type, $0) } + completions.typeItems() }
        if notePlace(written.name.text, plain) { return nil }
        if let field = written.field {
            guard let owner = type(named: written.name) else { return nil }
            return typeOfField(field, of: owner).map { ValueType($0, cardinality) }
        }
        if let plain = Self.plainTypes[written.name.text], !written.name.isQuoted {
            return ValueType(plain, cardinality)
        }
        if let type = index.type(named: written.name.text) { return ValueType(.entity([type]), cardinality) }
        let candidates = index.typeNames + Array(Self.plainTypes.keys)
        report(
            .unknownType(
                written.name, spellings: spellings(of: written.name, among: candidates),
                types: Self.plainTypes.keys.sorted().map { ListedName($0) } + schema.listedTypes))
        return nil
    }

    private func typeOfField(_ name: Name, of owner: TypeID) -> Type? {
        guard let field = index.field(named: name.text, of: owner) else {
            let type = Type.entity([owner])
            report(
                .unknownField(
                    name, of: schema[owner].name, spellings: spellings(of: name, among: members.allNames(of: type)),
                    known: members.listed(of: type)))
            return nil
        }
        let type = schema.valueType(of: schema[field]).type
        return type == .localizedText ? .text : type
    }

    private static let plainTypes: [String: Type] = [
        "bool": .bool, "int": .int, "decimal": .decimal, "float": .float, "text": .text, "date": .date,
        "period": .period, "duration": .duration, "geo": .geo, "quantity": .quantity,
    ]

    /// The entity type of this name, or a report.
    func type(named name: Name) -> TypeID? {
        if notePlace(name.text, completions.typeItems) { return nil }
        if let type = index.type(named: name.text) { return type }
        let near = nearest(to: name.text, among: index.typeNames, limit: 3)
        let singular = index.set(named: name.text).map { schema[$0].name }
        let meant = [singular].compactMap(\.self) + near + [typeLinked(by: name.text)].compactMap(\.self)
        report(
            .unknownType(
                name, spellings: written(meant, at: name.span), types: schema.listedTypes))
        return nil
    }

    /// `국가 "미국"`: the name of a link, for the type that it leads to.
    private func typeLinked(by name: String) -> String? {
        for field in schema.fields {
            guard field.name == name || field.aliases.contains(name), case .link(let targets) = field.content,
                targets.count == 1
            else { continue }
            let target = schema[targets[0]]
            return field.name == name ? target.name : target.aliases.first ?? target.name
        }
        let computed = schema.types.lazy.flatMap(\.computed).first { $0.aliases.contains(name) }
        return computed.flatMap { index.type(named: $0.name) }.flatMap { schema[$0].aliases.first }
    }
}
