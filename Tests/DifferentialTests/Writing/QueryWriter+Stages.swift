extension QueryWriter {
    private static let columnKinds: [Kind] = [
        .int, .int, .text, .bool, .date, .decimal, .float, .choice, .amount, .words, .entity("city"), .entity("region"),
        .entity("thing"), .set("city"), .set("trip"), .set("thing"), .list(.int), .list(.text), .list(.date),
    ]

    func query() -> Query {
        let type = random.pick(["city", "city", "trip", "region", "thing", "port"])
        var source = Node(form: .whole(type), kind: .set(type))
        if random.chance(20), let set = alone(nil, { self.set(type, 2) }) { source = set }
        // A query in parentheses is no other source than what stands in them.
        var query = Query(source: source)
        if case .nested(let inner) = source.form { query = inner }
        places = [Place(subject: source.kind.element)]
        if random.chance(10), let graph = graphSource(), case .graph(let search) = graph.form {
            query = Query(source: graph)
            places = [Place(subject: nil, columns: search.columns)]
            if case .paths = search { query.stages.append(pathColumns()) }
            // Their order is that of the search.
            if random.chance(50) { return query }
        }
        for _ in 0..<random.pick([0, 1, 1, 2, 2, 2, 3, 3, 4]) {
            let before = places[0]
            if let stage = stage(random.pick([1, 2, 2, 3])) {
                query.stages.append(stage)
            } else {
                places[0] = before
            }
        }
        if places[0].subject != nil || places[0].columns.isEmpty { query.stages.append(select(2, isLast: true)) }
        return query
    }

    /// A stage; the place becomes what comes out of it.
    private func stage(_ depth: Int) -> Stage? {
        choose([
            (6, { self.condition(depth).map { .keep($0, isPossibly: self.random.chance(25)) } }),
            (2, { self.places[0].subject == nil && self.random.chance(50) ? nil : self.select(depth, isLast: false) }),
            (3, { self.add(depth) }), (1, { self.drop() }), (2, { self.expand(depth) }), (2, { self.join(depth) }),
            (3, { self.group(depth) }), (1, { self.across() }),
            (
                2,
                {
                    (self.sortKey(1)).map { [$0] + (self.random.chance(30) ? [self.sortKey(0)].compactMap { $0 } : []) }
                        .map(Stage.sort)
                }
            ),
            (1, { self.sortKey(1).map { .top(1 + self.random.below(3), $0) } }),
            (1, { self.random.chance(50) ? .take(self.random.below(4)) : .skip(self.random.below(3)) }),
            (1, { self.isListed ? nil : .distinct([]) }), (1, { self.distinct() }), (1, { self.combination() }),
        ])
    }

    /// Whether a column holds several values.
    private var isListed: Bool { places[0].columns.contains { $0.kind.isMany } }

    private func column(_ depth: Int) -> Column? {
        if random.chance(20), let window = window(depth) { return Column(name: newName("c"), node: window) }
        guard let node = expression(random.pick(Self.columnKinds), depth) else { return nil }
        if case .literal(_, .choice) = node.form { return nil }
        return Column(name: newName("c"), node: node)
    }

    private func select(_ depth: Int, isLast: Bool) -> Stage {
        var columns = (0...random.below(3)).compactMap { _ in column(depth) }
        if places[0].subject != nil {
            columns.insert(Column(name: "id", node: Node(form: .name("id"), kind: .text)), at: 0)
        }
        if columns.isEmpty { columns = [Column(name: newName("c"), node: literal(.int))] }
        places[0] = Place(subject: nil, columns: columns.map { Kind.Field(name: $0.name, kind: $0.node.kind) })
        return .select(columns)
    }

    private func add(_ depth: Int) -> Stage? {
        guard let column = column(depth) else { return nil }
        places[0].columns.append(Kind.Field(name: column.name, kind: column.node.kind))
        return .add([column])
    }

    private func drop() -> Stage? {
        guard places[0].columns.count > 1 else { return nil }
        let gone = places[0].columns.remove(at: random.below(places[0].columns.count))
        return .drop([gone.name])
    }

    private func expand(_ depth: Int) -> Stage? {
        let many: Node? =
            random.chance(75)
            ? set(random.pick(WorldSchema.types), depth - 1) : list(random.pick([.int, .text, .date]), depth - 1)
        guard let many else { return nil }
        let name = newName("x")
        places[0].columns.append(Kind.Field(name: name, kind: many.kind.element))
        return .expand(Column(name: name, node: many), isOptional: random.chance(40))
    }

    private func join(_ depth: Int) -> Stage? {
        let type = random.pick(["city", "trip", "region", "port"])
        var right = Query(source: Node(form: .whole(type), kind: .set(type)))
        if random.chance(30) {
            let stage: Stage? = alone(Place(subject: .entity(type))) {
                if random.chance(70) { return self.condition(1).map { Stage.keep($0, isPossibly: false) } }
                return self.sortKey(0).map { Stage.top(2, $0) }
            }
            right.stages = [stage].compactMap { $0 }
        }
        if random.chance(25) { return joinRecords(type, right) }
        let name = newName("j")
        places[0].columns.append(Kind.Field(name: name, kind: .entity(type)))
        let kind: Kind = random.pick([.int, .text, .date, .entity("city"), .entity("region"), .amount])
        let fields = fields(of: .entity(type)).filter { $0.kind == kind }
        let other = Node(form: .name(name), kind: .entity(type))
        let condition: Node?
        if random.chance(70), !fields.isEmpty, let left = expression(kind, 1) {
            let read = Node(form: .field(random.pick(fields).name), kids: [other], kind: kind)
            let equal = Node(form: .compare(random.chance(80) ? "=" : "!="), kids: [read, left], kind: .bool)
            let more = random.chance(30) ? self.condition(1) : nil
            condition = more.map { Node(form: .and, kids: [equal, $0], kind: .bool) } ?? equal
        } else {
            condition = self.condition(depth)
        }
        return condition.map { .join(name, right, on: $0, isOptional: random.chance(40)) }
    }

    /// With rows that are records of columns.
    private func joinRecords(_ type: String, _ right: Query) -> Stage? {
        let kind: Kind = random.pick([.int, .text, .entity("city")])
        let fields = fields(of: .entity(type)).filter { $0.kind == kind }
        guard !fields.isEmpty, let left = expression(kind, 1) else { return nil }
        let field = random.pick(fields)
        let (name, column) = (newName("j"), newName("c"))
        let record = Kind.record([Kind.Field(name: column, kind: kind)])
        var query = right
        query.stages.append(.select([Column(name: column, node: Node(form: .name(field.name), kind: kind))]))
        let read = Node(form: .field(column), kids: [Node(form: .name(name), kind: record)], kind: kind)
        let equal = Node(form: .compare("="), kids: [read, left], kind: .bool)
        // A record is no column to show.
        let isOptional = random.chance(40)
        places[0].columns.append(Kind.Field(name: name, kind: record))
        return .join(name, query, on: equal, isOptional: isOptional)
    }

    private func distinct() -> Stage? {
        let kinds: [Kind] = [.int, .text, .bool, .date, .choice, .entity("city"), .entity("region"), .decimal]
        var columns: [Column] = []
        for _ in 0...random.below(2) {
            guard let node = reference(random.pick(kinds)), case .name(let name) = node.form,
                !columns.contains(where: { $0.name == name })
            else { continue }
            columns.append(Column(name: name, node: node))
        }
        guard !columns.isEmpty else { return nil }
        places[0] = Place(subject: nil, columns: columns.map { Kind.Field(name: $0.name, kind: $0.node.kind) })
        return .distinct(columns)
    }

    /// `union (q)` and the like, of columns that every query can give.
    private func combination() -> Stage? {
        let wanted = places[0].columns
        guard places[0].subject == nil, !wanted.isEmpty, !isListed else { return nil }
        let comparable = wanted.allSatisfy { field in
            switch field.kind {
            case .float, .amount, .stretch, .duration, .words: false
            default: true
            }
        }
        guard comparable else { return nil }
        let type = random.pick(["city", "trip", "region"])
        let query: Query? = alone(Place(subject: .entity(type))) {
            var stages: [Stage] = []
            if random.chance(50), let condition = condition(1) { stages.append(.keep(condition, isPossibly: false)) }
            if random.chance(30) {
                stages.append(random.chance(50) ? .take(1 + random.below(4)) : .skip(random.below(2)))
            }
            var columns: [Column] = []
            for field in random.chance(70) ? wanted : wanted.reversed() {
                guard let node = expression(field.kind, 1), node.kind == field.kind else { return nil }
                if case .literal(_, .choice) = node.form { return nil }
                columns.append(Column(name: field.name, node: node))
            }
            return Query(source: Node(form: .whole(type), kind: .set(type)), stages: stages + [.select(columns)])
        }
        return query.map { .combine(random.pick(SetOperator.allCases), $0) }
    }

    // MARK: Windows

    private func window(_ depth: Int) -> Node? {
        let kind: Kind = random.pick([.int, .text, .date, .decimal, .choice, .bool])
        guard let value = reference(kind) else { return nil }
        if case .parameter = value.form { return nil }
        var keys: [Node] = []
        if random.chance(50) {
            keys = (0...random.below(2)).compactMap { _ in
                reference(random.pick([.bool, .choice, .text, .entity("region"), .int, .date]))
            }.filter { if case .name = $0.form { true } else { false } }
        }
        func made(_ call: Node, isOverAll: Bool, isSoFar: Bool, _ kind: Kind) -> Node {
            Node(form: .window(isOverAll: isOverAll && keys.isEmpty, isSoFar: isSoFar), kids: [call] + keys, kind: kind)
        }
        switch random.below(4) {
        case 0: return made(call("row", [], .int), isOverAll: false, isSoFar: false, .int)
        case 1: return made(call("previous", [value], kind), isOverAll: false, isSoFar: false, kind)
        case 2:
            let key = random.chance(50) ? Node(form: .call("descending"), kids: [value], kind: kind) : value
            return made(call("rank", [key], .int), isOverAll: false, isSoFar: false, .int)
        default:
            let isNumber = kind == .int || kind == .decimal
            let isOrdered = kind != .choice && kind != .bool
            let name = random.pick(
                ["count"] + (isNumber ? ["sum", "sum"] : []) + (isOrdered ? ["min", "max", "list"] : []))
            let result: Kind = name == "count" ? .int : name == "list" ? .list(kind) : kind
            let isSoFar = random.chance(40)
            return made(call(name, [value], result), isOverAll: true, isSoFar: isSoFar, result)
        }
    }

    // MARK: Groups

    private func keys(_ counts: [Int]) -> [Column] {
        let kinds: [Kind] = [
            .int, .text, .bool, .date, .choice, .words, .decimal, .entity("city"), .entity("region"),
        ]
        return (0..<random.pick(counts)).compactMap { _ in
            guard let node = expression(random.pick(kinds), 1) else { return nil }
            if case .literal = node.form { return nil }
            return Column(name: newName("k"), node: node)
        }
    }

    private func group(_ depth: Int) -> Stage? {
        let keys = keys([0, 1, 1, 2])
        if !keys.isEmpty, random.chance(10) {
            places[0] = Place(
                subject: nil,
                columns: keys.map { Kind.Field(name: $0.name, kind: $0.node.kind) }
                    + [Kind.Field(name: "count", kind: .int)])
            return .group(by: keys, into: [])
        }
        let columns = (0...random.below(3)).compactMap { _ -> Column? in
            pooled(depth).map { Column(name: newName("c"), node: $0) }
        }
        guard !columns.isEmpty else { return nil }
        places[0] = Place(
            subject: nil, columns: (keys + columns).map { Kind.Field(name: $0.name, kind: $0.node.kind) })
        return .group(by: keys, into: columns)
    }

    private func across() -> Stage? {
        let keys = keys([1])
        guard !keys.isEmpty, let across = reference(random.pick([.bool, .choice, .text])) else { return nil }
        guard case .name = across.form else { return nil }
        var cases: [Node] = []
        if across.kind == .text || random.chance(30) {
            for node in [caseLiteral(across.kind), caseLiteral(across.kind)] where !cases.contains(node) {
                cases.append(node)
            }
        }
        if across.kind == .bool { cases = [] }
        let columns = (0...random.below(2)).compactMap { _ -> Column? in
            pooled(1).map { Column(name: newName("c"), node: $0) }
        }
        guard !columns.isEmpty else { return nil }
        let beside = keys + Stage.beside(across, cases, columns)
        places[0] = Place(subject: nil, columns: beside.map { Kind.Field(name: $0.name, kind: $0.node.kind) })
        return .across(by: keys, across, cases: cases, into: columns)
    }

    /// One that is a name as it stands.
    private func caseLiteral(_ kind: Kind) -> Node {
        guard kind == .text else { return literal(kind) }
        let text = random.pick(["a", "A", "ab", "b", "나루", "zeta"])
        return Node(form: .literal("\"\(text)\"", .text(text)), kind: .text)
    }

    /// An aggregate over the rows of a group.
    private func pooled(_ depth: Int) -> Node? {
        let scalar: Kind = random.pick([.int, .int, .decimal, .text, .date, .amount])
        let rows = Node(form: .rows, kind: .list(.bool))
        func over(_ kind: Kind, _ make: (Node) -> Node?) -> Node? {
            guard let node = expression(kind, 1) else { return nil }
            if case .literal = node.form { return nil }
            return make(node)
        }
        switch random.below(12) {
        case 0: return call("count", [], .int)
        case 1, 2, 3:
            let isNumber = scalar == .int || scalar == .decimal
            let isOrdered = scalar != .amount
            let names =
                ["count", "first", "last", "min", "max"] + (isNumber || !isOrdered ? ["sum", "sum"] : [])
                + (isNumber ? ["avg", "median", "stddev"] : [])
            let name = random.pick(names)
            let result: Kind = name == "count" ? .int : ["avg", "median", "stddev"].contains(name) ? .float : scalar
            return over(scalar) { call(name, [$0], result) }
        case 4: return over(scalar) { call("list", [$0], .list(scalar)) }
        case 5: return over(scalar) { call("count", [call("distinct", [$0], .list(scalar))], .int) }
        case 6, 7:
            let type = random.pick(WorldSchema.types)
            guard let set = set(type, 1), isOfRow(set) else { return nil }
            switch random.below(3) {
            case 0: return call("count", [set], .int)
            case 1: return call("sum", [call("count", [set], .int)], .int)
            default: return call("list", [set], .set(type))
            }
        case 8:
            let type = random.pick(["city", "region"])
            guard let one = entity(type, 1), isOfRow(one) else { return nil }
            return random.chance(50) ? call("count", [one], .int) : call("list", [one], .set(type))
        case 9:
            return over(.text) { call("concat", [$0, Node(form: .literal("\"+\"", .text("+")), kind: .text)], .text) }
        case 10:
            guard let condition = condition(1) else { return nil }
            return call("count", [Node(form: .filter, kids: [rows, condition], kind: .list(.bool))], .int)
        default:
            guard let condition = condition(1) else { return nil }
            if random.chance(50) {
                return Node(
                    form: .exists(isNegated: random.chance(50)),
                    kids: [Node(form: .filter, kids: [rows, condition], kind: .list(.bool))], kind: .bool)
            }
            return call(random.chance(50) ? "every" : "some", [rows, condition], .bool)
        }
    }
}
