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
