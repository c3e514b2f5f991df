import NaruEngine
import NaruSemantics
import NaruSyntax

/// Finds a schema for tables, to be printed and edited.
package struct SchemaInference {
    private struct Table {
        var type: InferredType
        /// What follows `from`.
        var source: String
        var columns: [ColumnProfile]
        var key: Int?
        var name: String
        var plural: String
    }

    private var tables: [Table] = []

    package init(paths: [String], _ options: LoadOptions = LoadOptions()) throws(DatasetError) {
        var issues = DataIssues()
        for path in paths {
            guard FileSystem.kind(of: path) != .missing else { throw FileSystem.missing(path) }
            guard FileSystem.kind(of: path) == .file, let kind = TableOpener.Kind(path: path) else {
                throw DatasetLoader.unknownKind(path)
            }
            for (name, file) in try TableOpener.open(path, kind, threads: options.threads, &issues) {
                var source = Notation.text(DatasetLoader.fileName(path))
                if let table = file.innerName(path) {
                    source += " table \(SchemaNotation.name(table))"
                } else if try TableText.isCP949(path) {
                    source += " encoding cp949"
                }
                let type = InferredType(file, named: name, options, issues: &issues)
                tables.append(
                    Table(
                        type: type, source: source, columns: ColumnProfile.all(of: type), key: type.key,
                        name: Self.singular(name), plural: name))
            }
            try issues.throwIfAny()
        }
        for index in tables.indices where tables[index].key == nil { tables[index].key = key(of: index) }
    }

    /// `cities` are made of a `city`; any other name serves for both.
    private static func singular(_ name: String) -> String {
        if name.hasSuffix("ies"), name.count > 4 { return name.dropLast(3) + "y" }
        if name.hasSuffix("s"), !name.hasSuffix("ss"), name.count > 3 { return String(name.dropLast()) }
        return name
    }

    // MARK: - Keys and links

    /// A column of different values that others point to, or whose header says
    /// that it is a code.
    private func key(of index: Int) -> Int? {
        let columns = tables[index].columns
        let candidates = columns.indices.filter {
            columns[$0].isUnique && (columns[$0].content == .text || columns[$0].content == .int)
        }
        return candidates.first { place in
            tables.indices.contains { other in
                tables[other].columns.indices.contains { column in
                    !(other == index && column == place) && pointsTo(other, column, index, place)
                }
            }
        } ?? candidates.first { Self.isCode(columns[$0].header) }
    }

    private static func isCode(_ header: String) -> Bool {
        let header = header.lowercased()
        return ["code", "key", "코드", "번호", "식별자"].contains { header.hasSuffix($0) } || header.hasSuffix("_id")
    }

    /// Whether all values of a column are among those of another one. Numbers
    /// are so by chance; of them the header must name the other table.
    private func pointsTo(_ table: Int, _ column: Int, _ target: Int, _ key: Int) -> Bool {
        let profile = tables[table].columns[column]
        let keys = tables[target].columns[key]
        guard !profile.values.isEmpty, profile.content == .text || profile.content == .int,
            profile.dateFormat == nil, !(table == target && column == key)
        else { return false }
        if profile.content == .int, !names(profile.header, target) { return false }
        return (profile.parts ?? profile.values).isSubset(of: keys.values)
    }

    private func names(_ header: String, _ target: Int) -> Bool {
        let header = header.lowercased()
        return [tables[target].name, tables[target].plural].contains { name in
            header == name.lowercased() || header == name.lowercased() + "_id"
        }
    }

    private func target(of table: Int, _ column: Int) -> Int? {
        tables.indices.first { other in
            guard let key = tables[other].key else { return false }
            return pointsTo(table, column, other, key)
        }
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
            if place == table.key, header == "id" {
                lines.append("  id key")
                continue
            }
            if table.type.file.faultyColumns.contains(place) {
                lines.append("  # \(SchemaNotation.name(header)): has values that no field can hold")
                continue
            }
            if table.type.file.rawColumns.contains(place) {
                lines.append("  # \(SchemaNotation.name(header)): arrays of objects or arrays, which no field can hold")
                continue
            }
            let name = SchemaNotation.field(header, &taken)
            var line = "  \(SchemaNotation.name(name)) \(content(of: index, place))"
            if place == table.type.label { line += " label" }
            if place == table.key { line += " key" }
            if name != header { line += " map \(Notation.text(header))" }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func content(of index: Int, _ place: Int) -> String {
        let table = tables[index]
        let profile = table.columns[place]
        let many = profile.isMany ? " many" : ""
        if place == table.key { return "text" }
        if place != table.type.label, let target = target(of: index, place) {
            let link = "-> \(SchemaNotation.name(tables[target].name))"
            return profile.parts == nil ? link + many : link + " many separator \";\""
        }
        if let format = profile.dateFormat { return "date format \(Notation.text(format))" }
        if place != table.type.label, let cases = profile.cases {
            return "enum " + cases.map(SchemaNotation.name).joined(separator: ", ")
        }
        return SchemaNotation.word(of: profile.content) + many
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
