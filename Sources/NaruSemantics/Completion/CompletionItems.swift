import NaruSyntax

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
