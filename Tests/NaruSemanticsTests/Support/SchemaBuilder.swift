import NaruSemantics

/// Writes small schemas down: types in depth-first order, then their fields.
struct SchemaBuilder {
    private var types: [EntityType] = [
        EntityType(
            id: .entity, name: "entity", aliases: [], plural: "entities", isAbstract: true, parent: nil,
            subtreeEnd: 1, fields: [])
    ]
    private var fields: [Field] = []
    private var enumerations: [Enumeration] = []

    /// Types must come in depth-first order.
    mutating func type(
        _ name: String, _ alias: String, plural: String, is parent: String = "entity", isAbstract: Bool = false,
        computed: [ComputedName] = []
    ) {
        let id = TypeID(types.count)
        let parentID = self.id(parent)
        types.append(
            EntityType(
                id: id, name: name, aliases: [alias], plural: plural, isAbstract: isAbstract, parent: parentID,
                subtreeEnd: id.index + 1, fields: [], computed: computed))
        var ancestor: TypeID? = parentID
        while let current = ancestor {
            types[current.index].subtreeEnd = id.index + 1
            ancestor = types[current.index].parent
        }
    }

    func id(_ name: String) -> TypeID { types.first { $0.name == name }?.id ?? .entity }

    @discardableResult
    mutating func field(
        _ owner: String, _ name: String, _ alias: String, _ content: Field.Content, many: Bool = false,
        required: Bool = false, localized: Bool = false, label: Bool = false, key: Bool = false,
        defaultValue: Bool? = nil
    ) -> FieldID {
        let id = FieldID(fields.count)
        let type = self.id(owner)
        fields.append(
            Field(
                id: id, owner: type, name: name, aliases: alias.isEmpty ? [] : [alias], content: content,
                isMany: many, isRequired: required, isLocalized: localized, isLabel: label,
                isAlias: name == "alias", isKey: key, defaultValue: defaultValue))
        types[type.index].fields.append(id)
        return id
    }

    mutating func link(
        _ owner: String, _ name: String, _ alias: String, to targets: [String], many: Bool = false,
        required: Bool = false, inverse: String? = nil
    ) {
        let ids = targets.map(id)
        let link = field(owner, name, alias, .link(ids), many: many, required: required)
        guard let inverse else { return }
        for target in ids {
            let far = FieldID(fields.count)
            fields.append(
                Field(
                    id: far, owner: target, name: inverse, content: .link([id(owner)]), isMany: true,
                    inverse: link, isInverse: true))
            types[target.index].fields.append(far)
        }
    }

    mutating func enumeration(_ owner: String, _ name: String, _ alias: String, _ cases: [(String, String)]) {
        let id = EnumerationID(enumerations.count)
        enumerations.append(
            Enumeration(
                id: id, name: "\(owner).\(name)",
                cases: cases.map { Enumeration.Case(name: $0.0, aliases: [$0.1], englishLabel: $0.0) }))
        field(owner, name, alias, .enumeration(id))
    }

    func build() -> Schema {
        Schema(languages: ["ko", "en"], types: types, fields: fields, enumerations: enumerations)
    }
}
