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
    package let entityCount: Int
    private let storedIDs: Stored<EntityIDs>
    private let storedIDOrder: Stored<[Int32]?>
    private let storedEntitiesByIDOrder: Stored<[Int32]?>
    private let storedTexts: Stored<TextDictionary>
    private let storedNames: Stored<NameIndex>
    private let storedClaims: Stored<ClaimTable>
    /// The claims of the whole dataset, which views of a view are made of too.
    private let wholeClaims: Stored<ClaimTable>
    /// How many claims and citations the whole dataset has.
    package let claimCount: Int
    package let citationCount: Int
    /// What this store shows of its dataset; nil for all of it.
    let view: StoreView?
    /// Sets of claims hold every rank.
    let showsAllRanks: Bool
    /// The columns of the whole dataset.
    private let columns: [Stored<Vector>]
    let shared: SharedState
    private let log: DamageLog

    convenience init(
        schema: Schema, ranges: [Range<Int32>], ids: EntityIDs, idOrder: Deferred<[Int32]?>, columns: [Vector],
        texts: TextDictionary, claims: ClaimTable
    ) {
        let names = Deferred { NameIndex(schema, ranges, ids, texts) { columns[$0.index] } }
        self.init(
            schema: schema, ranges: ranges, ids: .ready(ids), idOrder: idOrder, columns: columns.map { .ready($0) },
            texts: .ready(texts), names: .deferred(names), claims: .ready(claims), claimCount: claims.claims.count,
            citationCount: claims.citations.count, log: DamageLog())
    }

    init(
        schema: Schema, ranges: [Range<Int32>], ids: Stored<EntityIDs>, idOrder: Deferred<[Int32]?>,
        columns: [Stored<Vector>], texts: Stored<TextDictionary>, names: Stored<NameIndex>,
        claims: Stored<ClaimTable>, claimCount: Int, citationCount: Int, log: DamageLog
    ) {
        self.schema = schema
        self.ranges = ranges
        entityCount = Int(ranges.first?.upperBound ?? 0)
        storedIDs = ids
        storedIDOrder = .deferred(idOrder)
        storedEntitiesByIDOrder = .deferred(Deferred { idOrder.value.map(EntityOrder.inverse) })
        self.columns = columns
        storedTexts = texts
        storedNames = names
        storedClaims = claims
        wholeClaims = claims
        self.claimCount = claimCount
        self.citationCount = citationCount
        self.log = log
        view = nil
        showsAllRanks = false
        shared = SharedState()
    }

    /// A view of the whole dataset `base`; one with a state of its own has views
    /// of its own.
    init(of base: Store, view: StoreView?, showsAllRanks: Bool, sharing shared: SharedState? = nil) {
        schema = base.schema
        ranges = base.ranges
        entityCount = base.entityCount
        storedIDs = base.storedIDs
        storedIDOrder = base.storedIDOrder
        storedEntitiesByIDOrder = base.storedEntitiesByIDOrder
        columns = base.columns
        storedTexts = base.storedTexts
        storedNames = base.storedNames
        storedClaims = view.map { .ready($0.claims) } ?? base.wholeClaims
        wholeClaims = base.wholeClaims
        claimCount = base.claimCount
        citationCount = base.citationCount
        log = base.log
        self.view = view
        self.showsAllRanks = showsAllRanks
        self.shared = shared ?? base.shared
    }

    /// The ids and types of the stored entities.
    package var ids: EntityIDs { storedIDs.value }
    /// The place of each stored entity in the order of all ids, for sets over
    /// several types. nil when the numbers are in that order already.
    package var idOrder: [Int32]? { storedIDOrder.value }
    /// The entity at each place of that order.
    var entitiesByIdOrder: [Int32]? { storedEntitiesByIDOrder.value }
    package var texts: TextDictionary { storedTexts.value }
    /// Finds entities of the whole dataset by id, label and alias.
    package var names: NameIndex { storedNames.value }
    /// What the values rest on; in a view, what it hides is marked.
    package var claims: ClaimTable { storedClaims.value }
    /// What could not be read so far. An answer holds only while there is none.
    package var damage: StoreDamage? { log.damage }

    /// For each stored field a vector over its owner's range; links of one
    /// target hold entity numbers, links of many and inverses are lists of
    /// them, in the order of ids. Built-in fields have none.
    package func column(of field: FieldID) -> Vector {
        guard let view else { return columns[field.index].value }
        if let known = view.column(of: field) { return known }
        // Not under a lock: the column of an inverse asks for that of its link.
        let made = ViewedColumn(store: self, field: schema[field]).make()
        view.keep(made, as: field)
        return made
    }

    /// The column of the whole dataset, whatever the view.
    func wholeColumn(of field: FieldID) -> Vector { columns[field.index].value }
}
