import NaruSyntax

/// A name as a file has it.
struct DeclaredName {
    var text: String
    var span: Span
}

/// What `schema.ties` says, before its names are resolved.
struct SchemaDeclarations {
    var languages: [DeclaredName] = []
    var types: [TypeDeclaration] = []
}

struct TypeDeclaration {
    var name: DeclaredName
    var isAbstract = false
    var alias: DeclaredName?
    var plural: DeclaredName
    var parent: DeclaredName?
    var table: TableDeclaration?
    var fields: [FieldDeclaration] = []
    var computed: [(name: DeclaredName, alias: DeclaredName?)] = []
    var validity: ValidityDeclaration?
}

/// `from "file.tsv" table T columns a, b encoding E`
struct TableDeclaration {
    var file: DeclaredName
    /// The table of a database.
    var table: DeclaredName?
    var columns: [DeclaredName] = []
    var encoding: DeclaredName?
}

struct FieldDeclaration {
    enum Kind {
        case word(DeclaredName)
        case enumeration([CaseDeclaration])
        case link([DeclaredName])
        /// `id key`: the built-in id, taken from a column.
        case id
    }

    struct Inverse {
        var name: DeclaredName
        var alias: DeclaredName?
    }

    var name: DeclaredName
    var alias: DeclaredName?
    var kind: Kind
    var isMany = false
    var isLocalized: Span?
    var isRequired = false
    var isLabel: Span?
    var isAlias: Span?
    var isKey: Span?
    var inverse: Inverse?
    var defaultValue: (value: Bool, span: Span)?
    var header: DeclaredName?
    var format: DeclaredName?
    var separator: DeclaredName?
}

struct CaseDeclaration {
    var name: DeclaredName
    var alias: DeclaredName?
    var label: String?
}

/// `valid START .. END`
struct ValidityDeclaration {
    struct Bound {
        var name: DeclaredName
        var plus: DeclaredName?
    }

    var start: [Bound] = []
    var end: [Bound] = []
}
