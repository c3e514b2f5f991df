package import NaruSemantics

/// Entities by number, the built-in ones included.
extension Store {
    /// The numbers of a type's entities, subtypes included, hidden ones too.
    package func range(of type: TypeID) -> Range<Int32> {
        guard let claims = schema.claims, claims.isBuiltIn(type) else { return ranges[type.index] }
        return type == claims.claim ? claimNumbers.claims : claimNumbers.citations
    }

    /// The entities of a type that the view shows, in the order of ids.
    package func entities(of type: TypeID) -> [EntityNumber] {
        if let claims = schema.claims, claims.isBuiltIn(type) {
            return type == claims.claim ? shownClaims() : shownCitations()
        }
        let range = ranges[type.index]
        var numbers =
            isInIDOrder(range)
            ? [Int32](run: 0..<range.count, from: range.lowerBound) : shared.order(of: type) { order(range) }
        if let shown = view?.shown { numbers.removeAll { !shown[Int($0)] } }
        return numbers
    }

    /// The same where they are all numbers of a range in their order; else nil.
    func entityRange(of type: TypeID) -> Range<EntityNumber>? {
        if view != nil || schema.claims?.isBuiltIn(type) == true { return nil }
        let range = ranges[type.index]
        return isInIDOrder(range) ? range : nil
    }

    /// Whether the numbers of a range are in the order of ids, as all of one
    /// concrete type are.
    func isInIDOrder(_ numbers: ClosedRange<EntityNumber>) -> Bool {
        if numbers.lowerBound >= entityCount { return true }
        let isConcrete = schema.types.contains { type in
            let range = ownRange(of: type.id)
            return range.contains(numbers.lowerBound) && range.contains(numbers.upperBound)
        }
        return isConcrete || idOrder == nil
    }

    private func isInIDOrder(_ numbers: Range<EntityNumber>) -> Bool {
        numbers.isEmpty || isInIDOrder(numbers.lowerBound...numbers.upperBound - 1)
    }

    /// The entities of a range in the order of ids.
    private func order(_ range: Range<EntityNumber>) -> [EntityNumber] {
        (entitiesByIdOrder ?? Array(range)).filter(range.contains)
    }

    /// Whether the view shows a record; built-in entities follow their claims.
    func shows(_ entity: EntityNumber) -> Bool {
        guard let shown = view?.shown, Int(entity) < entityCount else { return true }
        return shown[Int(entity)]
    }

    /// The entities of a list that the view shows, by their places; nil for all.
    func shownPlaces(_ elements: Vector, of type: Type) -> [Int32]? {
        guard case .entity = type, view != nil, case .code(let numbers) = elements.payload else { return nil }
        let kept = numbers.indices.filter { shows(numbers[$0]) }.map { Int32($0) }
        return kept.count < numbers.count ? kept : nil
    }

    /// Whether this is the same view of the same dataset.
    func showsTheSame(as other: Store) -> Bool { view === other.view && showsAllRanks == other.showsAllRanks }

    package func type(of entity: EntityNumber) -> TypeID {
        guard Int(entity) >= entityCount, let claims = schema.claims else { return ids.type(of: entity) }
        return claimNumbers.claims.contains(entity) ? claims.claim : claims.citation
    }

    /// Built-in entities have the number of their row as id.
    package func id(of entity: EntityNumber) -> String {
        guard Int(entity) >= entityCount else { return ids.text(of: entity, in: texts) }
        return String(entity - range(of: type(of: entity)).lowerBound + 1)
    }

    /// The text code of a stored entity's id; nil for a built-in one.
    func idCode(of entity: EntityNumber) -> Int32? {
        Int(entity) < entityCount ? ids.code(of: entity, in: texts) : nil
    }

    /// The place of an entity among all: by id, the built-in ones last.
    @inline(__always)
    func place(of entity: EntityNumber) -> Int32 {
        guard let idOrder, Int(entity) < idOrder.count else { return entity }
        return idOrder[Int(entity)]
    }

    @inline(__always)
    func entity(atPlace place: Int32) -> EntityNumber {
        guard let entitiesByIdOrder, Int(place) < entitiesByIdOrder.count else { return place }
        return entitiesByIdOrder[Int(place)]
    }
}

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
