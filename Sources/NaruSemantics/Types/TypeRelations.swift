/// How types fit each other.
extension Schema {
    /// The one type that values of all of these fit, or nil.
    func unified(_ types: [Type]) -> Type? {
        guard var result = types.first else { return .unknown }
        for type in types.dropFirst() {
            guard let common = unified(result, type) else { return nil }
            result = common
        }
        return result
    }

    private func unified(_ left: Type, _ right: Type) -> Type? {
        if left == right || right.isUnknown { return left }
        if left.isUnknown { return right }
        if let number = left.commonNumber(with: right) { return number }
        if left.isText, right.isText { return .text }
        switch (left, right) {
        case (.entity(let types), .entity(let others)): return .entity(union(types + others))
        case (.date, .days), (.days, .date): return .days
        case (.record(let fields), .record(let others)): return unifiedRecord(fields, others)
        default: return nil
        }
    }

    private func unifiedRecord(_ fields: [RecordField], _ others: [RecordField]) -> Type? {
        guard fields.map(\.name) == others.map(\.name) else { return nil }
        var result: [RecordField] = []
        for (field, other) in zip(fields, others) {
            // The fields of records are not widened.
            let (own, theirs) = (field.type.type, other.type.type)
            guard own == theirs || own.isEntity || own.isUnknown || theirs.isUnknown, let type = unified(own, theirs)
            else { return nil }
            let cardinality = field.type.cardinality.combined(with: other.type.cardinality)
            result.append(RecordField(name: field.name, type: ValueType(type, cardinality)))
        }
        return .record(result)
    }

    /// Whether values of the types can ever be equal.
    func areComparable(_ left: Type, _ right: Type) -> Bool {
        if left.isUnknown || right.isUnknown { return true }
        switch (left, right) {
        case (.entity(let types), .entity(let others)): return overlap(types, others)
        case (.date, .days), (.days, .date), (.period, .date), (.date, .period), (.period, .days), (.days, .period):
            return true
        case (.days, .days), (.numbers, .numbers), (.record, _), (_, .record): return false
        default: return left == right || left.isText && right.isText || left.isNumber && right.isNumber
        }
    }

    /// The label field that all of the types have, where it is one and the same.
    func labelField(of types: [TypeID]) -> FieldID? {
        let fields = types.map { type in allFields(of: type).last { self[$0].isLabel } }
        guard let first = fields.first, fields.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    /// The label and codes of entities, by which they can be told.
    func textFields(of types: [TypeID]) -> [String] {
        let fields = allFields(of: commonAncestor(types)).map { self[$0] }
        let codes = fields.filter {
            $0.content == .text && !$0.isMany && !$0.isLocalized && !$0.isLabel && $0.name == "iso"
        }
        let label = labelField(of: types).map { self[$0].name } ?? "label"
        return codes.map(\.name) + [label]
    }
}

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
