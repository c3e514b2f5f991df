package import NaruSyntax

/// What could stand at a place, as completion shows it.
struct CompletionItems: CheckerPart {
    let context: CheckContext

    /// What a bare name can be, nearest first.
    func visibleNames(at span: Span) -> [CompletionItem] {
        var items: [CompletionItem] = []
        for scope in frames.reversed() {
            items += names(in: scope.row)
            for row in scope.pooled { items += names(in: row.row) }
        }
        items += definitions.plain.keys.sorted().map { definition($0, at: definitions.plain[$0]) }
        items += definitions.functions.keys.sorted().map { function($0) }
        items += FunctionSignature.all.map { signature in
            CompletionItem(.function, signature.name, type: signature.title, summary: signature.summary)
        }
        if environment.wholeSets.contains(span) || !environment.isInRow { items += setItems() }
        return unique(items + typeItems())
    }

    private func names(in row: RowType) -> [CompletionItem] {
        let columns = row.columns.map { CompletionItem(.column, $0.name, type: schema.describe(row.slots[$0.slot])) }
        return columns + (row.subject.map { memberItems(of: row.slots[$0].type) } ?? [])
    }

    func columnItems(of row: RowType) -> [CompletionItem] {
        row.columns.map { CompletionItem(.column, $0.name, type: schema.describe(row.slots[$0.slot])) }
    }

    private func definition(_ name: String, at position: Int?) -> CompletionItem {
        let type = position.flatMap { run.definitions.definition(at: $0, in: run) }.map {
            schema.describe($0.value.type)
        }
        return CompletionItem(.definition, name, type: type)
    }

    private func function(_ name: String) -> CompletionItem {
        let parameters = definitions.functions[name].flatMap { definitions.entries[$0].definition.parameters } ?? []
        return CompletionItem(.function, name, type: "\(name)(\(parameters.map(\.name.text).joined(separator: ", ")))")
    }

    func setItems() -> [CompletionItem] {
        schema.types.dropFirst().map { type in
            CompletionItem(.set, type.plural, aliases: type.aliases, type: type.name + "*")
        }
    }

    func typeItems() -> [CompletionItem] {
        schema.types.dropFirst().map { CompletionItem(.type, $0.name, aliases: $0.aliases) }
    }

    func caseItems(of type: Type?) -> [CompletionItem] {
        guard case .enumeration(let id)? = type else { return [] }
        return schema[id].cases.map { item in
            CompletionItem(
                .enumCase, item.name, aliases: item.aliases,
                summary: Message(item.englishLabel, ko: item.aliases.first ?? item.englishLabel))
        }
    }

    /// What can be read of a value.
    func memberItems(of type: Type) -> [CompletionItem] {
        guard case .entity(let types) = type, let first = types.first else { return parts(of: type) }
        let fields = schema.allFields(of: first).map { schema[$0] }
        let own = fields.filter { !$0.isInverse && $0.owner != .entity }.map(item)
        let far = fields.filter { $0.isInverse || $0.owner == .entity }.map(item)
        let computed: [CompletionItem] = schema.ancestors(of: first).reversed().flatMap { ancestor in
            (definitions.members[ancestor] ?? [:]).sorted { $0.key < $1.key }.map { name, position in
                computedItem(name, at: position, of: ancestor)
            }
        }
        let builtIn = MemberReader.builtIn.map { CompletionItem(.part, $0, type: "text") }
        return unique(own + computed + far + builtIn).filter { types.count == 1 || members.has($0.name, type) }
    }

    private func item(_ field: Field) -> CompletionItem {
        let isLink = if case .link = field.content { true } else { false }
        return CompletionItem(
            isLink ? .link : .field, field.name, aliases: field.aliases,
            type: schema.describe(schema.valueType(of: field)))
    }

    private func computedItem(_ name: String, at position: Int, of owner: TypeID) -> CompletionItem {
        let aliases = schema[owner].computed.first { $0.name == name }?.aliases ?? []
        let type = run.definitions.definition(at: position, in: run).map { schema.describe($0.value.type) }
        return CompletionItem(.computed, name, aliases: aliases, type: type)
    }

    private func parts(of type: Type) -> [CompletionItem] {
        if case .record(let fields) = type {
            return fields.map { CompletionItem(.column, $0.name, type: schema.describe($0.type)) }
        }
        return schema.parts(of: type).map { CompletionItem(.part, $0.name, type: schema.describe($0.type)) }
    }

    /// Of several with one name the first, which hides the others.
    private func unique(_ items: [CompletionItem]) -> [CompletionItem] {
        var seen: Set<String> = []
        return items.filter { seen.insert("\($0.kind == .type) \($0.name)").inserted }
    }
}

/// One thing that could stand where a word is being typed.
package struct CompletionItem: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case column, field, link, computed, part, definition, set, function, type, enumCase, parameter, entity
        case keyword, file, command
    }

    package var kind: Kind
    package var name: String
    /// Names in other languages.
    package var aliases: [String]
    /// As a reader would name it: `date?`, `city*`.
    package var type: String?
    package var summary: Message?

    package init(
        _ kind: Kind, _ name: String, aliases: [String] = [], type: String? = nil, summary: Message? = nil
    ) {
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.type = type
        self.summary = summary
    }
}

/// What the checker found possible at one place of a program: the place where
/// the made-up name `marker` stands.
package struct CompletionSite: Sendable {
    package static let marker = "naru__here"

    package var items: [CompletionItem] = []
    /// The type whose entities a text at the place names.
    package var entities: TypeID?
}

/// Notes what is possible where the marker stands; the first visit counts.
final class CompletionProbe {
    private(set) var site: CompletionSite?

    func note(_ items: [CompletionItem]) {
        if site == nil { site = CompletionSite(items: items) }
    }

    func note(entities type: TypeID) {
        if site == nil { site = CompletionSite(entities: type) }
    }
}

extension CheckerPart {
    /// Whether the marker stands here, so that nothing is to be looked up.
    func notePlace(_ name: String, _ items: () -> [CompletionItem]) -> Bool {
        guard let probe = run.completion, name == CompletionSite.marker else { return false }
        if probe.site == nil { probe.note(items()) }
        return true
    }

    /// Whether the marker stands in a text that names an entity of this type.
    func noteEntity(_ text: String, of type: TypeID) -> Bool {
        guard let probe = run.completion, text.contains(CompletionSite.marker) else { return false }
        probe.note(entities: type)
        return true
    }
}
