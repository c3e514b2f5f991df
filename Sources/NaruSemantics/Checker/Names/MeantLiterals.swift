import NaruSyntax

extension ProgramChecker {
    /// A case or an entity that the bare word names beside what it stands:
    /// `kind = mou`, `country = Germany`.
    func literal(meantBy name: Name, expecting: Type?) -> String? {
        switch expecting {
        case .enumeration(let id):
            if index.enumCase(named: name.text, of: id) != nil { return ".\(name.text)" }
            let names = schema[id].cases.flatMap { [$0.name] + $0.aliases }
            return closest(to: name.text, among: names).map { ".\($0)" }
        case .entity(let types):
            let type = schema[schema.commonAncestor(types)]
            guard !catalog.entities(named: name.text, in: type.id).isEmpty else { return nil }
            return "\(type.name) \"\(name.text)\""
        default: return nil
        }
    }

    /// A word beside a text that is near no name: `country = Germany`.
    func bareText(meantBy name: Name, expecting: Type?) -> String? {
        guard let expecting, expecting.isText else { return nil }
        let near = scopes.flatMap { scope in
            scope.row.columns.map(\.name)
                + (scope.row.subject.map { memberNames(of: scope.row.slots[$0].type) } ?? [])
        }
        return closest(to: name.text, among: near) == nil ? "\"\(name.text)\"" : nil
    }
}
