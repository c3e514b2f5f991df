/// What every generated dataset looks like: a supertype with text in languages,
/// types below each other, links to one, to many and to several types, values of
/// every kind, required fields, and a table without a key.
enum WorldSchema {
    struct Field: Sendable {
        var name: String
        var kind: Kind
        /// The many are the way back of this link.
        var inverseOf: (type: String, link: String)?
        var isRequired = false
        /// A truth that is no where nothing is recorded.
        var isFalseByDefault = false
    }

    static let cases = ["mou", "sister", "friend", "plan"]

    static let text = """
        languages ko, en

        type thing abstract plural things
          name   text per language label
          since  date
          amt    quantity

        type region plural regions is thing
          score   int
          opened  date

        type city plural cities is thing
          pop      int
          small    int
          area     decimal
          ratio    float
          flag     bool
          ok       bool default false
          code     text
          seen     date
          span     period
          kind     enum mou, sister, friend, plan
          tags     text many
          home     -> region inverse towns
          friends  -> city many inverse friended
          likes    -> thing many inverse liked

        type port plural ports is city
          depth  int
          dock   -> city inverse docks

        type trip plural trips
          from "trips.csv"
          who    -> city inverse trips
          dest   -> city inverse visits
          day    date required
          d      date
          n      int
          m      int required
          cost   decimal
          note   text
          fee    quantity
          price  quantity required

        """

    private static let thing = [
        Field(name: "name", kind: .words), Field(name: "since", kind: .date), Field(name: "amt", kind: .amount),
        Field(name: "liked", kind: .set("city"), inverseOf: ("city", "likes")),
    ]
    private static let city =
        thing + [
            Field(name: "pop", kind: .int), Field(name: "small", kind: .int), Field(name: "area", kind: .decimal),
            Field(name: "ratio", kind: .float), Field(name: "flag", kind: .bool),
            Field(name: "ok", kind: .bool, isFalseByDefault: true), Field(name: "code", kind: .text),
            Field(name: "seen", kind: .date), Field(name: "span", kind: .stretch), Field(name: "kind", kind: .choice),
            Field(name: "tags", kind: .list(.text)), Field(name: "home", kind: .entity("region")),
            Field(name: "friends", kind: .set("city")), Field(name: "likes", kind: .set("thing")),
            Field(name: "friended", kind: .set("city"), inverseOf: ("city", "friends")),
            Field(name: "trips", kind: .set("trip"), inverseOf: ("trip", "who")),
            Field(name: "visits", kind: .set("trip"), inverseOf: ("trip", "dest")),
            Field(name: "docks", kind: .set("port"), inverseOf: ("port", "dock")),
        ]

    static let fields: [String: [Field]] = [
        "thing": thing,
        "region": thing + [
            Field(name: "score", kind: .int), Field(name: "opened", kind: .date),
            Field(name: "towns", kind: .set("city"), inverseOf: ("city", "home")),
        ],
        "city": city,
        "port": city + [Field(name: "depth", kind: .int), Field(name: "dock", kind: .entity("city"))],
        "trip": [
            Field(name: "who", kind: .entity("city")), Field(name: "dest", kind: .entity("city")),
            Field(name: "day", kind: .date, isRequired: true), Field(name: "d", kind: .date),
            Field(name: "n", kind: .int), Field(name: "m", kind: .int, isRequired: true),
            Field(name: "cost", kind: .decimal), Field(name: "note", kind: .text), Field(name: "fee", kind: .amount),
            Field(name: "price", kind: .amount, isRequired: true),
        ],
    ]

    static let types = ["thing", "region", "city", "port", "trip"]
    static let stored = ["region", "city", "port", "trip"]

    static func plural(of type: String) -> String { type == "city" ? "cities" : type + "s" }

    /// A type and those below it.
    static func isType(_ type: String, _ other: String) -> Bool {
        type == other || other == "thing" && type != "trip" || other == "city" && type == "port"
    }

    static func field(_ name: String, of type: String) -> Field? { fields[type]?.first { $0.name == name } }

    /// The kind of what may be read of every entity of a type.
    static func kind(of name: String, in type: String) -> Kind? {
        switch name {
        case "id", "type": .text
        default: field(name, of: type)?.kind
        }
    }
}
