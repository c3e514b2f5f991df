package import NaruSemantics

/// A loaded dataset in columns. Immutable, so any number of queries read it.
///
/// Entities have dense numbers. Types stand in schema order (depth first), and
/// the entities of one type in order of their ids, so a type with all its
/// subtypes is one range of numbers.
package final class Store: Sendable {
    package let schema: Schema
    /// For each type the numbers of its entities, subtypes included.
    package let ranges: [Range<Int32>]
    /// For each entity the text code of its id.
    package let ids: [Int32]
    /// For each entity its concrete type.
    package let types: [TypeID]
    /// The place of each entity in the order of all ids, for sets over several
    /// types. nil when the numbers are in that order already.
    package let idOrder: [Int32]?
    /// The entity at each place of that order.
    let entitiesByIdOrder: [Int32]?
    /// For each field a vector over its owner's range; links of one target
    /// hold entity numbers, links of many and inverses are lists of them,
    /// in the order of ids.
    package let columns: [Vector]
    package let texts: TextDictionary
    package let claims: ClaimTable

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
    }

    private static func inverse(_ order: [Int32]) -> [Int32] {
        var result = [Int32](repeating: 0, count: order.count)
        for (entity, place) in order.enumerated() { result[Int(place)] = Int32(entity) }
        return result
    }

    package func range(of type: TypeID) -> Range<Int32> { ranges[type.index] }
    package func column(of field: FieldID) -> Vector { columns[field.index] }
    package func id(of entity: EntityNumber) -> String { texts[ids[Int(entity)]] }
}
