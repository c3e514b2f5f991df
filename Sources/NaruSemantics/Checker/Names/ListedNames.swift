extension Schema {
    /// The sets of the dataset, but the set of everything.
    var listedSets: [ListedName] { declaredTypes.dropFirst().map { ListedName($0.plural, aliases: $0.aliases) } }

    var listedTypes: [ListedName] { declaredTypes.map { ListedName($0.name, aliases: $0.aliases) } }
}

extension ProgramChecker {
    func listedMembers(of type: Type) -> [ListedName] {
        let names = shownMembers(of: type)
        guard case .entity(let types) = type, let first = types.first else { return names.map { ListedName($0) } }
        return names.map { name in
            if let field = index.field(named: name, of: first) {
                return ListedName(name, aliases: schema[field].aliases)
            }
            let computed = schema.ancestors(of: first).lazy.flatMap { self.schema[$0].computed }
                .first { $0.name == name }
            return ListedName(name, aliases: computed?.aliases ?? [])
        }
    }
}
