import NaruSyntax

/// `FIELD [ALIAS] TYPE {MODIFIER}`
extension SchemaReader {
    static let typeWords: Set<String> = [
        "text", "int", "decimal", "float", "bool", "date", "period", "duration", "geo", "quantity", "enum",
    ]
    static let modifiers = [
        "many", "per", "required", "label", "alias", "key", "inverse", "default", "map", "format", "separator",
        "absent", "fill",
    ]

    mutating func field() -> FieldDeclaration? {
        guard let name = name("a field's name", ko: "필드 이름") else { return nil }
        cursor.skipBlanks()
        if name.text == "id", cursor.take("key") {
            return modifiers(of: FieldDeclaration(name: name, kind: .id, isKey: name.span))
        }
        var alias: DeclaredName?
        if !cursor.take("->") {
            guard var word = self.name("the field's type", ko: "필드의 형") else { return nil }
            cursor.skipBlanks()
            if !Self.typeWords.contains(word.text), !cursor.isAtLineEnd {
                alias = word
                if cursor.take("->") { return link(name, alias) }
                // `name txt required`: the first word was meant as the type.
                if Self.modifiers.contains(cursor.string(cursor.nextToken())) { return plain(name, nil, word) }
                guard let next = self.name("the field's type", ko: "필드의 형") else { return nil }
                word = next
            }
            return plain(name, alias, word)
        }
        return link(name, alias)
    }

    private mutating func plain(_ name: DeclaredName, _ alias: DeclaredName?, _ word: DeclaredName) -> FieldDeclaration?
    {
        guard word.text == "enum" else {
            return modifiers(of: FieldDeclaration(name: name, alias: alias, kind: .word(word)))
        }
        guard let cases = cases() else { return nil }
        return modifiers(of: FieldDeclaration(name: name, alias: alias, kind: .enumeration(cases)))
    }

    private mutating func link(_ name: DeclaredName, _ alias: DeclaredName?) -> FieldDeclaration? {
        var targets: [DeclaredName] = []
        repeat {
            guard let target = self.name("a type", ko: "유형") else { return nil }
            targets.append(target)
            cursor.skipBlanks()
        } while cursor.take(UInt8(ascii: "|"))
        return modifiers(of: FieldDeclaration(name: name, alias: alias, kind: .link(targets)))
    }

    /// `CASE [alias] ["English label"], ...`
    private mutating func cases() -> [CaseDeclaration]? {
        var cases: [CaseDeclaration] = []
        repeat {
            cursor.skipBlanks(beforeItem: cases.count)
            guard let name = name("a case", ko: "항목") else { return nil }
            var declared = CaseDeclaration(name: name)
            cursor.skipBlanks()
            let next = cursor.next ?? 0
            let isModifier = Self.modifiers.contains(cursor.string(cursor.nextToken()))
            if !cursor.isAtLineEnd, next.isNameByte || next == .backquote, !isModifier {
                declared.alias = self.name("an alias", ko: "별칭")
                cursor.skipBlanks()
            }
            if cursor.next == .quote {
                guard let label = text("a label", ko: "표시 이름") else { return nil }
                declared.label = label.text
                cursor.skipBlanks()
            }
            cases.append(declared)
        } while cursor.take(.comma)
        return cases
    }

    private mutating func modifiers(of field: FieldDeclaration) -> FieldDeclaration? {
        var field = field
        cursor.skipBlanks()
        while !cursor.isAtLineEnd {
            guard modifier(&field) else { return nil }
            cursor.skipBlanks()
        }
        return field
    }

    private mutating func modifier(_ field: inout FieldDeclaration) -> Bool {
        let start = cursor
        guard let word = name("a modifier", ko: "수식어") else { return false }
        cursor.skipBlanks()
        switch word.text {
        case "many": field.isMany = true
        case "required": field.isRequired = true
        case "label": field.isLabel = word.span
        case "alias": field.isAlias = word.span
        case "key": field.isKey = word.span
        case "per":
            guard cursor.take("language") else { return expected("'language'", ko: "'language'") }
            field.isLocalized = word.span
        case "default":
            let value = cursor.take("true")
            guard value || cursor.take("false") else { return expected("'true' or 'false'", ko: "'true'나 'false'") }
            field.defaultValue = (value, word.span)
        case "inverse": return inverse(&field)
        case "map":
            guard let header = text("a column's header", ko: "열 머리글") else { return false }
            field.header = header
        case "format":
            guard let format = text("a format", ko: "형식") else { return false }
            field.format = format
        case "separator":
            guard let separator = text("a separator", ko: "구분자") else { return false }
            field.separator = separator
        case "absent":
            guard let absent = text("the texts that mean no value", ko: "값이 없음을 뜻하는 글") else { return false }
            field.absents = AbsentMarkers.listed(in: absent.text)
        case "fill":
            guard cursor.take("down") else { return expected("'down'", ko: "'down'") }
            field.fillsDown = true
        default:
            cursor = start
            issues.error(
                DataCode.modifier,
                Message("'\(word.text)' is no modifier of a field", ko: "'\(word.text)'은(는) 필드 수식어가 아닙니다"),
                at: word.span, in: source,
                help: [
                    Message(
                        "modifiers: many, per language, required, label, alias, key, inverse NAME, default, map, format, separator, absent, fill down",
                        ko:
                            "수식어: many, per language, required, label, alias, key, inverse 이름, default, map, format, separator, absent, fill down"
                    )
                ], suggestions: Suggestion.spelling(of: word.text, at: word.span, in: source, among: Self.modifiers))
            return false
        }
        return true
    }

    private mutating func inverse(_ field: inout FieldDeclaration) -> Bool {
        guard let name = name("the inverse link's name", ko: "역방향 링크 이름") else { return false }
        cursor.skipBlanks()
        var inverse = FieldDeclaration.Inverse(name: name)
        if !cursor.isAtLineEnd, !Self.modifiers.contains(cursor.string(cursor.nextToken())) {
            guard let alias = self.name("an alias", ko: "별칭") else { return false }
            inverse.alias = alias
        }
        field.inverse = inverse
        return true
    }
}
