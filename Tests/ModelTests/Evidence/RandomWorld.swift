import TestSupport

/// Makes small random worlds, dense enough that queries find something.
struct RandomWorld {
    var random: RandomSource
    /// For the dates that only views look at.
    private var dates: RandomSource
    private var world = EvidenceWorld()

    init(random: RandomSource) {
        self.random = random
        var seed = random
        dates = RandomSource(seed: seed.next())
    }

    static let ids = (cities: ["c1", "c2", "c3", "c4"], clubs: ["u1", "u2"], deals: ["d1", "d2", "d3"])

    mutating func make() -> EvidenceWorld {
        world = EvidenceWorld()
        let roles = (1...3).map { "r\($0)" }
        for (type, ids) in [
            ("source", ["s1", "s2"]), ("city", Self.ids.cities), ("club", Self.ids.clubs), ("deal", Self.ids.deals),
            ("role", roles),
        ] {
            for id in ids { add(type, id) }
        }
        return world
    }

    private mutating func add(_ type: String, _ id: String) {
        world.records.append(EvidenceWorld.Record(type: type, id: id))
        switch type {
        case "source":
            one("headline", ["\"First\"", "\"Second\""], 90)
            one("published", ["2024-01-05", "2023"], 90)
        case "city":
            party(id)
            one("size", ["1", "2", "3", "5"], 80)
            one("founded", ["1990", "2001-05", "2001-05-04", "2020-11-30"], 70)
            one("area", ["3 km2", "about 4 km2", "10 km2", "2 ha"], 50)
            one("coastal", ["true", "false"], 50)
            many("twin", Self.ids.cities.filter { $0 != id }, 2)
        case "club":
            party(id)
            one("kind", ["sport", "music", "trade"], 80)
            one("seat", Self.ids.cities, 70)
        case "deal":
            one("title", ["\"Ferry\"", "\"Ferry two\"", "\"Trade fair\""], 80)
            one("kind", ["mou", "sister", "contract"], 80)
            one("signed", ["2023", "2023-10", "2023-10-31", "2024-02-01", "2022-06-01"], 80)
            one("amount", ["10 EUR", "20 EUR", "over 5 EUR", "7 USD"], 60)
            one("secret", ["true", "false"], 40)
            many("sides", Self.ids.cities + Self.ids.clubs, 3)
            one("renews", Self.ids.deals.filter { $0 != id }, 40)
            one("place", Self.ids.cities, 60)
            swap(&random, &dates)
            one("ended", ["2023-12-31", "2024", "2024-06-30"], 40)
            one("term", ["6 months", "2 years"], 40)
            swap(&random, &dates)
        default:
            one("of", Self.ids.deals, 90)
            one("who", Self.ids.cities + Self.ids.clubs, 90)
            one("kind", ["host", "guest"], 80)
            swap(&random, &dates)
            one("from", ["2022", "2023-10-31", "2024-05"], 60)
            many("attested", ["2023-01-01", "2023-11", "2024-04-01"], 2)
            swap(&random, &dates)
        }
    }

    private mutating func party(_ id: String) {
        one("name ko", ["\"가람\"", "\"나루\"", "\"다온\""], 60)
        one("name en", ["\"Garam\"", "\"Naru\"", "\"Daon\""], 70)
        many("alias", ["\"Port\"", "\"Hill\"", "\"Naru\""], 2)
        one("within", Self.ids.cities.filter { $0 != id }, 40)
    }

    /// A value, now and then a preferred one before a rival.
    private mutating func one(_ field: String, _ values: [String], _ percent: Int) {
        guard random.chance(percent) else { return }
        let value = random.pick(values)
        guard random.chance(8) else { return line("\(field) \(value)") }
        line("\(field) \(value) preferred")
        line("\(field) \(random.pick(values))" + (random.chance(50) ? " deprecated" : ""))
    }

    private mutating func many(_ field: String, _ values: [String], _ most: Int) {
        var left = values
        for _ in 0..<random.below(most + 1) where !left.isEmpty {
            line("\(field) \(left.remove(at: random.below(left.count)))")
        }
    }

    private mutating func line(_ text: String) {
        var text = text
        if random.chance(50) {
            text += "\n    < \(random.pick(["s1", "s2"])) \"\(random.pick(["so it was", "they say"]))\""
        }
        world.records[world.records.count - 1].lines.append(text)
    }
}
