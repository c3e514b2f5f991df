import NaruSemantics

/// For the records that `known by` or `stated only` show: a claim for the sake
/// of which each is shown.
///
/// Any claim of a record, or link to it, lets it be seen. One of them is cited,
/// and only where none of what was read of the record does it: the first of
/// those that fields read, its own before links to it.
final class SourceWitnesses {
    private let rule: SourcedClaims
    private let store: Store
    /// What claims must fulfil for a record to be shown.
    private let demands: [(Claim) -> Bool]
    private var first: [[EntityNumber: (score: Int, place: Int)]]?

    /// nil where the view hides nothing for want of a source.
    init?(_ store: Store) {
        guard let settings = store.view?.settings, settings.knownBy != nil || settings.statedOnly else { return nil }
        let rule = SourcedClaims(store, settings)
        self.rule = rule
        self.store = store
        var demands: [(Claim) -> Bool] = []
        if settings.knownBy != nil { demands.append(rule.isKnown) }
        if settings.statedOnly { demands.append { $0.basis.isStated } }
        self.demands = demands
    }

    /// The claims to add to those that are cited, so that these records are seen.
    func missing(for records: some Sequence<EntityNumber>, in cited: Set<Int>) -> Set<Int> {
        var seen = demands.map { _ in [EntityNumber: Int]() }
        func note(_ place: Int, _ change: Int) {
            for (demand, record) in met(by: place) { seen[demand][record, default: 0] += change }
        }
        for place in cited { note(place, 1) }
        let wanted = Set(records.filter { !rule.isShownSource($0) })
        var added: [Int] = []
        for record in wanted.sorted() {
            for demand in demands.indices where seen[demand][record, default: 0] == 0 {
                guard let place = witnesses[demand][record]?.place else { continue }
                added.append(place)
                note(place, 1)
            }
        }
        // One that was added later may speak for an earlier record too.
        added.removeAll { place in
            let isNeeded = met(by: place).contains { demand, record in
                wanted.contains(record) && seen[demand][record] == 1
            }
            if !isNeeded { note(place, -1) }
            return !isNeeded
        }
        return Set(added)
    }

    /// The demands that a claim meets, with the records it meets them for.
    private func met(by place: Int) -> [(demand: Int, record: EntityNumber)] {
        let claim = store.claims.claims[place]
        let records = [claim.subject] + [claim.target].compactMap { $0 == claim.subject ? nil : $0 }
        return demands.indices.filter { demands[$0](claim) }.flatMap { demand in records.map { (demand, $0) } }
    }

    private var witnesses: [[EntityNumber: (score: Int, place: Int)]] {
        if let first { return first }
        var found = demands.map { _ in [EntityNumber: (score: Int, place: Int)]() }
        for (place, claim) in store.claims.claims.enumerated() {
            let met = demands.map { $0(claim) }
            let isSeen = claim.isRead && !claim.isHidden && !met.contains(false)
            for demand in demands.indices where met[demand] {
                func offer(_ record: EntityNumber, _ score: Int) {
                    if let known = found[demand][record], known.score <= score { return }
                    found[demand][record] = (score, place)
                }
                offer(claim.subject, isSeen ? 0 : 2)
                if let target = claim.target { offer(target, isSeen ? 1 : 3) }
            }
        }
        first = found
        return found
    }
}
