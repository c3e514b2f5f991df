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

/// An entity type of a schema.
package struct EntityType: Sendable {
    package var id: TypeID
    package var name: String
    /// Names in other languages; an alias names the type and its set.
    package var aliases: [String]
    package var plural: String
    package var isAbstract: Bool
    package var parent: TypeID?
    /// One past the last subtype in `Schema.types`.
    package var subtreeEnd: Int
    /// Declared here, not inherited.
    package var fields: [FieldID]
    /// Computed fields and links of the prelude that the schema gives an alias.
    package var computed: [ComputedName]
    package var validity: Validity?

    package init(
        id: TypeID, name: String, aliases: [String], plural: String, isAbstract: Bool, parent: TypeID?,
        subtreeEnd: Int, fields: [FieldID], computed: [ComputedName] = [], validity: Validity? = nil
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.plural = plural
        self.isAbstract = isAbstract
        self.parent = parent
        self.subtreeEnd = subtreeEnd
        self.fields = fields
        self.computed = computed
        self.validity = validity
    }
}

package struct ComputedName: Hashable, Sendable {
    package var name: String
    package var aliases: [String]

    package init(name: String, aliases: [String]) {
        self.name = name
        self.aliases = aliases
    }
}

/// `valid since ?? signed .. until ?? from + term`: when records hold.
package struct Validity: Sendable {
    /// The first present one counts.
    package var start: [Bound]
    package var end: [Bound]

    package init(start: [Bound], end: [Bound]) {
        self.start = start
        self.end = end
    }

    package enum Bound: Sendable {
        case field(String)
        case sum(String, String)
    }
}

/// A stored field or link, or the inverse of a link.
package struct Field: Sendable {
    package enum Content: Hashable, Sendable {
        case bool, int, decimal, float, text, date, period, duration, geo, quantity
        case enumeration(EnumerationID)
        /// The target types, none a subtype of another.
        case link([TypeID])
    }

    package var id: FieldID
    package var owner: TypeID
    package var name: String
    package var aliases: [String]
    package var content: Content
    package var isMany: Bool
    package var isRequired: Bool
    /// One text per language of the schema.
    package var isLocalized: Bool
    /// The field shown as an entity's label and looked up by entity literals.
    package var isLabel: Bool
    /// Also looked up by entity literals.
    package var isAlias: Bool
    /// The table column that is the id.
    package var isKey: Bool
    /// `bool default false`
    package var defaultValue: Bool?
    /// Of a link, its inverse; of an inverse, its link.
    package var inverse: FieldID?
    /// True for the far side of a link: derived, never stored.
    package var isInverse: Bool
    /// Of a text of a table without a schema: most cells look like another type.
    package var majority: Majority?

    package struct Majority: Sendable {
        package var count: Int
        package var of: Int
        package var areDates: Bool

        package init(count: Int, of: Int, areDates: Bool) {
            self.count = count
            self.of = of
            self.areDates = areDates
        }
    }

    package init(
        id: FieldID, owner: TypeID, name: String, aliases: [String] = [], content: Content,
        isMany: Bool = false, isRequired: Bool = false, isLocalized: Bool = false, isLabel: Bool = false,
        isAlias: Bool = false, isKey: Bool = false, defaultValue: Bool? = nil, inverse: FieldID? = nil,
        isInverse: Bool = false
    ) {
        self.id = id
        self.owner = owner
        self.name = name
        self.aliases = aliases
        self.content = content
        self.isMany = isMany
        self.isRequired = isRequired
        self.isLocalized = isLocalized
        self.isLabel = isLabel
        self.isAlias = isAlias
        self.isKey = isKey
        self.defaultValue = defaultValue
        self.inverse = inverse
        self.isInverse = isInverse
    }
}

/// The closed list of values of an enum field; values sort as declared.
package struct Enumeration: Sendable {
    package struct Case: Sendable {
        package var name: String
        package var aliases: [String]
        package var englishLabel: String

        package init(name: String, aliases: [String], englishLabel: String) {
            self.name = name
            self.aliases = aliases
            self.englishLabel = englishLabel
        }
    }

    package var id: EnumerationID
    /// `type.field`
    package var name: String
    package var cases: [Case]

    package init(id: EnumerationID, name: String, cases: [Case]) {
        self.id = id
        self.name = name
        self.cases = cases
    }
}
