import TestSupport

/// Makes queries over `EvidenceWorld.schema`. Most of them are well typed; the
/// compiler turns the others away.
struct RandomQuery {
    var random: RandomSource
    /// Without closed tests, aggregates and stages that count rows.
    var isPositive: Bool
    private var names = 0

    init(random: RandomSource, isPositive: Bool) {
        self.random = random
        self.isPositive = isPositive
    }

    /// A name that an expression can use.
    struct Variable {
        var name: String
        var form: Form
        var isMany = false
        /// Its fields need no name before them.
        var isSubject = false
    }

    struct Typed {
        var phrase: Phrase
        var form: Form
        var isMany = false
    }

    mutating func freshName() -> String {
        names += 1
        return "x\(names)"
    }

    mutating func query() -> QueryPhrase {
        names = 0
        return query(stages: random.below(4))
    }

    /// With `as of`, or, where nothing asks for what is missing, with views that
    /// ask for sources.
    mutating func viewedQuery() -> QueryPhrase {
        var query = query()
        let day = random.pick(["2023-06-30", "2023-12-31", "2024-05-31"])
        let kinds = isPositive ? random.pick([[0], [1], [2], [0, 2], [1, 2], [0, 1]]) : [0]
        query.views = kinds.map { kind in
            Phrase(["as of @\(day)", "known by @2024-03-01", "stated only"][kind])
        }
        return query
    }

    mutating func query(stages: Int) -> QueryPhrase {
        var (query, scope) = source()
        for _ in 0..<stages { query.stages.append(stage(&scope)) }
        return query
    }

    // MARK: - Sources

    private mutating func source() -> (QueryPhrase, [Variable]) {
        let kind = random.pick([Form.Kind.city, .city, .deal, .deal, .deal, .club, .party, .role])
        func rows(_ phrase: Phrase, _ kind: Form.Kind) -> (QueryPhrase, [Variable]) {
            let subject = Variable(name: "it", form: .entity(kind), isSubject: true)
            return (QueryPhrase(source: phrase, stages: []), [subject])
        }
        switch random.below(isPositive ? 12 : 14) {
        case 0:
            let id = random.pick(RandomWorld.ids.cities)
            return rows(Phrase("city \"id:\(id)\".friends"), .city)
        case 1:
            let id = random.pick(RandomWorld.ids.deals)
            return rows(Phrase("deal \"id:\(id)\""), .deal)
        case 2:
            let operation = random.pick(isPositive ? ["union", "intersect"] : ["union", "intersect", "except"])
            return rows(Phrase("cities.\(random.pick(["friends", "twin"])) \(operation) deals.place"), .city)
        case 3: return rows(Phrase("roles.who"), .party)
        case 4:
            let via = random.pick(["friends", "twin", "within"])
            let limit = random.pick(["", " up to 1", " up to 2"])
            let start = "\(random.pick(["city", "city", "club"])) \"id:\(random.pick(Form.Kind.party.ids))\""
            let phrase = Phrase("reach from \(start) via \(via)\(limit)")
            let node = Variable(name: "node", form: .entity(via == "within" ? .party : .city))
            return (QueryPhrase(source: phrase, stages: []), [node, Variable(name: "hops", form: .int)])
        case 12:
            let phrase = Phrase("network cities via \(random.pick(["friends", "twin"]))")
            return (
                QueryPhrase(source: phrase, stages: []),
                ["nodes", "edges", "components"].map { Variable(name: $0, form: .int) }
            )
        case 13:
            let inner = query(stages: 1 + random.below(2))
            return rows(Phrase(["(", Phrase(inner.text), ").place"]), .city)
        default: return rows(Phrase(kind.plural), kind)
        }
    }

    // MARK: - Paths

    /// A name and some steps from it, at least one where the name is a subject.
    mutating func path(_ scope: [Variable], where isWanted: (Form, Bool) -> Bool = { _, _ in true }) -> Typed? {
        for _ in 0..<12 {
            guard !scope.isEmpty else { return nil }
            let start = random.pick(scope)
            let found = walk(from: start, steps: random.below(3) + (start.isSubject ? 1 : 0))
            if isWanted(found.form, found.isMany) { return found }
        }
        return nil
    }

    private mutating func walk(from start: Variable, steps: Int) -> Typed {
        var (text, form, isMany) = (start.isSubject ? "" : start.name, start.form, start.isMany)
        for _ in 0..<steps {
            guard case .entity(let kind) = form else { break }
            let field = random.pick(kind.fields)
            text += (text.isEmpty ? "" : ".") + field.name
            (form, isMany) = (field.form, isMany || field.isMany)
        }
        return Typed(phrase: Phrase(text.isEmpty ? start.name : text), form: form, isMany: isMany)
    }

    /// The scope of a filter over such elements.
    func inner(_ form: Form, of scope: [Variable]) -> [Variable] {
        let element = Variable(name: "it", form: form, isSubject: form.kind != nil)
        return [element, element] + scope.filter { !$0.isSubject && $0.name != "it" }
    }
}

extension Form {
    var kind: Kind? { if case .entity(let kind) = self { kind } else { nil } }
}
