/// What a dataset declares: its languages, entity types, fields and enums.
///
/// Types stand in depth-first order, so a type and all its subtypes are the
/// contiguous run `id ..< subtreeEnd`. Type 0 is `entity`, the root of all.
package final class Schema: Sendable {
    package let languages: [String]
    package let types: [EntityType]
    package let fields: [Field]
    package let enumerations: [Enumeration]
    /// The built-in types of claims; nil before they are added, and where a
    /// type of the dataset has taken their names.
    package let claims: ClaimSchema?

    package init(
        languages: [String], types: [EntityType], fields: [Field], enumerations: [Enumeration],
        claims: ClaimSchema? = nil
    ) {
        self.languages = languages
        self.types = types
        self.fields = fields
        self.enumerations = enumerations
        self.claims = claims
    }

    package subscript(id: TypeID) -> EntityType { types[id.index] }
    package subscript(id: FieldID) -> Field { fields[id.index] }
    package subscript(id: EnumerationID) -> Enumeration { enumerations[id.index] }

    /// Whether every `type` is an `ancestor`.
    package func isSubtype(_ type: TypeID, of ancestor: TypeID) -> Bool {
        type.index >= ancestor.index && type.index < self[ancestor].subtreeEnd
    }

    /// The fields of a type: those of its ancestors first, in schema order.
    package func allFields(of type: TypeID) -> [FieldID] {
        var chain: [TypeID] = []
        var next: TypeID? = type
        while let current = next {
            chain.append(current)
            next = self[current].parent
        }
        return chain.reversed().flatMap { self[$0].fields }
    }
}

package struct TypeID: Hashable, Sendable, Comparable {
    package var index: Int
    package init(_ index: Int) { self.index = index }
    package static func < (left: TypeID, right: TypeID) -> Bool { left.index < right.index }
    /// The built-in root `entity`.
    package static let entity = TypeID(0)
}

package struct FieldID: Hashable, Sendable {
    package var index: Int
    package init(_ index: Int) { self.index = index }
}

package struct EnumerationID: Hashable, Sendable {
    package var index: Int
    package init(_ index: Int) { self.index = index }
}
