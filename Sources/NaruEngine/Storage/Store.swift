package import NaruSemantics

/// A loaded dataset in columns. Immutable, so any number of queries read it.
///
/// Entities have dense numbers. Types stand in schema order (depth first), and
/// the entities of one type in order of their ids, so a type with all its
/// subtypes is one range of numbers. The built-in entities, claims and
/// citations, are numbered behind the stored ones.
///
/// A store may be a *view* of another one: the same entities and numbers, with
/// columns from which what the view hides has been left out.
package final class Store: Sendable {
    package let schema: Schema
    /// For each type the numbers of its stored entities, subtypes included.
    let ranges: [Range<Int32>]
    /// For each stored entity the text code of its id.
    package let ids: [Int32]
    /// For each stored entity its concrete type.
    package let types: [TypeID]
    /// The place of each stored entity in the order of all ids, for sets over
    /// several types. nil when the numbers are in that order already.
    package let idOrder: [Int32]?
    /// The entity at each place of that order.
    let entitiesByIdOrder: [Int32]?
    package let texts: TextDictionary
    /// What the values rest on; in a view, what it hides is marked.
    package let claims: ClaimTable
    /// What this store shows of its dataset; nil for all of it.
    let view: StoreView?
    /// Sets of claims hold every rank.
    let showsAllRanks: Bool
    /// The columns of the whole dataset.
    private let columns: [Vector]
    let shared: SharedState

    package init(
        schema: Schema, ranges: [Range<Int32>], ids: [Int32], types: [TypeID], idOrder: [Int32]?,
        columns: [Vector], texts: TextDictionary, claims: ClaimTable
    ) {
        self.schema = schema
        self.ranges = ranges
        self.ids = ids
        self.types = types
        self.idOrder = idOrder
        entitiesByIdOrder = idOrder.map(Store.inverse)
        self.columns = columns
        self.texts = texts
        self.claims = claims
        view = nil
        showsAllRanks = false
        shared = SharedState()
    }

    /// A view of the whole dataset `base`; one with a state of its own has views
    /// of its own.
    init(of base: Store, view: StoreView?, showsAllRanks: Bool, sharing shared: SharedState? = nil) {
        schema = base.schema
        ranges = base.ranges
        ids = base.ids
        types = base.types
        idOrder = base.idOrder
        entitiesByIdOrder = base.entitiesByIdOrder
        columns = base.columns
        texts = base.texts
        claims = view?.claims ?? base.claims
        self.view = view
        self.showsAllRanks = showsAllRanks
        self.shared = shared ?? base.shared
    }

    private static func inverse(_ order: [Int32]) -> [Int32] {
        var result = [Int32](repeating: 0, count: order.count)
        for (entity, place) in order.enumerated() { result[Int(place)] = Int32(entity) }
        return result
    }

    /// For each stored field a vector over its owner's range; links of one
    /// target hold entity numbers, links of many and inverses are lists of
    /// them, in the order of ids. Built-in fields have none.
    package func column(of field: FieldID) -> Vector {
        guard let view else { return columns[field.index] }
        if let known = view.column(of: field) { return known }
        // Not under a lock: the column of an inverse asks for that of its link.
        let made = ViewedColumn(store: self, field: schema[field]).make()
        view.keep(made, as: field)
        return made
    }

    /// The column of the whole dataset, whatever the view.
    func wholeColumn(of field: FieldID) -> Vector { columns[field.index] }
}
