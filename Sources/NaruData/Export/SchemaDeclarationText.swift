import NaruEngine
import NaruSemantics
import NaruSyntax

/// A schema as `schema.ties` declares it.
struct SchemaDeclarationText {
    let schema: Schema
    /// The file of each type that has a table, and what parts the values of its
    /// lists.
    let tables: [TypeID: Table]

    struct Table {
        var file: String
        /// The names of its columns where the file has no header.
        var columns: [String] = []
        var separators: [FieldID: String] = [:]
    }

    var text: String {
        var lines = ["languages \(schema.languages.joined(separator: ", "))"]
        for type in schema.declaredTypes where type.id != .entity {
            lines += ["", header(of: type)]
            if let table = tables[type.id] { lines.append("  " + source(table)) }
            if tables[type.id] != nil, !type.fields.contains(where: { schema[$0].isKey }) { lines.append("  id key") }
            lines += type.fields.filter(isDeclared).map {
                "  " + line(schema[$0], separator: tables[type.id]?.separators[$0])
            }
            lines += type.computed.map { "  " + words(["let", name($0.name)] + $0.aliases.map(name)) }
            if let validity = type.validity {
                lines.append("  valid \(bounds(validity.start)) .. \(bounds(validity.end))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func source(_ table: Table) -> String {
        let columns = table.columns.isEmpty ? "" : " columns " + table.columns.map(name).joined(separator: ", ")
        return "from " + Notation.text(table.file) + columns
    }

    private func isDeclared(_ id: FieldID) -> Bool {
        !schema[id].isInverse && schema.claims?.role(of: id) == nil
    }

    private func header(of type: EntityType) -> String {
        let parent = type.parent.flatMap { $0 == .entity ? nil : ["is", name(schema[$0].name)] } ?? []
        return words(
            ["type", name(type.name)] + (type.isAbstract ? ["abstract"] : []) + type.aliases.map(name)
                + ["plural", name(type.plural)] + parent)
    }

    private func line(_ field: Field, separator: String?) -> String {
        var parts = [name(field.name)] + field.aliases.map(name) + [content(of: field)]
        if field.isMany { parts.append("many") }
        if field.isLocalized { parts.append("per language") }
        if field.isRequired { parts.append("required") }
        if field.isLabel { parts.append("label") }
        if field.isAlias { parts.append("alias") }
        if field.isKey { parts.append("key") }
        if let value = field.defaultValue { parts.append("default \(value)") }
        if let inverse = field.inverse {
            parts += ["inverse", name(schema[inverse].name)] + schema[inverse].aliases.map(name)
        }
        if let separator { parts += ["separator", Notation.text(separator)] }
        return words(parts)
    }

    private func content(of field: Field) -> String {
        switch field.content {
        case .enumeration(let id): "enum " + schema[id].cases.map(declaration).joined(separator: ", ")
        case .link(let targets): "-> " + targets.map { name(schema[$0].name) }.joined(separator: " | ")
        case .bool, .int, .decimal, .float, .text, .date, .period, .duration, .geo, .quantity: "\(field.content)"
        }
    }

    private func declaration(_ item: Enumeration.Case) -> String {
        let readable = String(item.name.map { $0 == "_" ? " " : $0 })
        let label = item.englishLabel == readable ? [] : [Notation.text(item.englishLabel)]
        return words([name(item.name)] + item.aliases.map(name) + label)
    }

    private func bounds(_ bounds: [Validity.Bound]) -> String {
        bounds.map { bound in
            switch bound {
            case .field(let field): name(field)
            case .sum(let field, let term): "\(name(field)) + \(name(term))"
            }
        }.joined(separator: " ?? ")
    }

    private func words(_ words: [String]) -> String { words.joined(separator: " ") }

    /// Words of the format are names when they stand in backquotes.
    private static let reserved = SchemaReader.typeWords.union(SchemaReader.modifiers).union([
        "type", "languages", "abstract", "plural", "is", "from", "let", "valid", "id",
    ])

    private func name(_ text: String) -> String {
        Self.isPlain(text) && !Self.reserved.contains(text) ? text : "`\(text)`"
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
    }
}
