/// Writes random programs in which every construct of the language occurs.
final class QueryWriter {
    /// What names mean at some place: a row, or an element.
    struct Place {
        /// The kind of `it`, if it is more than a record of columns.
        var subject: Kind?
        var columns: [Kind.Field] = []
    }

    var random: RandomSource
    let world: World
    /// Innermost first.
    var places: [Place] = []
    var definitions: [Definition] = []
    var parameters: [Program.Parameter] = []
    private var names = 0

    init(random: RandomSource, world: World) {
        self.random = random
        self.world = world
    }

    func newName(_ start: String) -> String {
        names += 1
        return "\(start)\(names)"
    }

    func program() -> Program {
        (definitions, parameters, places, names) = ([], [], [], 0)
        if random.chance(35) { writeParameters() }
        if random.chance(40) { for _ in 0...random.below(3) { writeDefinition() } }
        let query = query()
        return Program(parameters: parameters, definitions: definitions, query: query)
    }

    /// One of the alternatives by their weights; one that has nothing to offer
    /// here gives nil, and another is taken.
    func choose<Found>(_ alternatives: [(weight: Int, make: () -> Found?)]) -> Found? {
        var left = alternatives
        while !left.isEmpty {
            var ticket = random.below(left.reduce(0) { $0 + $1.weight })
            let place = left.firstIndex { alternative in
                ticket -= alternative.weight
                return ticket < 0
            }
            guard let place else { return nil }
            if let found = left[place].make() { return found }
            left.remove(at: place)
        }
        return nil
    }

    func within<Found>(_ place: Place, _ write: () -> Found) -> Found {
        places.insert(place, at: 0)
        defer { places.removeFirst() }
        return write()
    }

    /// With no rows around.
    func alone<Found>(_ place: Place?, _ write: () -> Found) -> Found {
        let outer = places
        places = place.map { [$0] } ?? []
        defer { places = outer }
        return write()
    }

    /// Names that can be read here, inner ones first.
    func visible(_ isWanted: (Kind) -> Bool) -> [Node] {
        var found: [Node] = []
        var seen: Set<String> = []
        for place in places {
            for field in place.columns + fields(of: place.subject) where seen.insert(field.name).inserted {
                if isWanted(field.kind) { found.append(Node(form: .name(field.name), kind: field.kind)) }
            }
        }
        return found
    }

    /// What is read of every element of a kind.
    func fields(of kind: Kind?) -> [Kind.Field] {
        switch kind {
        case .entity(let type):
            let stored = (WorldSchema.fields[type] ?? []).map { Kind.Field(name: $0.name, kind: $0.kind) }
            let computed = definitions.compactMap { definition -> Kind.Field? in
                guard let owner = definition.owner, WorldSchema.isType(type, owner) else { return nil }
                return Kind.Field(name: definition.name, kind: definition.body.kind)
            }
            return stored + computed + [Kind.Field(name: "id", kind: .text)]
        case .record(let fields): return fields
        default: return []
        }
    }

    func pick(_ nodes: [Node]) -> Node? { nodes.isEmpty ? nil : random.pick(nodes) }

    private func writeParameters() {
        for _ in 0...random.below(2) {
            let ids = world.records.filter { $0.type == "city" || $0.type == "port" }
            let kind: Kind = random.pick([.int, .text, .decimal, .entity("city")])
            switch kind {
            case .entity:
                guard !ids.isEmpty else { continue }
                parameters.append(
                    Program.Parameter(name: newName("p"), kind: kind, value: entityLiteral(random.pick(ids))))
            default: parameters.append(Program.Parameter(name: newName("p"), kind: kind, value: literal(kind)))
            }
        }
    }

    func entityLiteral(_ record: World.Record) -> Node {
        Node(
            form: .literal("\(record.type) \"id:\(record.id)\"", .ref(Ref(type: record.type, id: record.id))),
            kind: .entity(record.type))
    }

    private func writeDefinition() {
        let name = newName("L")
        let kind: Kind = random.pick([
            .bool, .int, .text, .date, .amount, .set("city"), .set("trip"), .set("thing"), .entity("city"), .list(.int),
        ])
        if random.chance(55) {
            let owner = random.pick(["city", "city", "trip", "region", "port", "thing"])
            let body = alone(Place(subject: .entity(owner))) { expression(kind, 2) }
            guard let body, isOfRow(body) else { return }
            definitions.append(Definition(owner: owner, name: name, body: body))
        } else if random.chance(50) {
            let body = alone(nil) { set(random.pick(["city", "trip", "region"]), 2) }
            guard let body, !isLiteral(body) else { return }
            definitions.append(Definition(name: name, body: body))
        } else {
            let parameters = [
                Kind.Field(name: newName("x"), kind: .entity(random.pick(["city", "trip"]))),
                Kind.Field(name: newName("y"), kind: random.pick([.int, .text, .date])),
            ]
            let body = alone(Place(subject: nil, columns: parameters)) { expression(kind, 2) }
            guard let body, isOfRow(body) else { return }
            definitions.append(Definition(name: name, parameters: parameters, body: body))
        }
    }

    private func isLiteral(_ node: Node) -> Bool { if case .literal = node.form { true } else { false } }

    /// Something of the row is in it, so that it has a type of its own.
    func isOfRow(_ node: Node) -> Bool {
        switch node.form {
        case .name, .it: true
        case .nested(let query): isOfRow(query.source)
        default: node.kids.contains { isOfRow($0) }
        }
    }
}
