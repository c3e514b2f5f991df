import NaruPlan
import NaruSemantics

/// The entities of a type that come first by a field, as they are known of the
/// whole dataset: made when a run first asks, and kept for those that ask for no
/// more.
final class KeptOrders: Sendable {
    struct Key: Hashable {
        var type: TypeID
        var field: FieldID
        var isDescending: Bool
    }

    private let kept = Lock<[(key: Key, first: [Int32])]>([])
    /// How many are kept at least, so that a run that asks for a few more need not
    /// look at all again.
    private static let least = 1024
    /// What was asked for long ago is made again.
    private static let orderLimit = 64

    /// At least `count` of them, or all that there are.
    func first<Failure: Error>(
        _ count: Int, of key: Key, _ make: (Int) throws(Failure) -> [Int32]
    ) throws(Failure) -> [Int32] {
        if let known = kept.withLock({ $0.first { $0.key == key }?.first }), known.count >= count { return known }
        let made = try make(max(count, KeptOrders.least))
        kept.withLock { kept in
            kept.removeAll { $0.key == key }
            if kept.count >= KeptOrders.orderLimit { kept.removeFirst() }
            kept.append((key, made))
        }
        return made
    }
}

extension Scope {
    /// The first entities of a type by one of its fields.
    func firstEntities(_ count: Int, of type: TypeID, by key: TypedSortKey) throws(EngineError) -> [Int32] {
        let store = context.store
        guard case .field(_, let field) = key.value.kind, let range = store.entityRange(of: type), store.view == nil
        else { throw .internal("a kept order of what is no column of the dataset") }
        let wanted = min(count, range.count)
        let order = KeptOrders.Key(type: type, field: field, isDescending: key.isDescending)
        let first = try store.shared.orders.first(wanted, of: order) { count throws(EngineError) in
            try context.willGrow(to: range.count)
            let values = FieldReader(context: context).read(field, of: range)
            let keys = key.order(values, descending: key.isDescending, self)
            return SortKeys.first(count, of: keys).map { range.lowerBound + $0 }
        }
        return Array(first.prefix(wanted))
    }
}

extension SortKeys {
    /// The places of the least keys in their order, of equal ones the first.
    static func first(_ count: Int, of keys: [Int64]) -> [Int32] {
        struct Entry: Comparable {
            var key: Int64
            var place: Int32

            static func < (left: Entry, right: Entry) -> Bool {
                left.key != right.key ? left.key < right.key : left.place < right.place
            }
        }
        let wanted = min(count, keys.count)
        guard wanted > 0 else { return [] }
        var found: [Entry] = []
        found.reserveCapacity(2 * wanted)
        // Of an equal key a later place comes too late.
        var last = Int64.max
        for (place, key) in keys.enumerated() where key < last || found.count < wanted {
            found.append(Entry(key: key, place: Int32(truncatingIfNeeded: place)))
            guard found.count == 2 * wanted else { continue }
            found.select(wanted - 1, in: found.indices)
            last = found[wanted - 1].key
            found.removeLast(wanted)
        }
        return found.sorted().prefix(wanted).map(\.place)
    }
}
