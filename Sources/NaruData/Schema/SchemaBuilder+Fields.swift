import NaruSemantics
import NaruSyntax

/// Fields, enums and the far sides of links.
extension SchemaBuilder {
    private static let scalars: [String: Field.Content] = [
        "text": .text, "int": .int, "decimal": .decimal, "float": .float, "bool": .bool, "date": .date,
        "period": .period, "duration": .duration, "geo": .geo, "quantity": .quantity,
    ]
    static let builtins: Set<String> = ["id", "label", "type", "claims"]

    mutating func declareFields() {
        ownFields = [[FieldID]](repeating: [], count: parents.count)
        for (place, index) in order.enumerated() {
            let type = declarations.types[index]
            for declared in type.fields {
                if case .id = declared.kind { continue }
                declareField(declared, of: TypeID(place + 1), named: type.name.text)
            }
        }
    }

    private mutating func declareField(_ declared: FieldDeclaration, of owner: TypeID, named type: String) {
        guard let content = content(declared, type) else { return }
        let id = FieldID(fields.count)
        let isText = content == .text
        var field = Field(
            id: id, owner: owner, name: declared.name.text, aliases: declared.alias.map { [$0.text] } ?? [],
            content: content, isMany: declared.isMany, isRequired: declared.isRequired,
            isLocalized: declared.isLocalized != nil, isLabel: declared.isLabel != nil,
            isAlias: declared.isAlias != nil || isText && declared.name.text == "alias",
            isKey: declared.isKey != nil, defaultValue: declared.defaultValue?.value)
        checkModifiers(declared, content)
        if field.isMany && field.isLocalized { field.isLocalized = false }
        fields.append(field)
        ownFields[owner.index].append(id)
        spans[id] = declared.name.span
    }

    /// A type's name where the form of a link is meant.
    private func linked(_ word: DeclaredName) -> Suggestion {
        Suggestion(
            [.insertion("-> ", at: word.span.start)],
            .said(Message("a link is written '-> \(word.text)'", ko: "링크는 '-> \(word.text)'로 씁니다")),
            isAtCaret: true)
    }

    private mutating func content(_ declared: FieldDeclaration, _ type: String) -> Field.Content? {
        switch declared.kind {
        case .id: return nil
        case .word(let word):
            if let scalar = Self.scalars[word.text] { return scalar }
            issues.error(
                DataCode.fieldType,
                Message("'\(word.text)' is no type of a field", ko: "'\(word.text)'은(는) 필드의 형이 아닙니다"),
                at: word.span, in: source,
                help: [
                    Message(
                        "types: text int decimal float bool date period duration geo quantity, enum ..., -> TYPE",
                        ko: "형: text int decimal float bool date period duration geo quantity, enum ..., -> 유형")
                ],
                suggestions: ids[word.text] != nil
                    ? [linked(word)]
                    : Suggestion.spelling(
                        of: word.text, at: word.span, in: source, among: Self.scalars.keys.sorted() + ["enum"]))
            return nil
        case .enumeration(let cases): return enumeration(cases, named: "\(type).\(declared.name.text)")
        case .link(let targets): return link(targets)
        }
    }

    private mutating func enumeration(_ cases: [CaseDeclaration], named name: String) -> Field.Content {
        var seen: Set<String> = []
        for name in cases.flatMap({ [$0.name] + ($0.alias.map { [$0] } ?? []) }) where !seen.insert(name.text).inserted
        {
            duplicate(name, of: "cases of this enum", ko: "열거 항목")
        }
        let id = EnumerationID(enumerations.count)
        enumerations.append(
            Enumeration(
                id: id, name: name,
                cases: cases.map { declared in
                    let readable = String(declared.name.text.map { $0 == "_" ? " " : $0 })
                    return Enumeration.Case(
                        name: declared.name.text, aliases: declared.alias.map { [$0.text] } ?? [],
                        englishLabel: declared.label ?? readable)
                }))
        return .enumeration(id)
    }

    private mutating func link(_ targets: [DeclaredName]) -> Field.Content? {
        var types: [TypeID] = []
        for target in targets {
            if target.text == "entity" {
                types.append(.entity)
            } else if let id = ids[target.text] {
                types.append(id)
            } else {
                unknownType(target, code: DataCode.unknownType)
                return nil
            }
        }
        types.sort()
        // A target below another one adds nothing.
        let tops = types.filter { type in
            !types.contains { $0 < type && type.index < subtreeEnds[$0.index] }
        }
        return .link(tops.reduce(into: []) { if $0.last != $1 { $0.append($1) } })
    }

    private mutating func checkModifiers(_ declared: FieldDeclaration, _ content: Field.Content) {
        func isText(_ content: Field.Content) -> Bool { content == .text }
        if let span = declared.isLocalized, declared.isMany {
            misplaced("per language", on: "a field of many values", ko: "many 필드", at: span)
        }
        for (word, span) in [
            ("per language", declared.isLocalized), ("label", declared.isLabel), ("alias", declared.isAlias),
        ] {
            if let span, !isText(content) { misplaced(word, on: "a field that is no text", ko: "글이 아닌 필드", at: span) }
        }
        if let value = declared.defaultValue, content != .bool {
            misplaced("default", on: "a field that is no bool", ko: "bool이 아닌 필드", at: value.span)
        }
        if let inverse = declared.inverse {
            if case .link = content { return }
            misplaced("inverse", on: "a field that is no link", ko: "링크가 아닌 필드", at: inverse.name.span)
        }
    }

    private mutating func misplaced(_ word: String, on what: String, ko korean: String, at span: Span) {
        issues.error(
            DataCode.modifier, Message("'\(word)' makes no sense on \(what)", ko: "\(korean)에는 '\(word)'을(를) 쓸 수 없습니다"),
            at: span, in: source)
    }

    /// Gives each target type of a link with `inverse` a field of its own.
    mutating func declareInverses() {
        var links: [(FieldID, FieldDeclaration.Inverse)] = []
        for field in fields {
            let type = declarations.types[order[field.owner.index - 1]]
            let declared = type.fields.first { $0.name.span == spans[field.id] }
            if let inverse = declared?.inverse { links.append((field.id, inverse)) }
        }
        for (link, inverse) in links {
            guard case .link(let targets) = fields[link.index].content else { continue }
            for target in targets {
                let id = FieldID(fields.count)
                fields.append(
                    Field(
                        id: id, owner: target, name: inverse.name.text,
                        aliases: inverse.alias.map { [$0.text] } ?? [], content: .link([fields[link.index].owner]),
                        isMany: true, inverse: link, isInverse: true))
                ownFields[target.index].append(id)
                spans[id] = inverse.name.span
                if fields[link.index].inverse == nil { fields[link.index].inverse = id }
            }
        }
    }
}
