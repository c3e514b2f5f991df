import NaruSemantics

/// A handful of names, looked up without case.
struct FakeCatalog: DatasetCatalog {
    let schema: Schema
    let hasDatedSources = true
    private let entries: [(id: String, type: TypeID, names: [String])]

    init(_ schema: Schema = .harbour) {
        self.schema = schema
        func type(_ name: String) -> TypeID { schema.types.first { $0.name == name }?.id ?? .entity }
        entries = [
            ("siheung", type("city"), ["시흥시", "Siheung"]),
            ("ulsan", type("city"), ["울산시", "Ulsan"]),
            ("san-diego", type("city"), ["샌디에이고", "San Diego"]),
            ("springfield-il", type("city"), ["Springfield"]),
            ("springfield-mo", type("city"), ["Springfield"]),
            ("korea", type("country"), ["대한민국", "Korea"]),
            ("unist", type("organisation"), ["울산과학기술원", "UNIST"]),
            ("bio", type("sector"), ["바이오", "bio"]),
        ]
    }

    func hasUnit(_ unit: String) -> Bool { unit == "city" || unit == "m2" }

    func entities(named text: String, in type: TypeID) -> [EntityMatch] {
        entries.indices.filter { position in
            let entry = entries[position]
            let names = [entry.id] + entry.names
            return schema.isSubtype(entry.type, of: type) && names.contains { $0.lowercased() == text.lowercased() }
        }.map(match)
    }

    func entity(id: String, in type: TypeID) -> EntityMatch? {
        entries.indices.first { entries[$0].id == id && schema.isSubtype(entries[$0].type, of: type) }.map(match)
    }

    func names(in type: TypeID) -> [String] {
        entries.filter { schema.isSubtype($0.type, of: type) }.flatMap { [$0.id] + $0.names }
    }

    private func match(_ position: Int) -> EntityMatch {
        let entry = entries[position]
        return EntityMatch(
            number: EntityNumber(position), type: entry.type, id: entry.id, label: entry.names[0])
    }
}
