package import NaruSemantics

extension Store {
    /// The entity of `type` or a subtype with this id.
    package func entity(id: String, in type: TypeID) -> EntityNumber? {
        if schema.claims?.isBuiltIn(type) == true { return builtIn(id: id, in: type) }
        guard let key = idKey(id) else { return nil }
        let number = IDKey.number(key)
        for concrete in type.index..<schema[type].subtreeEnd {
            if let found = ids.entity(id: key, number: number, in: TypeID(concrete), texts) { return found }
        }
        return nil
    }

    /// nil where nothing has such an id.
    private func idKey(_ id: String) -> UInt64? {
        var id = id
        let number = id.withUTF8 { IDKey.canonicalInteger($0) }
        if let number { return IDKey.key(of: Int(number)) }
        return texts.code(of: id).map { IDKey.key(ofText: $0) }
    }

    private func builtIn(id: String, in type: TypeID) -> EntityNumber? {
        let range = range(of: type)
        guard let row = Int32(id), String(row) == id, row > 0, row <= Int32(range.count) else { return nil }
        return range.lowerBound + row - 1
    }

    /// The entities of exactly this type: they come before those of subtypes.
    package func ownRange(of type: TypeID) -> Range<Int32> {
        let whole = ranges[type.index]
        let next = type.index + 1
        return next < schema[type].subtreeEnd ? whole.lowerBound..<ranges[next].lowerBound : whole
    }

    /// What an entity is shown as: the text of its label field in `language`,
    /// else in the first language that has one, else its id.
    package func label(of entity: EntityNumber, language: Int = 0) -> String {
        guard Int(entity) < entityCount else { return id(of: entity) }
        for id in schema.allFields(of: ids.type(of: entity)) where schema[id].isLabel {
            let row = Int(entity - ranges[schema[id].owner.index].lowerBound)
            if let code = code(in: column(of: id), row: row, language: language) { return texts[code] }
        }
        return self.id(of: entity)
    }

    private func code(in column: Vector, row: Int, language: Int) -> Int32? {
        switch column.payload {
        case .code(let codes): return column.valid?[row] ?? true ? codes[row] : nil
        case .localized(let languages):
            let preferred = languages.indices.contains(language) ? [languages[language]] : []
            for vector in preferred + languages {
                if let code = code(in: vector, row: row, language: 0) { return code }
            }
            return nil
        // Labels are texts.
        case .bool, .int, .float, .decimal, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list,
            .record:
            return nil
        }
    }
}
