import NaruSyntax

extension ProgramChecker {
    /// The type of a parameter as written: `city`, `text?`, `agreement.kind`.
    func valueType(named written: TypeName) -> ValueType? {
        let cardinality: Cardinality =
            switch written.suffix {
            case .none: .one
            case .optional: .optional
            case .many: .many
            }
        let plain = { Self.plainTypes.keys.sorted().map { CompletionItem(.type, $0) } + self.entityTypes() }
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
                    name, of: schema[owner].name, spellings: spellings(of: name, among: memberNames(of: type)),
                    known: listedMembers(of: type)))
            return nil
        }
        let type = valueType(of: schema[field]).type
        return type == .localizedText ? .text : type
    }

    private static let plainTypes: [String: Type] = [
        "bool": .bool, "int": .int, "decimal": .decimal, "float": .float, "text": .text, "date": .date,
        "period": .period, "duration": .duration, "geo": .geo, "quantity": .quantity,
    ]

    /// A value where one of a declared type is wanted; nil where it does not fit.
    func fitted(_ value: TypedExpression, to declared: ValueType) -> TypedExpression? {
        if value.type.type.isUnknown || declared.type.isUnknown { return value }
        if value.type.isMany, declared.cardinality != .many { return nil }
        switch (value.type.type, declared.type) {
        case (.entity(let types), .entity(let wanted)): return schema.isSubset(types, of: wanted) ? value : nil
        case (.localizedText, .text): return plainText(value)
        case (let own, let wanted) where own == wanted: return value
        case (let own, let wanted): return own.commonNumber(with: wanted) == wanted ? widen(value, to: wanted) : nil
        }
    }
}
