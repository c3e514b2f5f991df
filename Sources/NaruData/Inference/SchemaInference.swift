import NaruEngine
import NaruSemantics
package import NaruSyntax

/// Finds a schema for tables, to be printed and edited.
package struct SchemaInference {
    private struct Table {
        var type: InferredType
        /// What follows `from`.
        var source: String
        var columns: [ColumnProfile]
        var name: String
        var plural: String
    }

    private var tables: [Table] = []
    private let relations: TableRelations
    /// How the tables were read, where that is not plain to see.
    package let notes: [Diagnostic]

    package init(paths: [String], _ options: LoadOptions = LoadOptions()) throws(DatasetError) {
        var issues = DataIssues()
        var opened: [OpenedTable] = []
        for path in paths {
            guard FileSystem.kind(of: path) != .missing else { throw FileSystem.missing(path) }
            guard FileSystem.kind(of: path) != .stream else { throw FileSystem.notRegular(path) }
            guard FileSystem.kind(of: path) == .file, let kind = TableOpener.Kind(path: path) else {
                throw DatasetLoader.unknownKind(path)
            }
            opened += try TableOpener.open(path, kind, options, &issues)
            try issues.throwIfAny()
        }
        DatasetLoader.nameApart(&opened)
        for table in opened {
            let type = InferredType(table.file, named: table.name, options, issues: &issues)
            tables.append(
                Table(
                    type: type, source: Self.source(of: table, options), columns: ColumnProfile.all(of: type),
                    name: Self.singular(table.name), plural: table.name))
        }
        relations = TableRelations(tables.map(\.type), matchesFolded: options.tables.matchesFolded)
        relations.note(tables.map(\.type), matchesFolded: options.tables.matchesFolded, &issues)
        notes = issues.warnings
    }

    /// What follows `from`.
    private static func source(of table: OpenedTable, _ options: LoadOptions) -> String {
        var source = Notation.text(DatasetLoader.fileName(table.path))
        if let name = table.file.innerName(table.path) {
            source += " table \(SchemaNotation.name(name))"
            guard table.file.source.isSheet else { return source }
        }
        if table.encoding != .utf8 { source += " encoding \(table.encoding.rawValue)" }
        if case .line(let line)? = options.tables.header { source += " header \(line)" }
        if table.file.isHeaderless { source += " header none" }
        if !options.tables.absents.isEmpty {
            source += " absent \(Notation.text(options.tables.absents.joined(separator: ",")))"
        }
        return source
    }

    /// `cities` are made of a `city`; any other name serves for both.
    static func singular(_ name: String) -> String {
        if name.hasSuffix("ies"), name.count > 4 { return name.dropLast(3) + "y" }
        if name.hasSuffix("s"), !name.hasSuffix("ss"), name.count > 3 { return String(name.dropLast()) }
        return name
    }

    // MARK: - The text

    /// The text of `schema.ties`.
    package var text: String {
        tables.indices.map(text(of:)).joined(separator: "\n")
    }

    private func text(of index: Int) -> String {
        let table = tables[index]
        var taken: Set<String> = ["id", "label", "type", "claims"]
        var lines = [
            "type \(SchemaNotation.name(table.name)) plural \(SchemaNotation.name(table.plural))",
            "  from \(table.source)",
        ]
        for place in table.columns.indices {
            let header = table.columns[place].header
            let key = relations.keys[index].flatMap { $0.column == place ? $0 : nil }
            if let key, header == "id" {
                lines.append("  id key  # \(key.reason.english)")
                continue
            }
            if table.type.file.faultyColumns.contains(place) {
                lines.append("  # \(SchemaNotation.name(header)): has values that no field can hold")
                continue
            }
            if table.type.columns[place].isRaw {
                lines.append("  # \(SchemaNotation.name(header)): arrays of objects or arrays, which no field can hold")
                continue
            }
            let name = SchemaNotation.field(header, &taken)
            var line = "  \(SchemaNotation.name(name)) \(content(of: index, place))"
            if place == table.type.label { line += " label" }
            if key != nil { line += " key" }
            if name != header { line += " map \(Notation.text(header))" }
            line += reading(of: table.columns[place], link(of: index, place))
            if let reason = key?.reason.english ?? reason(of: index, place) { line += "  # \(reason)" }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What a schema can say of a link.
    private func link(of index: Int, _ place: Int) -> TableRelations.Link? {
        relations.links[index][place].flatMap { $0.isFolded || !$0.strangers.canBeListed ? nil : $0 }
    }

    private func name(of target: TableRelations.Target) -> String {
        switch target {
        case .table(let place): tables[place].name
        case .stored(_, let name): name
        }
    }

    private func reason(of index: Int, _ place: Int) -> String? {
        guard let link = relations.links[index][place] else { return nil }
        if self.link(of: index, place) != nil { return link.reason.english }
        let target = TableRelations.name(of: link.target, tables.map(\.type))
        return link.isFolded
            ? "with --match fold a link to \(target)" : "would be a link to \(target): \(link.reason.english)"
    }

    private func content(of index: Int, _ place: Int) -> String {
        let table = tables[index]
        let profile = table.columns[place]
        let many = profile.isMany ? " many" : ""
        if let link = link(of: index, place) {
            let target = "-> \(SchemaNotation.name(name(of: link.target)))"
            return link.separator.map { target + " many separator \(Notation.text($0))" } ?? target + many
        }
        let isKey = relations.keys[index]?.column == place
        if !isKey, place != table.type.label, let cases = profile.cases {
            return "enum " + cases.map(SchemaNotation.name).joined(separator: ", ")
        }
        return SchemaNotation.word(of: profile.content) + many
    }
}

extension SchemaInference {
    /// How a column's cells are written, where not as Naru would.
    private func reading(of column: ColumnProfile, _ link: TableRelations.Link?) -> String {
        var words = column.format.map { " format \(Notation.text($0))" } ?? ""
        let absents = Set(column.markers + (link?.strangers.absents ?? [])).sorted()
        if !absents.isEmpty { words += " absent \(Notation.text(absents.joined(separator: ",")))" }
        return column.column.fillsDown ? words + " fill down" : words
    }
}

/// How names and texts are written in `schema.ties`.
enum SchemaNotation {
    /// Words that begin a line of their own.
    private static let members: Set<String> = ["from", "let", "valid", "id"]

    static func name(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy(\.isNameByte) && !members.contains(name) && !name.isEmpty
        return isPlain && name != "plural" && name != "abstract" ? name : "`\(name)`"
    }

    /// A name for the field of a column: the header, unless it is taken or can
    /// be no name.
    static func field(_ header: String, _ taken: inout Set<String>) -> String {
        var name = header
        if header.utf8.contains(where: { $0 == .backquote || $0 == .backslash || $0 < .blank }) {
            name = InferredType.identifier(from: header)
        }
        while taken.contains(name) { name += "_" }
        taken.insert(name)
        return name
    }

    static func word(of content: Field.Content) -> String {
        switch content {
        case .bool: "bool"
        case .int: "int"
        case .decimal: "decimal"
        case .float: "float"
        case .date: "date"
        case .period: "period"
        case .duration: "duration"
        case .geo: "geo"
        case .quantity: "quantity"
        case .text, .enumeration, .link: "text"
        }
    }
}
