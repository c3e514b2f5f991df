import NaruSemantics

/// What the views around a query ask for together.
package struct ViewSettings: Hashable, Sendable {
    /// Sources published by this day are known.
    package var knownBy: Int32?
    /// The day, or the days among which it lies, on which records must hold.
    package var asOf: ClosedRange<Int32>?
    package var statedOnly = false
    package var allClaims = false

    package init() {}

    /// Whether it leaves the columns as they are.
    var hidesNothing: Bool { knownBy == nil && asOf == nil && !statedOnly }
}

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

/// The column of one field as a view shows it: assembled again, by the same
/// rules as when the dataset was loaded, from the claims that are read.
struct ViewedColumn {
    let store: Store
    let field: Field

    func make() -> Vector {
        let schema = store.schema
        guard schema.claims?.role(of: field.id) == nil else { return store.wholeColumn(of: field.id) }
        if field.isInverse {
            guard let link = field.inverse else { return store.wholeColumn(of: field.id) }
            let inverse = LinkLists.inverse(
                of: store.column(of: link), subjects: store.range(of: schema[link].owner), targets: range)
            return LinkLists.inIDOrder(inverse, of: field, idOrder: store.idOrder, schema)
        }
        let assembly = ColumnAssembly(
            field: field, range: range, languageCount: schema.languages.count, codes: FinalCodes())
        let column = assembly.column(importedParts() + claimedPart())
        return withoutDefaults(LinkLists.inIDOrder(column, of: field, idOrder: store.idOrder, schema))
    }

    private var range: Range<Int32> { store.range(of: field.owner) }

    /// The values that records give; without claims there are none.
    private func claimedPart() -> [ColumnPart] {
        let claims = store.claims
        guard claims.values.indices.contains(field.id.index), let values = claims.values[field.id.index] else {
            return []
        }
        var subjects = [Int32](repeating: range.lowerBound, count: values.count)
        var isRead = [Bool](repeating: false, count: values.count)
        var languages = [UInt8](repeating: 0, count: field.isLocalized ? values.count : 0)
        for place in store.claimsByField[field.id.index] {
            let claim = claims.claims[Int(place)]
            subjects[Int(claim.slot)] = claim.subject
            isRead[Int(claim.slot)] = claim.isRead
            if field.isLocalized { languages[Int(claim.slot)] = claim.language ?? 0 }
        }
        return [ColumnPart(rows: .sparse(arrivals: subjects, isRead: isRead), values: values, languages: languages)]
    }

    /// The values of rows of tables, whose only claims are their rows.
    private func importedParts() -> [ColumnPart] {
        guard !store.claims.imports.isEmpty else { return [] }
        let first = range.lowerBound
        let kept = Bitmap(count: range.count) { (row: Int) -> Bool in
            let entity = first + Int32(row)
            return store.shows(entity) && store.claims.range(of: entity).isEmpty
        }
        guard !kept.isEmpty else { return [] }
        let column = store.wholeColumn(of: field.id).masked(by: kept)
        if case .localized(let languages) = column.payload {
            return languages.enumerated().map { language, texts in
                ColumnPart(rows: .dense(first: first), values: texts, languages: [UInt8(language)])
            }
        }
        return [ColumnPart(rows: .dense(first: first), values: withoutHiddenTargets(column))]
    }

    private func withoutHiddenTargets(_ column: Vector) -> Vector {
        guard case .link = field.content else { return column }
        if case .list(let list) = column.payload, case .code(let codes) = list.child.payload {
            let kept = codes.indices.filter { store.shows(codes[$0]) }.map { Int32($0) }
            guard kept.count < codes.count else { return column }
            return .list(elements: list.child.gather(kept), rows: list.rows.gather(kept), count: column.count)
        }
        guard case .code(let codes) = column.payload else { return column }
        return column.masked(
            by: Bitmap(count: codes.count) { (row: Int) -> Bool in column.isPresent(row) && store.shows(codes[row]) })
    }

    /// A declared default is the value of the records that are shown.
    private func withoutDefaults(_ column: Vector) -> Vector {
        guard field.defaultValue != nil else { return column }
        let first = range.lowerBound
        let shown = Bitmap(count: range.count) { (row: Int) -> Bool in store.shows(first + Int32(row)) }
        return shown.popCount == range.count ? column : column.masked(by: shown)
    }
}
