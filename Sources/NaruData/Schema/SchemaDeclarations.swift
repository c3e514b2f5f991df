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
    /// The columns whose values are the ends of an edge.
    var edges: [DeclaredName] = []
    var fields: [FieldDeclaration] = []
    var computed: [(name: DeclaredName, alias: DeclaredName?)] = []
    var validity: ValidityDeclaration?
}

/// `from "file.tsv" table T columns a, b encoding E header N absent "-"`
struct TableDeclaration {
    var file: DeclaredName
    /// The table of a database.
    var table: DeclaredName?
    var columns: [DeclaredName] = []
    var encoding: DeclaredName?
    var header: HeaderChoice?
    var absents: [String] = []
    /// The columns whose values are the rows instead.
    var nodes: [DeclaredName] = []
    /// The headers of columns whose empty cells have the value above.
    var fillsDown: [String] = []
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
    var absents: [String] = []
    /// Empty cells have the value above.
    var fillsDown = false
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

extension TypeDeclaration {
    /// The names under which columns are looked for whose empty cells have the
    /// value above.
    var headersFilledDown: [String] {
        fields.filter(\.fillsDown).flatMap { field in
            field.header.map { [$0.text] } ?? [field.name.text] + (field.alias.map { [$0.text] } ?? [])
        }
    }
}

extension SchemaDeclarations {
    /// Of tables with edges the nodes, as a type of their own, and the links to them.
    mutating func addNodes() {
        for place in types.indices where types[place].edges.count == 2 {
            guard var table = types[place].table else { continue }
            let edges = types[place].edges
            table.fillsDown = types[place].headersFilledDown
            types[place].table?.fillsDown = table.fillsDown
            for (end, inverse) in zip(edges, [NodeTable.outgoing, NodeTable.incoming]) {
                let absents = types[place].fields.first { $0.name.text == end.text }?.absents ?? []
                types[place].fields.removeAll { $0.name.text == end.text }
                let link = DeclaredName(text: NodeTable.name, span: end.span)
                var field = FieldDeclaration(name: end, kind: .link([link]))
                field.absents = absents
                table.absents += absents
                field.inverse = FieldDeclaration.Inverse(name: DeclaredName(text: inverse, span: end.span))
                types[place].fields.append(field)
            }
            table.nodes = edges
            types.append(Self.nodes(of: table, at: edges[0].span))
        }
    }

    private static func nodes(of table: TableDeclaration, at span: Span) -> TypeDeclaration {
        func named(_ text: String) -> DeclaredName { DeclaredName(text: text, span: span) }
        var name = FieldDeclaration(name: named("name"), kind: .word(named("text")))
        (name.isLabel, name.isKey) = (span, span)
        var type = TypeDeclaration(name: named(NodeTable.name), plural: named(NodeTable.plural))
        type.table = table
        type.fields = [name]
        type.computed = [(named(NodeTable.partners), nil)]
        return type
    }
}
