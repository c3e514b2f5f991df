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
