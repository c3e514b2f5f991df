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
