import NaruSemantics

/// What a view shows of a dataset: records, claims, and columns made of them.
final class StoreView: Sendable {
    let settings: ViewSettings
    /// The records that are shown.
    let shown: Bitmap
    /// Those that are hidden because it is not known whether they hold.
    let undecided: Bitmap
    /// The dataset's claims with what is hidden and what fields read instead.
    let claims: ClaimTable
    private let columns: Lock<[Vector?]>

    init(_ settings: ViewSettings, shown: Bitmap, undecided: Bitmap, claims: ClaimTable, fields: Int) {
        self.settings = settings
        self.shown = shown
        self.undecided = undecided
        self.claims = claims
        columns = Lock([Vector?](repeating: nil, count: fields))
    }

    func column(of field: FieldID) -> Vector? { columns.withLock { $0[field.index] } }
    func keep(_ column: Vector, as field: FieldID) { columns.withLock { $0[field.index] = column } }
}

extension Store {
    /// This dataset as the views show it. Views do not add up: each is made
    /// from the whole dataset.
    package func viewed(_ settings: ViewSettings) -> Store {
        guard !settings.hidesNothing else { return Store(of: self, view: nil, showsAllRanks: settings.allClaims) }
        return Store(of: self, view: storeView(settings), showsAllRanks: settings.allClaims)
    }

    private func storeView(_ settings: ViewSettings) -> StoreView {
        var key = settings
        key.allClaims = false
        if let known = shared.view(key) { return known }
        let made: StoreView
        if let day = key.asOf {
            made = StoreView.holding(on: day, of: beforeDay(key), settings: key)
        } else {
            made = StoreView.sourced(of: Store(of: self, view: nil, showsAllRanks: false), settings: key)
        }
        return shared.keep(made, for: key)
    }

    /// Whether a record holds on a day is read from what the other views show.
    func beforeDay(_ settings: ViewSettings) -> Store {
        var others = settings
        others.asOf = nil
        others.allClaims = false
        return Store(of: self, view: nil, showsAllRanks: false).viewed(others)
    }
}
