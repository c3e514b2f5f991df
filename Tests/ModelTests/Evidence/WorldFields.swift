/// What a generated expression can be.
enum Form: Equatable {
    case text, localized, int, date, quantity, bool
    case cases([String])
    case entity(Kind)
    /// Not to be computed with.
    case other

    enum Kind: String { case city, club, party, deal, role }
}

extension Form.Kind {
    var plural: String {
        switch self {
        case .city: "cities"
        case .club: "clubs"
        case .party: "parties"
        case .deal: "deals"
        case .role: "roles"
        }
    }

    var ids: [String] {
        switch self {
        case .city: RandomWorld.ids.cities
        case .club: RandomWorld.ids.clubs
        case .party: RandomWorld.ids.cities + RandomWorld.ids.clubs
        case .deal: RandomWorld.ids.deals
        case .role: ["r1", "r2", "r3"]
        }
    }

    struct Field {
        var name: String
        var form: Form
        var isMany = false
    }

    private static let ofParties = [
        Field(name: "name", form: .localized), Field(name: "alias", form: .text, isMany: true),
        Field(name: "within", form: .entity(.party)), Field(name: "contains", form: .entity(.party), isMany: true),
        Field(name: "deals", form: .entity(.deal), isMany: true),
        Field(name: "posts", form: .entity(.role), isMany: true),
    ]

    /// The fields and lets of the type, as `EvidenceWorld.schema` has them.
    var fields: [Field] {
        switch self {
        case .party: return Self.ofParties
        case .city:
            return Self.ofParties + [
                Field(name: "size", form: .int), Field(name: "founded", form: .date),
                Field(name: "area", form: .quantity), Field(name: "coastal", form: .bool),
                Field(name: "twin", form: .entity(.city), isMany: true),
                Field(name: "twinned_by", form: .entity(.city), isMany: true),
                Field(name: "friends", form: .entity(.city), isMany: true),
                Field(name: "seats", form: .entity(.club), isMany: true),
                Field(name: "hosted", form: .entity(.deal), isMany: true),
            ]
        case .club:
            return Self.ofParties + [
                Field(name: "kind", form: .cases(["sport", "music", "trade"])),
                Field(name: "seat", form: .entity(.city)),
            ]
        case .deal:
            return [
                Field(name: "title", form: .text), Field(name: "kind", form: .cases(["mou", "sister", "contract"])),
                Field(name: "signed", form: .date), Field(name: "amount", form: .quantity),
                Field(name: "secret", form: .bool), Field(name: "sides", form: .entity(.party), isMany: true),
                Field(name: "renews", form: .entity(.deal)),
                Field(name: "renewed", form: .entity(.deal), isMany: true),
                Field(name: "place", form: .entity(.city)), Field(name: "roles", form: .entity(.role), isMany: true),
                Field(name: "hosts", form: .entity(.party), isMany: true),
            ]
        case .role:
            return [
                Field(name: "of", form: .entity(.deal)), Field(name: "who", form: .entity(.party)),
                Field(name: "kind", form: .cases(["host", "guest"])),
            ]
        }
    }
}
