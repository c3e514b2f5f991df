import NaruSemantics
import NaruSyntax

/// A schema, and how its types read tables.
struct SchemaLayout {
    struct Table {
        var type: TypeID
        var file: DeclaredName
        /// The table of a database.
        var table: DeclaredName?
        /// Names for the columns of a file without a header.
        var columns: [DeclaredName]
        var encoding: DeclaredName?
        var header: HeaderChoice?
        /// Texts that stand for no value.
        var absents: [String] = []
        /// The columns whose values are the rows instead.
        var nodes: [DeclaredName] = []
        /// The headers of columns whose empty cells have the value above.
        var fillsDown: [String] = []
        var source: SourceText
        /// The column that is the id: a header, or nil for row numbers.
        var key: DeclaredName?
    }

    struct Column {
        var header: DeclaredName?
        var format: DeclaredName?
        var separator: DeclaredName?
        var absents: [String] = []
    }

    var schema: Schema
    /// The fields that every record has; nil while the schema says it.
    var required: Set<FieldID>?
    var tables: [Table] = []
    /// What `map` and `separator` say, for the fields that have them.
    var columns: [FieldID: Column] = [:]
    /// Where each field is declared.
    var spans: [FieldID: Span] = [:]
    var source: SourceText?

    func isRequired(_ field: Field) -> Bool { required?.contains(field.id) ?? field.isRequired }

    /// The headers that the columns of a table can be found by.
    func headers(of table: Table) -> Set<String> {
        var headers: Set<String> = []
        for id in schema.allFields(of: table.type) where !schema[id].isInverse {
            let field = schema[id]
            let names = [columns[id]?.header?.text].compactMap { $0 } + [field.name] + field.aliases
            headers.formUnion(names)
            for language in schema.languages {
                headers.formUnion(["\(field.name)_\(language)", "\(field.name).\(language)"])
            }
        }
        if let key = table.key { headers.insert(key.text) }
        return headers
    }

    /// The same with every field optional, for data of which some may be
    /// missing; that is still reported.
    var relaxed: SchemaLayout {
        var relaxed = self
        relaxed.required = Set(schema.fields.filter(\.isRequired).map(\.id))
        let fields = schema.fields.map { field in
            var field = field
            field.isRequired = false
            return field
        }
        relaxed.schema = Schema(
            languages: schema.languages, types: schema.types, fields: fields, enumerations: schema.enumerations)
        return relaxed
    }
}

extension SchemaLayout {
    /// The schema of a dataset that is nothing but tables.
    static var empty: SchemaLayout {
        let root = EntityType(
            id: .entity, name: "entity", aliases: ["개체"], plural: "entities", isAbstract: true, parent: nil,
            subtreeEnd: 1, fields: [])
        return SchemaLayout(schema: Schema(languages: ["en"], types: [root], fields: [], enumerations: []))
    }

    func hasType(named name: String) -> Bool {
        schema.types.contains { $0.name == name || $0.plural == name || $0.aliases.contains(name) }
    }
}
