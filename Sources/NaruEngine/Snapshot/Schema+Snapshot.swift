import NaruSemantics

/// The types of a dataset as they lie in a snapshot, the built-in ones included.
extension SnapshotOutput {
    mutating func put(_ schema: Schema) {
        put(schema.languages)
        putEach(schema.types) { $0.put($1) }
        putEach(schema.fields) { $0.put($1) }
        putEach(schema.enumerations) { output, enumeration in
            output.put(enumeration.name)
            output.putEach(enumeration.cases) {
                $0.put($1.name)
                $0.put($1.aliases)
                $0.put($1.englishLabel)
            }
        }
        put(schema.claims) {
            $0.put($1.claim.index)
            $0.put($1.citation.index)
            $0.put($1.firstField)
            $0.put($1.roles.map(\.rawValue))
        }
    }

    private mutating func put(_ type: EntityType) {
        put(type.name)
        put(type.aliases)
        put(type.plural)
        put(type.isAbstract)
        put(type.parent) { $0.put($1.index) }
        put(type.subtreeEnd)
        put(type.fields.map { Int64($0.index) })
        putEach(type.computed) {
            $0.put($1.name)
            $0.put($1.aliases)
        }
        put(type.validity) { output, validity in
            for bounds in [validity.start, validity.end] {
                output.putEach(bounds) { output, bound in
                    switch bound {
                    case .field(let name): output.put([name])
                    case .sum(let name, let term): output.put([name, term])
                    }
                }
            }
        }
    }

    private mutating func put(_ field: Field) {
        put(field.owner.index)
        put(field.name)
        put(field.aliases)
        put(field.content)
        put(field.isMany)
        put(field.isRequired)
        put(field.isLocalized)
        put(field.isLabel)
        put(field.isAlias)
        put(field.isKey)
        put(field.defaultValue) { $0.put($1) }
        put(field.inverse) { $0.put($1.index) }
        put(field.isInverse)
        put(field.majority) {
            $0.put($1.count)
            $0.put($1.of)
            $0.put($1.areDates)
        }
    }

    private mutating func put(_ content: Field.Content) {
        switch content {
        case .enumeration(let id):
            put(SnapshotInput.scalars.count)
            put(id.index)
        case .link(let targets):
            put(SnapshotInput.scalars.count + 1)
            put(targets.map { Int64($0.index) })
        case .bool, .int, .decimal, .float, .text, .date, .period, .duration, .geo, .quantity:
            put(SnapshotInput.scalars.firstIndex(of: content) ?? SnapshotInput.scalars.count + 2)
        }
    }
}

extension SnapshotInput {
    /// In the order of their numbers in the file, which never changes.
    fileprivate static let scalars: [Field.Content] = [
        .bool, .int, .decimal, .float, .text, .date, .period, .duration, .geo, .quantity,
    ]

    mutating func schema() throws(StoreDamage) -> Schema {
        let languages = try texts()
        var types: [EntityType] = []
        for index in 0..<(try int(below: Int(Int32.max))) { types.append(try type(TypeID(index))) }
        var fields: [Field] = []
        for index in 0..<(try int(below: Int(Int32.max))) { fields.append(try field(FieldID(index))) }
        var enumerations: [Enumeration] = []
        for index in 0..<(try int(below: Int(Int32.max))) {
            enumerations.append(try enumeration(EnumerationID(index)))
        }
        let claims = try optional { (input: inout SnapshotInput) throws(StoreDamage) in
            ClaimSchema(
                claim: TypeID(try input.int()), citation: TypeID(try input.int()), firstField: try input.int(),
                roles: try input.texts().compactMap { ClaimField(rawValue: $0) })
        }
        return Schema(
            languages: languages, types: types, fields: fields, enumerations: enumerations, claims: claims)
    }

    private mutating func type(_ id: TypeID) throws(StoreDamage) -> EntityType {
        EntityType(
            id: id, name: try text(), aliases: try texts(), plural: try text(), isAbstract: try bool(),
            parent: try optional { (input: inout SnapshotInput) throws(StoreDamage) in TypeID(try input.int()) },
            subtreeEnd: try int(), fields: try numbers(Int64.self).map { FieldID(Int($0)) },
            computed: try each { (input: inout SnapshotInput) throws(StoreDamage) in
                ComputedName(name: try input.text(), aliases: try input.texts())
            },
            validity: try optional { (input: inout SnapshotInput) throws(StoreDamage) in
                Validity(start: try input.bounds(), end: try input.bounds())
            })
    }

    private mutating func bounds() throws(StoreDamage) -> [Validity.Bound] {
        try each { (input: inout SnapshotInput) throws(StoreDamage) in
            let names = try input.texts()
            switch names.count {
            case 1: return .field(names[0])
            case 2: return .sum(names[0], names[1])
            default: throw input.damage
            }
        }
    }

    private mutating func field(_ id: FieldID) throws(StoreDamage) -> Field {
        var field = Field(
            id: id, owner: TypeID(try int()), name: try text(), aliases: try texts(), content: try content(),
            isMany: try bool(), isRequired: try bool(), isLocalized: try bool(), isLabel: try bool(),
            isAlias: try bool(), isKey: try bool(),
            defaultValue: try optional { (input: inout SnapshotInput) throws(StoreDamage) in try input.bool() },
            inverse: try optional { (input: inout SnapshotInput) throws(StoreDamage) in FieldID(try input.int()) },
            isInverse: try bool())
        field.majority = try optional { (input: inout SnapshotInput) throws(StoreDamage) in
            Field.Majority(count: try input.int(), of: try input.int(), areDates: try input.bool())
        }
        return field
    }

    private mutating func content() throws(StoreDamage) -> Field.Content {
        let kind = try int(below: Self.scalars.count + 2)
        if kind < Self.scalars.count { return Self.scalars[kind] }
        if kind == Self.scalars.count { return .enumeration(EnumerationID(try int())) }
        return .link(try numbers(Int64.self).map { TypeID(Int($0)) })
    }

    private mutating func enumeration(_ id: EnumerationID) throws(StoreDamage) -> Enumeration {
        Enumeration(
            id: id, name: try text(),
            cases: try each { (input: inout SnapshotInput) throws(StoreDamage) in
                Enumeration.Case(name: try input.text(), aliases: try input.texts(), englishLabel: try input.text())
            })
    }
}
