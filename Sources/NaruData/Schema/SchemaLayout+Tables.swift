import NaruSemantics
import NaruSyntax

extension SchemaLayout {
    /// The schema of a dataset that is nothing but tables.
    static var empty: SchemaLayout {
        let root = EntityType(
            id: .entity, name: "entity", aliases: ["개체"], plural: "entities", isAbstract: true, parent: nil,
            subtreeEnd: 1, fields: [])
        return SchemaLayout(schema: Schema(languages: ["en"], types: [root], fields: [], enumerations: []))
    }

    /// Adds a type for a table; types of tables come last. Returns the type and
    /// which column each of its fields is read from.
    mutating func add(_ inferred: InferredType) -> (type: TypeID, fields: [(field: Field, column: Int)]) {
        let id = TypeID(schema.types.count)
        let fields = inferred.fields(of: id, from: schema.fields.count)
        var types = schema.types
        types[0].subtreeEnd += 1
        types.append(
            EntityType(
                id: id, name: inferred.name, aliases: [], plural: inferred.name, isAbstract: false, parent: .entity,
                subtreeEnd: id.index + 1, fields: fields.map(\.field.id)))
        schema = Schema(
            languages: schema.languages, types: types, fields: schema.fields + fields.map(\.field),
            enumerations: schema.enumerations)
        return (id, fields)
    }

    func hasType(named name: String) -> Bool {
        schema.types.contains { $0.name == name || $0.plural == name || $0.aliases.contains(name) }
    }
}
