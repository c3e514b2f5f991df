package import NaruSemantics

/// The numbers of claims and citations as entities, behind the stored ones.
///
/// Claims stand in the order of their subjects, then as in the file; of a row
/// of a table first its existence, then its present values in schema order.
/// Citations of records come first, then one for each row of a table.
struct ClaimNumbers: Sendable {
    /// For each stored entity the place of its first claim; one more at the end.
    let starts: [Int32]
    let claims: Range<Int32>
    let citations: Range<Int32>
    /// More claims than numbers: reading them would give wrong answers.
    let hasOverflowed: Bool

    init(_ store: Store) {
        var starts: [Int32] = [0]
        starts.reserveCapacity(store.entityCount + 1)
        var total = 0
        let imports = ImportedClaims(store)
        let limit = Int(Int32.max) - 2 * store.entityCount - store.claims.citations.count
        for entity in 0..<Int32(store.entityCount) {
            let recorded = store.claims.range(of: entity)
            total += recorded.isEmpty ? imports.count(of: entity) : recorded.count
            if total > limit { break }
            starts.append(Int32(total))
        }
        hasOverflowed = total > limit
        if hasOverflowed { starts = [Int32](repeating: 0, count: store.entityCount + 1) }
        self.starts = starts
        let first = Int32(store.entityCount)
        let last = first + (starts.last ?? 0)
        claims = first..<last
        let rows = store.claims.imports.isEmpty ? 0 : Int32(store.entityCount)
        citations = last..<last + Int32(store.claims.citations.count) + rows
    }

    /// The subject of a claim and the claim's place among those of its subject.
    func subject(of claim: EntityNumber) -> (entity: EntityNumber, place: Int) {
        let wanted = claim - claims.lowerBound
        var low = 0
        var high = starts.count - 1
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= wanted { low = middle } else { high = middle }
        }
        return (Int32(low), Int(wanted - starts[low]))
    }

    func numbers(of entity: EntityNumber) -> Range<EntityNumber> {
        let first = claims.lowerBound
        return first + starts[Int(entity)]..<first + starts[Int(entity) + 1]
    }
}

/// A claim, wherever it stands.
enum AnyClaim {
    /// By its place in `ClaimTable.claims`.
    case recorded(Int)
    /// A row of a table: its existence (no field), or a value of it.
    case imported(EntityNumber, ImportedValue?)

    var isExistence: Bool { if case .imported(_, nil) = self { true } else { false } }
}

extension Store {
    var claimNumbers: ClaimNumbers {
        shared.numbers { ClaimNumbers(self) }
    }

    /// The number, as an entity, of the claim at a place of `claims.claims`.
    package func number(ofClaim place: Int) -> EntityNumber {
        let subject = claims.claims[place].subject
        return claimNumbers.numbers(of: subject).lowerBound + Int32(place - claims.range(of: subject).lowerBound)
    }

    /// The place in `claims.claims` of a claim of a record, by its number.
    package func place(ofClaim number: EntityNumber) -> Int? {
        guard Int(number) >= entityCount, claimNumbers.claims.contains(number) else { return nil }
        let (subject, place) = claimNumbers.subject(of: number)
        let recorded = claims.range(of: subject)
        return recorded.isEmpty ? nil : recorded.lowerBound + place
    }

    /// The stored entity that a claim, by its number, is about.
    package func subject(ofClaim number: EntityNumber) -> EntityNumber { claimNumbers.subject(of: number).entity }

    /// The numbers, as entities, of the claims about a stored entity.
    package func claimNumbers(of entity: EntityNumber) -> Range<EntityNumber> { claimNumbers.numbers(of: entity) }

    func claim(_ number: EntityNumber, _ numbers: ClaimNumbers, _ imports: ImportedClaims) -> AnyClaim {
        let (entity, place) = numbers.subject(of: number)
        let recorded = claims.range(of: entity)
        if !recorded.isEmpty { return .recorded(recorded.lowerBound + place) }
        return .imported(entity, place == 0 ? nil : imports.value(at: place - 1, of: entity))
    }
}
