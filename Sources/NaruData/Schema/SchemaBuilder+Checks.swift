import NaruSemantics
import NaruSyntax

/// Names within a type and its ancestors, and what speaks of fields by name.
extension SchemaBuilder {
    mutating func checkFieldNames() {
        var names = [[String: Span]](repeating: [:], count: parents.count)
        for place in parents.indices {
            if let parent = parents[place] { names[place] = names[parent.index] }
            var own: [DeclaredName] = []
            for id in ownFields[place] {
                let span = spans[id] ?? Span(0, 0)
                own += ([fields[id.index].name] + fields[id.index].aliases).map { DeclaredName(text: $0, span: span) }
            }
            if place > 0 {
                let computed = declarations.types[order[place - 1]].computed
                own += computed.flatMap { [$0.name] + ($0.alias.map { [$0] } ?? []) }
            }
            for name in own { add(name, to: &names[place]) }
            if place > 0 { checkMembers(TypeID(place), Set(names[place].keys)) }
        }
    }

    private mutating func add(_ name: DeclaredName, to names: inout [String: Span]) {
        if Self.builtins.contains(name.text) {
            issues.error(
                DataCode.reservedName,
                Message("every entity has '\(name.text)' already", ko: "'\(name.text)'은(는) 모든 개체에 이미 있습니다"),
                at: name.span, in: source,
                help: [Message("id, label, type and claims are built in", ko: "id, label, type, claims는 내장되어 있습니다")])
        } else if names.updateValue(name.span, forKey: name.text) != nil {
            duplicate(name, of: "fields of this type and its ancestors", ko: "이 유형과 상위 유형의 필드")
        }
    }

    private mutating func checkMembers(_ type: TypeID, _ names: Set<String>) {
        let declared = declarations.types[order[type.index - 1]]
        if let validity = declared.validity {
            for bound in validity.start + validity.end {
                checkBound(bound.name, type, isTerm: false, names)
                if let plus = bound.plus { checkBound(plus, type, isTerm: true, names) }
            }
        }
        let keys = declared.fields.filter { $0.isKey != nil }
        for extra in keys.dropFirst() {
            issues.error(
                DataCode.modifier, Message("a type has one key", ko: "유형의 키는 하나입니다"),
                at: extra.isKey ?? extra.name.span,
                in: source)
        }
        if let key = keys.first, declared.table == nil {
            issues.error(
                DataCode.modifier, Message("a key belongs to a type with a table", ko: "키는 표가 있는 유형에 씁니다"),
                at: key.isKey ?? key.name.span, in: source)
        }
        if let table = declared.table, declared.isAbstract {
            issues.error(
                DataCode.tableSource, Message("an abstract type has no records of its own", ko: "추상 유형에는 레코드가 없습니다"),
                at: table.file.span, in: source)
        }
    }

    private mutating func checkBound(_ name: DeclaredName, _ type: TypeID, isTerm: Bool, _ names: Set<String>) {
        guard let field = field(name.text, of: type) else {
            issues.error(
                DataCode.validity,
                Message("'\(name.text)' is no field of this type", ko: "이 유형에 '\(name.text)' 필드가 없습니다"),
                at: name.span, in: source,
                suggestions: Suggestion.spelling(of: name.text, at: name.span, in: source, among: names.sorted()))
            return
        }
        let fits = isTerm ? field.content == .duration : field.content == .date
        if !fits {
            issues.error(
                DataCode.validity,
                isTerm
                    ? Message("'\(name.text)' is no duration", ko: "'\(name.text)'은(는) 기간(duration)이 아닙니다")
                    : Message("'\(name.text)' is no date", ko: "'\(name.text)'은(는) 날짜가 아닙니다"),
                at: name.span, in: source)
        }
    }

    private func field(_ name: String, of type: TypeID) -> Field? {
        var next: TypeID? = type
        while let current = next {
            if let id = ownFields[current.index].first(where: { fields[$0.index].name == name }) {
                return fields[id.index]
            }
            next = parents[current.index]
        }
        return nil
    }

    /// Those of a text in several languages are columns of their own.
    private func headersFilledDown(_ type: TypeDeclaration) -> [String] {
        let localized = type.fields.filter { $0.fillsDown && $0.isLocalized != nil && $0.header == nil }
        return type.headersFilledDown
            + localized.flatMap { field in
                declarations.languages.flatMap { ["\(field.name.text)_\($0.text)", "\(field.name.text).\($0.text)"] }
            }
    }

    /// Notes which types read tables, and how.
    func tables(_ layout: SchemaLayout) -> SchemaLayout {
        var layout = layout
        for (place, index) in order.enumerated() {
            let type = declarations.types[index]
            for declared in type.fields
            where declared.header != nil || declared.separator != nil || declared.format != nil
                || !declared.absents.isEmpty
            {
                guard let field = ownFields[place + 1].first(where: { spans[$0] == declared.name.span }) else {
                    continue
                }
                layout.columns[field] = SchemaLayout.Column(
                    header: declared.header, format: declared.format, separator: declared.separator,
                    absents: declared.absents)
            }
            guard let table = type.table else { continue }
            let key = type.fields.first { $0.isKey != nil }
            layout.tables.append(
                SchemaLayout.Table(
                    type: TypeID(place + 1), file: table.file, table: table.table, columns: table.columns,
                    encoding: table.encoding, header: table.header, absents: table.absents,
                    nodes: table.nodes, fillsDown: table.fillsDown + headersFilledDown(type), source: source,
                    key: key.map { $0.header ?? $0.name }))
        }
        return layout
    }
}
