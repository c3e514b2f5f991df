import NaruSyntax

extension ProgramChecker {
    /// A case or an entity that the bare word names beside what it stands:
    /// `kind = mou`, `country = Germany`.
    func literal(meantBy name: Name, expecting: Type?) -> String? {
        switch expecting {
        case .enumeration(let id):
            if index.enumCase(named: name.text, of: id) != nil { return ".\(Notation.member(name.text))" }
            let names = schema[id].cases.flatMap { [$0.name] + $0.aliases }
            return closest(to: name.text, among: names).map { ".\(Notation.member($0))" }
        case .entity(let types):
            return entityLiterals(named: name.text, of: schema.commonAncestor(types)).first
        case .bool: return rewritten(Expression(.name(name), at: name.span), as: .bool).first
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
        return closest(to: name.text, among: near) == nil ? Notation.text(name.text) : nil
    }
}
