import NaruPlan
import NaruSemantics

/// What all views of one dataset share, each made when first needed.
final class SharedState: Sendable {
    private let numbers = Lock<ClaimNumbers?>(nil)
    private let byField = Lock<[[Int32]]?>(nil)
    private let bySource = Lock<ListColumn?>(nil)
    let graphs = SharedGraphs()
    let orders = KeptOrders()
    private let idOrders = Lock<[TypeID: [EntityNumber]]>([:])
    private let statistics = Lock<[FieldID: FieldStatistics]>([:])
    private let views = Lock<[(settings: ViewSettings, view: StoreView)]>([])
    /// A view that was asked for long ago is made again.
    private static let viewLimit = 16

    func numbers(_ make: () -> ClaimNumbers) -> ClaimNumbers { Self.once(numbers, make) }
    func claimsByField(_ make: () -> [[Int32]]) -> [[Int32]] { Self.once(byField, make) }
    func claimsBySource(_ make: () -> ListColumn) -> ListColumn { Self.once(bySource, make) }

    /// The entities of a type in the order of ids.
    func order(of type: TypeID, _ make: () -> [EntityNumber]) -> [EntityNumber] {
        if let known = idOrders.withLock({ $0[type] }) { return known }
        let made = make()
        idOrders.withLock { $0[type] = made }
        return made
    }

    /// Figures of a field of the whole dataset.
    func statistics(of field: FieldID, _ make: () -> FieldStatistics) -> FieldStatistics {
        if let known = statistics.withLock({ $0[field] }) { return known }
        let made = make()
        statistics.withLock { $0[field] = made }
        return made
    }

    private static func once<Value: Sendable>(_ place: borrowing Lock<Value?>, _ make: () -> Value) -> Value {
        place.withLock { known in
            if let known { return known }
            let made = make()
            known = made
            return made
        }
    }

    func view(_ settings: ViewSettings) -> StoreView? {
        views.withLock { views in views.first { $0.settings == settings }?.view }
    }

    /// Two runs may make one view at a time; the first one is kept.
    func keep(_ view: StoreView, for settings: ViewSettings) -> StoreView {
        views.withLock { views in
            if let known = views.first(where: { $0.settings == settings }) { return known.view }
            if views.count >= Self.viewLimit { views.removeFirst() }
            views.append((settings, view))
            return view
        }
    }
}

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
