extension Schema {
    /// A static type as a user would write or read it: `city`, `list of text`.
    package func describe(_ type: Type) -> String {
        switch type {
        case .bool: "bool"
        case .int: "int"
        case .decimal: "decimal"
        case .float: "float"
        case .text: "text"
        case .localizedText: "text"
        case .date: "date"
        case .period: "period"
        case .duration: "duration"
        case .geo: "geo"
        case .quantity: "quantity"
        case .days: "days"
        case .numbers: "numbers"
        case .enumeration(let id): self[id].name
        case .entity(let types): types.map { self[$0].name }.joined(separator: " | ")
        case .record(let fields): "{" + fields.map(\.name).joined(separator: ", ") + "}"
        case .unknown: "?"
        }
    }

    /// The type with its cardinality in the notation of parameters: `city*`.
    package func describe(_ type: ValueType) -> String {
        switch type.cardinality {
        case .one: describe(type.type)
        case .optional: describe(type.type) + "?"
        case .many: describe(type.type) + "*"
        }
    }

    /// What may follow "has many …" or "is a …" in a message.
    package func describeValues(_ type: ValueType) -> String {
        guard type.isMany else { return describe(type.type) }
        return (type.type.isEntity ? "set of " : "list of ") + describe(type.type)
    }

    /// The sets of the dataset, but the set of everything.
    var listedSets: [ListedName] { declaredTypes.dropFirst().map { ListedName($0.plural, aliases: $0.aliases) } }

    var listedTypes: [ListedName] { declaredTypes.map { ListedName($0.name, aliases: $0.aliases) } }
}
