import NaruSyntax

/// Finds the entities that literals name.
struct EntityLookup: CheckerPart {
    let context: CheckContext

    /// `city "시흥시"`: looked up now, over the whole dataset, before any view.
    func entity(type name: Name, text: String, textSpan: Span, at span: Span) -> TypedExpression {
        guard let type = typeNames.type(named: name) else { return invalid(at: span) }
        guard let match = entity(type, text, written: name.text, at: textSpan, literal: span) else {
            return invalid(at: span)
        }
        return TypedExpression(.literal(.entity(match.number)), ValueType(.entity([match.type])), at: span)
    }

    /// The one entity that `text` names, or a report.
    func entity(
        _ type: TypeID, _ text: String, written: String, at span: Span, literal: Span? = nil
    ) -> EntityMatch? {
        if noteEntity(text, of: type) { return nil }
        if text.hasPrefix("id:") {
            let id = String(text.dropFirst(3))
            if let match = catalog.entity(id: id, in: type) { return match }
            report(unknownEntity(type, text, written: written, at: span, literal: literal))
            return nil
        }
        let matches = catalog.entities(named: text, in: type)
        if matches.count == 1 { return matches[0] }
        if matches.isEmpty {
            report(unknownEntity(type, text, written: written, at: span, literal: literal))
        } else {
            let listed = matches.sorted { $0.id < $1.id }.map {
                (label: $0.label, id: $0.id, type: schema[$0.type].name)
            }
            report(.ambiguousEntity(text, type: written, listed, at: span))
        }
        return nil
    }

    private func unknownEntity(
        _ type: TypeID, _ text: String, written: String, at span: Span, literal: Span?
    ) -> Diagnostic {
        let elsewhere = catalog.entities(named: text, in: .entity).first { !schema.isSubtype($0.type, of: type) }
        return .unknownEntity(
            text, type: written, nearest: nearestEntities(to: text, in: type),
            ways: literal.map { waysToName(text, code(text, of: type), elsewhere.map(\.type), at: $0) } ?? [], at: span)
    }

    private func waysToName(_ text: String, _ code: String?, _ elsewhere: TypeID?, at literal: Span) -> [Suggestion] {
        let coded = instead(of: literal, [code].compactMap(\.self))
        guard let elsewhere else { return coded }
        let type = schema[elsewhere].name
        let written = "\(Notation.name(type)) \(Notation.text(text))"
        let message = Message("\(type) has one of that name: `\(written)`", ko: "그런 이름의 \(type)은(는) 있습니다: `\(written)`")
        return coded + [Suggestion([TextEdit(literal, written)], .said(message))]
    }

    /// `country "US"`: short capitals are a code rather than a name.
    private func code(_ text: String, of type: TypeID) -> String? {
        guard (2...3).contains(text.utf8.count), text.utf8.allSatisfy({ (65...90).contains($0) }),
            let field = schema.allFields(of: type).map({ schema[$0] }).first(where: { $0.name == "iso" }),
            field.content == .text
        else { return nil }
        return "\(schema[type].plural)[\(field.name) = \"\(text)\"]"
    }

    /// The nearest names, one an entity.
    private func nearestEntities(to text: String, in type: TypeID) -> [String] {
        var seen: Set<EntityNumber> = []
        let names = catalog.names(in: type)
        var near = nearest(to: text, among: names, limit: 12)
        if near.isEmpty {
            // The beginning of a name is near it, too.
            let typed = text.lowercased().nfd
            near = names.sorted().filter { !typed.isEmpty && $0.lowercased().nfd.starts(with: typed) }
            // So is the name that this one begins with: 시흥시청 and 시흥시.
            let shorter = names.sorted().filter { $0.count > 1 && typed.starts(with: $0.lowercased().nfd) }
            near += shorter.sorted { $0.utf8.count > $1.utf8.count }
        }
        // A wrong suffix is nearer than any letter.
        let stems = OfficialName.readings(of: text).map(\.stem)
        near = names.filter(stems.contains) + near
        return Array(
            near.filter { name in catalog.entities(named: name, in: type).contains { seen.insert($0.number).inserted } }
                .prefix(3))
    }
}
