import NaruSyntax

/// Writes literals of the type that is wanted for what was written instead.
struct LiteralRewriter: CheckerPart {
    let context: CheckContext

    /// A literal or conversion of another type, as one of the wanted type.
    func rewritten(_ expression: Expression, as wanted: Type) -> [String] {
        switch wanted {
        case .date, .period, .days: [dateLiteral(expression)].compactMap(\.self)
        case .enumeration(let id): [enumLiteral(expression, of: id)].compactMap(\.self)
        case .entity(let types): entityLiterals(expression, of: types)
        case .int, .decimal, .float: numberLiteral(expression, as: wanted)
        case .text, .localizedText: textLiteral(expression)
        case .quantity: quantityLiteral(expression)
        case .duration: wholeNumber(expression).map { ["\($0) days", "\($0) months", "\($0) years"] } ?? []
        case .bool: boolLiteral(expression)
        case .geo, .numbers, .record, .unknown: []
        }
    }

    /// `@2023-01-01` for `2023-01-01`, `"2023-01-01"`, `2023` and the like.
    private func dateLiteral(_ expression: Expression) -> String? {
        let written =
            switch expression.unwrapped.kind {
            case .text(let text): text.filter { $0 != " " }
            default: text(expression.unwrapped).filter { $0 != " " }
            }
        let parts = written.split(omittingEmptySubsequences: false) { "-/.".contains($0) }.map(String.init)
        guard parts.first?.count == 4, parts.count <= 3 else {
            if case .text = expression.unwrapped.kind { return nil }
            return isTextPath(expression) ? "date(\(text(expression)))" : nil
        }
        let padded = parts.map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
        return PartialDate(padded) != nil ? "@\(padded)" : nil
    }

    private func isTextPath(_ expression: Expression) -> Bool {
        switch expression.unwrapped.kind {
        case .name, .member: true
        default: false
        }
    }

    private func enumLiteral(_ expression: Expression, of id: EnumerationID) -> String? {
        let written: String
        switch expression.unwrapped.kind {
        case .text(let text): written = text
        case .name(let name): written = name.text
        default: return nil
        }
        let names = schema[id].cases.flatMap { [$0.name] + $0.aliases }
        let exact = names.first { $0.lowercased() == written.lowercased() }
        return (exact ?? closest(to: written, among: names)).map { ".\(Notation.member($0))" }
    }

    private func entityLiterals(_ expression: Expression, of types: [TypeID]) -> [String] {
        guard case .text(let name) = expression.unwrapped.kind else { return [] }
        return types.flatMap { entities(named: name, of: $0) }
    }

    /// The literal of the type, or of a type below it.
    func entities(named name: String, of type: TypeID) -> [String] {
        let found = catalog.entities(named: name, in: type)
        guard let first = found.first else { return [] }
        let own = type == .entity || schema[type].name == "entity" ? schema[first.type] : schema[type]
        let literal = "\(Notation.name(own.name)) "
        if found.count == 1 { return [literal + Notation.text(name)] }
        return found.prefix(2).map { literal + Notation.text("id:\($0.id)") }
    }

    private func numberLiteral(_ expression: Expression, as wanted: Type) -> [String] {
        if case .text(let written) = expression.unwrapped.kind {
            let digits = written.filter { $0 != "," && $0 != "_" && $0 != " " }
            return ExactDecimal(digits) == nil ? [] : [digits]
        }
        if case .measured(let number, _) = expression.unwrapped.kind { return [number.text] }
        return isTextPath(expression) ? ["\(schema.describe(wanted))(\(text(expression)))"] : []
    }

    private func textLiteral(_ expression: Expression) -> [String] {
        switch expression.unwrapped.kind {
        case .number(let number): [Notation.text(number.text)]
        case .enumCase(let name): [Notation.text(name.text)]
        case .entity(_, let text, _): [Notation.text(text)]
        case .name, .member: ["text(\(text(expression)))"]
        default: []
        }
    }

    /// `"5 USD"`
    private func quantityLiteral(_ expression: Expression) -> [String] {
        guard case .text(let written) = expression.unwrapped.kind else { return [] }
        let words = written.split(separator: " ")
        guard words.count == 2, ExactDecimal(String(words[0])) != nil else { return [] }
        return ["\(words[0]) \(Notation.name(String(words[1])))"]
    }

    private func wholeNumber(_ expression: Expression) -> String? {
        guard case .number(let number) = expression.unwrapped.kind, case .int = number.value else { return nil }
        return number.text
    }

    private func boolLiteral(_ expression: Expression) -> [String] {
        let written =
            switch expression.unwrapped.kind {
            case .text(let text): text.lowercased()
            case .number(let number): number.text
            case .name(let name): name.text.lowercased()
            default: ""
            }
        if ["true", "yes", "1", "예", "y", "t"].contains(written) { return ["true"] }
        return ["false", "no", "0", "아니요", "n", "f"].contains(written) ? ["false"] : []
    }

    /// A case or an entity that the bare word names beside what it stands:
    /// `kind = mou`, `country = Germany`.
    func literal(meantBy name: Name, expecting: Type?) -> String? {
        switch expecting {
        case .enumeration(let id):
            if index.enumCase(named: name.text, of: id) != nil { return ".\(Notation.member(name.text))" }
            let names = schema[id].cases.flatMap { [$0.name] + $0.aliases }
            return closest(to: name.text, among: names).map { ".\(Notation.member($0))" }
        case .entity(let types):
            return entities(named: name.text, of: schema.commonAncestor(types)).first
        case .bool: return rewritten(Expression(.name(name), at: name.span), as: .bool).first
        default: return nil
        }
    }

    /// A word beside a text that is near no name: `country = Germany`.
    func bareText(meantBy name: Name, expecting: Type?) -> String? {
        guard let expecting, expecting.isText else { return nil }
        let near = frames.flatMap { scope in
            scope.row.columns.map(\.name) + members.allNames(of: scope.row)
        }
        return closest(to: name.text, among: near) == nil ? Notation.text(name.text) : nil
    }
}
