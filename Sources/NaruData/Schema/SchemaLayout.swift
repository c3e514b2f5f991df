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
        var source: SourceText
        /// The column that is the id: a header, or nil for row numbers.
        var key: DeclaredName?
    }

    struct Column {
        var header: DeclaredName?
        var format: DeclaredName?
        var separator: DeclaredName?
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
