import NaruSemantics

extension Schema {
    /// Parties, what they sign and where: small, with every kind of field.
    static let harbour: Schema = {
        var schema = SchemaBuilder()
        addTypes(to: &schema)
        addParties(to: &schema)
        addAgreements(to: &schema)
        addSources(to: &schema)
        return schema.build()
    }()

    private static func addTypes(to schema: inout SchemaBuilder) {
        schema.type(
            "party", "당사자", plural: "parties", isAbstract: true,
            computed: [
                ComputedName(name: "country", aliases: ["국가"]), ComputedName(name: "partners", aliases: ["협력처"]),
            ])
        schema.type("place", "장소", plural: "places", is: "party", isAbstract: true)
        schema.type("city", "도시", plural: "cities", is: "place")
        schema.type("country", "나라", plural: "countries", is: "place")
        schema.type("organisation", "기관", plural: "organisations", is: "party")
        schema.type("person", "인물", plural: "people", is: "party")
        schema.type("agreement", "협약", plural: "agreements")
        schema.type("event", "행사", plural: "events")
        schema.type("participation", "참여", plural: "participations")
        schema.type("sector", "분야", plural: "sectors")
        schema.type("source", "기사", plural: "sources")
        schema.type("claim", "주장", plural: "claims")
    }

    private static func addParties(to schema: inout SchemaBuilder) {
        schema.field("party", "name", "이름", .text, required: true, localized: true, label: true)
        schema.field("party", "alias", "별칭", .text, many: true)
        schema.link("party", "within", "상위", to: ["party"], inverse: "contains")
        schema.link("party", "sectors", "분야", to: ["sector"], many: true, inverse: "parties")
        schema.field("place", "iso", "국가코드", .text)
        schema.field("place", "at", "좌표", .geo)
        schema.field("city", "code", "", .text, key: true)
        schema.field("city", "population", "인구", .int)
        schema.field("city", "area", "면적", .decimal)
        schema.link("city", "twin", "결연", to: ["city"])
        schema.enumeration("organisation", "kind", "종류", [("company", "기업"), ("university", "대학교")])
        schema.field("sector", "name", "이름", .text, required: true, localized: true, label: true)
    }

    private static func addAgreements(to schema: inout SchemaBuilder) {
        schema.field("agreement", "title", "명칭", .text, required: true, localized: true, label: true)
        schema.enumeration(
            "agreement", "kind", "종류", [("mou", "업무협약"), ("sister", "자매결연"), ("friendship", "우호협력")])
        schema.field("agreement", "signed", "체결일", .date)
        schema.field("agreement", "amount", "금액", .quantity)
        schema.field("agreement", "term", "기간", .duration)
        schema.field("agreement", "closed", "비공개", .bool, defaultValue: false)
        schema.link("agreement", "place", "체결지", to: ["place"], inverse: "agreements_here")
        schema.link("agreement", "sectors", "분야", to: ["sector"], many: true, inverse: "agreements")
        schema.field("event", "title", "명칭", .text, required: true, localized: true, label: true)
        schema.field("event", "when", "일시", .period)
        schema.field("event", "kind", "종류", .text)
        schema.field("event", "days", "일", .int)
        schema.enumeration("participation", "role", "역할", [("signatory", "체결당사자"), ("host", "주최")])
        schema.link(
            "participation", "occasion", "계기", to: ["agreement", "event"], required: true, inverse: "participants")
        schema.link("participation", "who", "참여주체", to: ["party"], inverse: "participations")
    }

    private static func addSources(to schema: inout SchemaBuilder) {
        schema.field("source", "headline", "제목", .text, required: true, label: true)
        schema.field("source", "published", "게재일", .date)
        schema.field("claim", "field", "", .text, required: true)
        schema.link("claim", "subject", "", to: ["entity"], required: true, inverse: "claims")
    }
}
