extension Schema {
    /// Several types as one union: no type beside an ancestor of it, ascending.
    package func union(_ types: [TypeID]) -> [TypeID] {
        let distinct = Set(types).sorted()
        return distinct.filter { type in !distinct.contains { $0 != type && isSubtype(type, of: $0) } }
    }

    /// What an entity of `types` can be once it is known to be of `tested`.
    package func intersection(_ types: [TypeID], _ tested: [TypeID]) -> [TypeID] {
        var common: [TypeID] = []
        for type in types {
            for test in tested {
                if isSubtype(type, of: test) {
                    common.append(type)
                } else if isSubtype(test, of: type) {
                    common.append(test)
                }
            }
        }
        return union(common)
    }

    /// What an entity of `types` can still be once it is known not to be of `excluded`.
    func difference(_ types: [TypeID], _ excluded: [TypeID]) -> [TypeID] {
        types.filter { type in !excluded.contains { isSubtype(type, of: $0) } }
    }

    func isSubset(_ types: [TypeID], of others: [TypeID]) -> Bool {
        types.allSatisfy { type in others.contains { isSubtype(type, of: $0) } }
    }

    func overlap(_ types: [TypeID], _ others: [TypeID]) -> Bool { !intersection(types, others).isEmpty }

    /// The nearest type that all of these are.
    package func commonAncestor(_ types: [TypeID]) -> TypeID {
        var candidate = types.first ?? .entity
        while !types.allSatisfy({ isSubtype($0, of: candidate) }) {
            guard let parent = self[candidate].parent else { return .entity }
            candidate = parent
        }
        return candidate
    }

    /// What the label of an entity is, of whatever type: a text in several
    /// languages if one type has it so.
    package var labelType: Type { fields.contains { $0.isLabel && $0.isLocalized } ? .localizedText : .text }

    /// The type itself, its parent, and so on to the root.
    func ancestors(of type: TypeID) -> [TypeID] {
        var chain = [type]
        while let last = chain.last, let parent = self[last].parent { chain.append(parent) }
        return chain
    }

    /// The type and all below it, in schema order.
    func subtree(of type: TypeID) -> [TypeID] {
        (type.index..<max(type.index + 1, self[type].subtreeEnd)).map { TypeID($0) }
    }
}
