/// Finds types, their sets, fields and enum cases by name or alias.
struct SchemaIndex: Sendable {
    let schema: Schema
    private let types: [String: TypeID]
    private let sets: [String: TypeID]
    private let members = MemberTable()

    init(_ schema: Schema) {
        self.schema = schema
        var types: [String: TypeID] = [:]
        var sets: [String: TypeID] = [:]
        for type in schema.types {
            types[type.name] = type.id
            sets[type.plural] = type.id
        }
        // A name proper wins over an alias of another type.
        for type in schema.types {
            for alias in type.aliases {
                if types[alias] == nil { types[alias] = type.id }
                if sets[alias] == nil { sets[alias] = type.id }
            }
        }
        self.types = types
        self.sets = sets
    }

    func type(named name: String) -> TypeID? { types[name] }

    /// The type whose whole set has this plural or alias.
    func set(named name: String) -> TypeID? { sets[name] }

    func field(named name: String, of type: TypeID) -> FieldID? { members.fields(of: type, in: schema)[name] }

    func enumCase(named name: String, of id: EnumerationID) -> Int? {
        let cases = schema[id].cases
        return cases.firstIndex { $0.name == name } ?? cases.firstIndex { $0.aliases.contains(name) }
    }

    /// The name that a computed field is defined under, where the schema gives
    /// it an alias.
    func computedName(for alias: String, of type: TypeID) -> String? {
        for ancestor in schema.ancestors(of: type) {
            if let computed = schema[ancestor].computed.first(where: { $0.aliases.contains(alias) }) {
                return computed.name
            }
        }
        return nil
    }

    /// Names of types, for suggestions.
    var typeNames: [String] { schema.types.flatMap { [$0.name] + $0.aliases } }

    /// Names of whole sets, for suggestions.
    var setNames: [String] { schema.types.flatMap { [$0.plural] + $0.aliases } }

    /// Names of a type's stored fields and links, for suggestions.
    func fieldNames(of type: TypeID) -> [String] { Array(members.fields(of: type, in: schema).keys) }

    /// What evidence is, in datasets that have it.
    var claimType: Type { type(named: "claim").map { .entity([$0]) } ?? .text }
    var sourceType: Type { type(named: "source").map { .entity([$0]) } ?? .text }
}

/// The fields of each type by name and alias, found when they are first asked
/// for: a program names few of a schema's types.
private final class MemberTable: Sendable {
    private let found = Lock<[TypeID: [String: FieldID]]>([:])

    func fields(of type: TypeID, in schema: Schema) -> [String: FieldID] {
        found.withLock { found in
            if let fields = found[type] { return fields }
            let fields = Self.fields(of: type, in: schema)
            found[type] = fields
            return fields
        }
    }

    private static func fields(of type: TypeID, in schema: Schema) -> [String: FieldID] {
        let fields = schema.allFields(of: type).map { schema[$0] }
        var found: [String: FieldID] = [:]
        for field in fields { found[field.name] = field.id }
        // A name proper wins over an alias of another field.
        for field in fields {
            for alias in field.aliases where found[alias] == nil { found[alias] = field.id }
        }
        return found
    }
}
