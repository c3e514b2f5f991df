import NaruSemantics

/// Sets of claims, as the view shows them.
extension Store {
    /// The claims that fields read, or with `showsAllRanks` every rank of them.
    func shownClaims() -> [EntityNumber] {
        let numbers = claimNumbers
        let imports = ImportedClaims(self)
        var shown: [EntityNumber] = []
        for entity in 0..<Int32(entityCount) { appendClaims(of: entity, numbers, imports, to: &shown) }
        return shown
    }

    func appendClaims(
        of entity: EntityNumber, _ numbers: ClaimNumbers, _ imports: ImportedClaims, to shown: inout [EntityNumber]
    ) {
        let all = numbers.numbers(of: entity)
        guard shows(entity) else { return }
        let recorded = claims.range(of: entity)
        guard recorded.isEmpty else {
            for (place, number) in zip(recorded, all) where isShown(claims.claims[place]) { shown.append(number) }
            return
        }
        guard view?.shown != nil else { return shown.append(contentsOf: all) }
        for (place, number) in all.enumerated() {
            if place > 0, let value = imports.value(at: place - 1, of: entity), leadsToHidden(value) { continue }
            shown.append(number)
        }
    }

    private func isShown(_ claim: Claim) -> Bool { !claim.isHidden && (claim.isRead || showsAllRanks) }

    private func leadsToHidden(_ value: ImportedValue) -> Bool {
        guard case .link = schema[value.field].content, case .code(let codes) = value.column.payload else {
            return false
        }
        return !shows(codes[value.row])
    }

    /// The citations of the claims shown.
    func shownCitations() -> [EntityNumber] {
        let numbers = claimNumbers
        var isCited = [Bool](repeating: false, count: claims.citations.count)
        for claim in claims.claims where isShown(claim) {
            for place in claim.citations where !claims.citations[Int(place)].isHidden { isCited[Int(place)] = true }
        }
        let first = numbers.citations.lowerBound
        var shown = isCited.indices.filter { isCited[$0] }.map { first + Int32($0) }
        guard !claims.imports.isEmpty else { return shown }
        for entity in 0..<Int32(entityCount) where claims.range(of: entity).isEmpty && shows(entity) {
            shown.append(first + Int32(isCited.count) + entity)
        }
        return shown
    }

    /// The claims that cite each entity of the source type in the whole
    /// dataset, as places in `claims.claims`, ascending.
    func claimsCiting(_ source: TypeID) -> ListColumn {
        shared.claimsBySource {
            let sources = ranges[source.index]
            var pairs: [(row: Int32, place: Int32)] = []
            for (place, claim) in claims.claims.enumerated() {
                var cited: [Int32] = []
                for citation in claims.citations[Int(claim.citations.lowerBound)..<Int(claim.citations.upperBound)]
                where sources.contains(citation.source) && !cited.contains(citation.source) {
                    cited.append(citation.source)
                }
                pairs += cited.map { ($0 - sources.lowerBound, Int32(place)) }
            }
            pairs.sort { ($0.row, $0.place) < ($1.row, $1.place) }
            let places = Vector(count: pairs.count, payload: .code(pairs.map(\.place)))
            return ListColumn(offsets: Vector.offsets(of: pairs.map(\.row), count: sources.count), child: places)
        }
    }

    /// For each field the places of its claims in `claims.claims`, ascending.
    var claimsByField: [[Int32]] {
        shared.claimsByField {
            var places = [[Int32]](repeating: [], count: schema.fields.count)
            for (place, claim) in claims.claims.enumerated() {
                if let field = claim.field { places[field.index].append(Int32(place)) }
            }
            return places
        }
    }

    /// Whether any source has a date of publication, which `known by` needs.
    package var hasDatedSources: Bool {
        guard let field = schema.publicationDate else { return false }
        return wholeColumn(of: field).presence.popCount > 0
    }

    /// Whether a set of claims holds this one for the sake of a source.
    func shows(claimAt place: Int, citing source: EntityNumber) -> Bool {
        let claim = claims.claims[place]
        return isShown(claim) && claims.citations(of: claim).contains { $0.source == source }
    }
}
