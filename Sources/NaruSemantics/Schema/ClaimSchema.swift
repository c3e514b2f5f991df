/// The built-in types `claim` and `citation`: what each stored value rests on.
///
/// They stand behind the dataset's own types and outside of `entity`, so that
/// a set of all entities holds none of them. Nothing of them is stored; their
/// entities and fields are computed from the dataset's claims when read.
package struct ClaimSchema: Sendable {
    package var claim: TypeID
    package var citation: TypeID
    /// The roles of their fields, from `firstField` on.
    package var firstField: Int
    package var roles: [ClaimField]

    package init(claim: TypeID, citation: TypeID, firstField: Int, roles: [ClaimField]) {
        self.claim = claim
        self.citation = citation
        self.firstField = firstField
        self.roles = roles
    }

    /// What a built-in field holds; nil for a field of the dataset.
    package func role(of field: FieldID) -> ClaimField? {
        let place = field.index - firstField
        return place >= 0 && place < roles.count ? roles[place] : nil
    }

    package func isBuiltIn(_ type: TypeID) -> Bool { type == claim || type == citation }
}

/// The built-in fields, in the order of the schema.
package enum ClaimField: String, Hashable, Sendable, CaseIterable {
    case subject, field, value, target, language, single, rank, basis, flags, note, citations
    case source, quote, offset, origin, witness, file, line
    /// On every entity: the claims about it.
    case entityClaims
    /// On a source: the claims that cite it.
    case sourceClaims
}

extension Schema {
    /// The schema with claims, unless one of its types has a name of theirs.
    package func addingClaims() -> Schema {
        let taken = Set(types.flatMap { [$0.name, $0.plural] + $0.aliases })
        guard taken.isDisjoint(with: ["claim", "claims", "citation", "citations"]) else { return self }
        var builder = ClaimSchemaBuilder(self, taken: taken)
        return builder.build()
    }

    /// The types that the dataset declares, and `entity` before them.
    package var declaredTypes: ArraySlice<EntityType> { types[..<(claims?.claim.index ?? types.count)] }

    /// The type that citations lead to.
    package var sourceType: TypeID? { types.first { $0.name == "source" }?.id }

    /// The date from which a source is known.
    package var publicationDate: FieldID? {
        guard let sourceType else { return nil }
        return allFields(of: sourceType).first {
            self[$0].name == "published" && self[$0].content == .date && !self[$0].isMany
        }
    }
}

private struct ClaimSchemaBuilder {
    private let schema: Schema
    private let taken: Set<String>
    private var types: [EntityType]
    private var fields: [Field]
    private var enumerations: [Enumeration]
    private var roles: [ClaimField] = []

    init(_ schema: Schema, taken: Set<String>) {
        self.schema = schema
        types = schema.types
        fields = schema.fields
        enumerations = schema.enumerations
        // A name of the dataset wins over a built-in alias.
        self.taken = taken.union(schema.fields.flatMap { [$0.name] + $0.aliases })
    }

    mutating func build() -> Schema {
        let claim = addType("claim", "주장", plural: "claims")
        let citation = addType("citation", "인용", plural: "citations")
        addClaimFields(claim, citation: citation)
        addCitationFields(citation)
        add(.entityClaims, named: "claims", "주장", to: .entity, .link([claim]), isMany: true, isInverse: true)
        if let source = schema.sourceType {
            add(.sourceClaims, named: "claims", "주장", to: source, .link([claim]), isMany: true, isInverse: true)
        }
        return Schema(
            languages: schema.languages, types: types, fields: fields, enumerations: enumerations,
            claims: ClaimSchema(claim: claim, citation: citation, firstField: schema.fields.count, roles: roles))
    }

    private mutating func addClaimFields(_ claim: TypeID, citation: TypeID) {
        let rank = addEnumeration(
            "claim.rank", [("preferred", "우선"), ("normal", "보통"), ("deprecated", "폐기")])
        let basis = addEnumeration(
            "claim.basis", [("stated", "명시"), ("inferred", "추론"), ("outside", "외부"), ("imported", "가져옴")])
        add(.subject, "주체", to: claim, .link([.entity]), isRequired: true)
        add(.field, "필드", to: claim, .text, isRequired: true)
        add(.value, "값", to: claim, .text, isRequired: true)
        add(.target, "대상", to: claim, .link([.entity]))
        add(.language, "언어", to: claim, .text)
        add(.single, "단일", to: claim, .bool, isRequired: true)
        add(.rank, "순위", to: claim, .enumeration(rank), isRequired: true)
        add(.basis, "근거", to: claim, .enumeration(basis), isRequired: true)
        add(.flags, "표시", to: claim, .text, isMany: true)
        add(.note, "비고", to: claim, .text)
        add(.citations, "인용", to: claim, .link([citation]), isMany: true)
    }

    private mutating func addCitationFields(_ citation: TypeID) {
        if let source = schema.sourceType { add(.source, "출처", to: citation, .link([source])) }
        add(.quote, "인용문", to: citation, .text)
        add(.offset, "위치", to: citation, .int)
        add(.origin, "원출처", to: citation, .text)
        add(.witness, "증인", to: citation, .text, isRequired: true)
        add(.file, "파일", to: citation, .text)
        add(.line, "행", to: citation, .int)
    }

    private mutating func addType(_ name: String, _ alias: String, plural: String) -> TypeID {
        let id = TypeID(types.count)
        types.append(
            EntityType(
                id: id, name: name, aliases: free([alias]), plural: plural, isAbstract: false, parent: nil,
                subtreeEnd: id.index + 1, fields: []))
        return id
    }

    private mutating func addEnumeration(_ name: String, _ cases: [(String, String)]) -> EnumerationID {
        let id = EnumerationID(enumerations.count)
        enumerations.append(
            Enumeration(
                id: id, name: name,
                cases: cases.map { Enumeration.Case(name: $0.0, aliases: [$0.1], englishLabel: $0.0) }))
        return id
    }

    private mutating func add(
        _ role: ClaimField, named name: String? = nil, _ alias: String, to owner: TypeID, _ content: Field.Content,
        isMany: Bool = false, isRequired: Bool = false, isInverse: Bool = false
    ) {
        let id = FieldID(fields.count)
        fields.append(
            Field(
                id: id, owner: owner, name: name ?? role.rawValue,
                aliases: isInverse ? free([alias]) : [alias], content: content, isMany: isMany,
                isRequired: isRequired, isInverse: isInverse))
        types[owner.index].fields.append(id)
        roles.append(role)
    }

    private func free(_ aliases: [String]) -> [String] { aliases.filter { !taken.contains($0) } }
}
