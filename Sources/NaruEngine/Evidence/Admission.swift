import NaruSemantics

/// A record as it was read under a view.
struct ViewedRecord: Hashable {
    var entity: EntityNumber
    /// Stands for the view, which is kept alive by its store.
    private let view: ObjectIdentifier
    let store: Store

    init(_ entity: EntityNumber, _ store: Store, _ view: StoreView) {
        self.entity = entity
        self.store = store
        self.view = ObjectIdentifier(view)
    }

    static func == (left: ViewedRecord, right: ViewedRecord) -> Bool {
        left.entity == right.entity && left.view == right.view
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(entity)
        hasher.combine(view)
    }
}

/// Why views show the records that were read: what is read under a view rests
/// on the view's having let it through.
final class Admission {
    struct Reasons {
        var parts: [EvidenceRead.Part]
        var absent: [FieldID]
        /// Where the parts were read.
        var store: Store
    }

    private var reasons: [ViewedRecord: Reasons?] = [:]
    private var witnesses: [ObjectIdentifier: (store: Store, witnesses: SourceWitnesses?)] = [:]

    /// The records that a read says are there; of a claim, whose it is.
    func records(of read: EvidenceRead, in store: Store) -> [ViewedRecord] {
        guard let view = store.view, let subject = read.subject else { return [] }
        if case .absence = read.part { return [] }
        var entities = [subject]
        if let place = store.place(ofClaim: subject) {
            let claim = store.claims.claims[place]
            entities = [claim.subject] + [claim.target].compactMap { $0 }
        }
        if case .link(_, let target) = read.part { entities.append(target) }
        return entities.filter { Int($0) < store.entityCount && store.shows($0) }.map { ViewedRecord($0, store, view) }
    }

    func distinct(_ records: [ViewedRecord]) -> [ViewedRecord] {
        var seen: Set<ViewedRecord> = []
        return records.filter { seen.insert($0).inserted }
    }

    /// What decided that a record holds on the day of the view.
    func reasons(for record: ViewedRecord) -> Reasons? {
        if let known = reasons[record] { return known }
        let found = find(record)
        reasons[record] = .some(found)
        return found
    }

    private func find(_ record: ViewedRecord) -> Reasons? {
        guard let settings = record.store.view?.settings, let day = settings.asOf else { return nil }
        let before = record.store.beforeDay(settings)
        let found = HoldingRecords(store: before, day: day).reasons(for: record.entity)
        return Reasons(parts: found.parts, absent: found.absent, store: before)
    }

    /// The claims to add so that each record is seen for the sake of a source.
    func witnesses(for records: [ViewedRecord], in cited: Set<Int>) -> Set<Int> {
        var added: Set<Int> = []
        for (store, entities) in grouped(records) {
            guard let witnesses = witnesses(of: store) else { continue }
            added.formUnion(witnesses.missing(for: entities, in: cited.union(added)))
        }
        return added
    }

    private func grouped(_ records: [ViewedRecord]) -> [(store: Store, entities: [EntityNumber])] {
        var groups: [(store: Store, entities: [EntityNumber])] = []
        for record in records {
            if let place = groups.firstIndex(where: { $0.store.view === record.store.view }) {
                groups[place].entities.append(record.entity)
            } else {
                groups.append((record.store, [record.entity]))
            }
        }
        return groups.map { ($0.store, Set($0.entities).sorted()) }
    }

    private func witnesses(of store: Store) -> SourceWitnesses? {
        guard let view = store.view else { return nil }
        let key = ObjectIdentifier(view)
        if let known = witnesses[key] { return known.witnesses }
        let made = SourceWitnesses(store)
        witnesses[key] = (store, made)
        return made
    }
}
