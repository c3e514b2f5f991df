package import NaruSemantics

extension Store {
    /// The entity of `type` or a subtype with this id.
    package func entity(id: String, in type: TypeID) -> EntityNumber? {
        if schema.claims?.isBuiltIn(type) == true { return builtIn(id: id, in: type) }
        guard let code = texts.code(of: id) else { return nil }
        let key = key(of: code)
        for concrete in type.index..<schema[type].subtreeEnd {
            if let found = entity(code, key: key, among: ownRange(of: TypeID(concrete))) { return found }
        }
        return nil
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

    private func key(of code: Int32) -> UInt64 { texts.withBytes(of: code) { IDKey.key(of: $0, code: code) } }

    private func entity(_ code: Int32, key wanted: UInt64, among range: Range<Int32>) -> EntityNumber? {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if key(of: ids[Int(middle)]) < wanted { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && ids[Int(low)] == code ? low : nil
    }

    /// What an entity is shown as: the text of its label field in `language`,
    /// else in the first language that has one, else its id.
    package func label(of entity: EntityNumber, language: Int = 0) -> String {
        guard Int(entity) < entityCount else { return id(of: entity) }
        for id in schema.allFields(of: types[Int(entity)]) where schema[id].isLabel {
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
        default: return nil
        }
    }
}
