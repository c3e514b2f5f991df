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
    var tables: [Table] = []
    /// What `map` and `separator` say, for the fields that have them.
    var columns: [FieldID: Column] = [:]
    /// Where each field is declared.
    var spans: [FieldID: Span] = [:]
    var source: SourceText?
}
