import NaruSyntax

/// A query that follows a link, for who has written a pattern of a graph: from
/// the type and along the link that the pattern names, where there are such.
package enum PatternExample {
    package static func query(like pattern: String, in checker: Checker) -> String {
        let schema = checker.catalog.schema
        let words = self.words(of: pattern)
        let named = words.lazy.compactMap { SelectTranslation.type(named: $0, in: schema) }.first
        let types = [named].compactMap { $0 } + schema.declaredTypes.map(\.id).filter { $0 != .entity }
        let found = types.lazy.compactMap { type in link(of: type, words, checker).map { (type, $0) } }.first
        guard let (type, link) = found, named == nil || type == named, pattern.contains("-") else {
            return (types.first.map { schema[$0].plural } ?? "…") + " | take 10"
        }
        return "\(schema[type].plural) | expand other: \(link) | select one: it, other"
    }

    private static func link(of type: TypeID, _ words: [String], _ checker: Checker) -> String? {
        let named = words.lazy.compactMap { TranslatedMember(named: $0, of: type, checker) }.first {
            if case .link? = $0.content { true } else { false }
        }
        let links = checker.members(of: type).filter { $0.kind == .link && !Keyword.isTaken($0.name) }
        return named?.name ?? links.first?.name
    }

    private static func words(of pattern: String) -> [String] {
        pattern.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
}

/// A field, a link or a computed one, as far as a translation has to know it.
struct TranslatedMember {
    var name: String
    var content: Field.Content?

    init?(named name: String, of type: TypeID, _ checker: Checker) {
        let schema = checker.catalog.schema
        func fits(_ other: String) -> Bool { other.lowercased() == name.lowercased() }
        let fields = schema.allFields(of: type).map { schema[$0] }
        if let field = fields.first(where: { fits($0.name) })
            ?? fields.first(where: { $0.aliases.contains(where: fits) })
        {
            (self.name, content) = (field.name, field.content)
            return
        }
        let computed = checker.members(of: type).first { item in
            item.kind == .computed && (fits(item.name) || item.aliases.contains(where: fits))
        }
        guard let computed else { return nil }
        let word = String((computed.type ?? "").prefix { $0.isLetter || $0 == "_" })
        self.name = computed.name
        content = schema.types.first { $0.name == word }.map { .link([$0.id]) }
    }
}
