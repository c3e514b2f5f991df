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
