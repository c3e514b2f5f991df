extension QueryWriter {
    func entity(_ type: String, _ depth: Int) -> Node? {
        let kind = Kind.entity(type)
        return choose([
            (
                3,
                {
                    guard case .entity(let subject) = self.places.first?.subject, WorldSchema.isType(subject, type)
                    else {
                        return nil
                    }
                    return Node(form: .it, kind: .entity(subject))
                }
            ),
            (
                3,
                {
                    self.pick(
                        self.visible {
                            if case .entity(let other) = $0 { WorldSchema.isType(other, type) } else { false }
                        })
                }
            ),
            (
                1,
                {
                    self.pick(
                        self.parameters.filter { $0.kind == kind }.map { Node(form: .parameter($0.name), kind: kind) })
                }
            ),
            (2, { self.fieldOfEntity(kind, depth) }),
            (
                1,
                {
                    guard depth > 0, let set = self.set(type, depth - 1) else { return nil }
                    return self.call(self.random.pick(["first", "last"]), [set], set.kind.element)
                }
            ),
            (1, { depth > 0 ? self.nested(type, depth - 1).map { self.call("first", [$0], kind) } : nil }),
            (
                1,
                {
                    guard depth > 0, let nested = self.nested(type, depth - 1, last: .take(1)) else { return nil }
                    return self.call("only", [nested], kind)
                }
            ),
            (
                1,
                {
                    let records = self.world.records.filter { WorldSchema.isType($0.type, type) && $0.type != "trip" }
                    return records.isEmpty ? nil : self.entityLiteral(self.random.pick(records))
                }
            ),
        ])
    }

    /// A set of entities, some of which may be only possible.
    func set(_ type: String, _ depth: Int) -> Node? {
        let kind = Kind.set(type)
        return choose([
            (5, { self.pick(self.visible { $0 == kind }) }),
            (2, { self.fieldOfEntity(kind, depth) }),
            (2, { self.path(to: type, depth) }),
            (1, { Node(form: .whole(type), kind: kind) }),
            (
                1,
                {
                    self.pick(
                        self.definitions.filter { $0.owner == nil && $0.parameters.isEmpty && $0.body.kind == kind }
                            .map { Node(form: .name($0.name), kind: kind) })
                }
            ),
            (
                4,
                {
                    guard depth > 0, let base = self.set(type, depth - 1) else { return nil }
                    return self.filter(base, depth - 1)
                }
            ),
            (1, { self.narrowed(type, depth) }),
            (
                2,
                {
                    guard depth > 0, let left = self.set(type, depth - 1), let right = self.set(type, depth - 1) else {
                        return nil
                    }
                    return Node(
                        form: .combine(self.random.pick(SetOperator.allCases)), kids: [left, right], kind: kind)
                }
            ),
            (2, { depth > 0 ? self.nested(type, depth - 1) : nil }),
            (1, { self.random.chance(30) ? self.measure(kind, depth) : nil }),
        ])
    }

    func filter(_ base: Node, _ depth: Int) -> Node? {
        let condition = within(Place(subject: base.kind.element)) { self.condition(depth) }
        return condition.map { Node(form: .filter, kids: [base, $0], kind: base.kind) }
    }

    /// `things[it is port]`
    private func narrowed(_ type: String, _ depth: Int) -> Node? {
        guard depth > 0, type == "city" || type == "port" || type == "region",
            let base = set(type == "port" && random.chance(50) ? "city" : "thing", depth - 1)
        else { return nil }
        let it = Node(form: .it, kind: base.kind.element)
        let test = Node(form: .isType(type, isNegated: false), kids: [it], kind: .bool)
        return Node(form: .filter, kids: [base, test], kind: .set(type))
    }

    private func path(to type: String, _ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        let links = WorldSchema.types.flatMap { from in
            fields(of: .entity(from)).filter { $0.kind == .set(type) || $0.kind == .entity(type) }.map {
                (from, $0.name)
            }
        }
        guard !links.isEmpty else { return nil }
        let (from, link) = random.pick(links)
        return set(from, depth - 1).map { Node(form: .field(link), kids: [$0], kind: .set(type)) }
    }

    func list(_ item: Kind, _ depth: Int) -> Node? {
        let kind = Kind.list(item)
        return choose([
            (3, { self.pick(self.visible { $0 == kind }) }),
            (
                5,
                {
                    let owners = WorldSchema.types.filter { type in
                        self.fields(of: .entity(type)).contains { $0.kind == item }
                    }
                    guard depth > 0, !owners.isEmpty, let base = self.set(self.random.pick(owners), depth - 1) else {
                        return nil
                    }
                    let names = self.fields(of: base.kind.element).filter { $0.kind == item }.map(\.name)
                    guard !names.isEmpty else { return nil }
                    return Node(form: .field(self.random.pick(names)), kids: [base], kind: kind)
                }
            ),
            (
                1,
                {
                    let items = (0...self.random.below(3)).compactMap { _ in self.expression(item, depth - 1) }
                    let isTyped = items.contains { if case .literal = $0.form { false } else { true } }
                    guard !items.isEmpty, isTyped else { return nil }
                    return Node(form: .list, kids: items, kind: kind)
                }
            ),
            (
                1,
                { depth > 0 ? self.list(item, depth - 1).map { self.call("distinct", [$0], kind) } : nil }
            ),
            (
                1,
                {
                    guard depth > 0, item == .int || item == .text, let base = self.list(item, depth - 1) else {
                        return nil
                    }
                    let it = Node(form: .it, kind: item)
                    let test = Node(
                        form: .compare(self.random.pick(["<", ">", "=", "!="])), kids: [it, self.literal(item)],
                        kind: .bool)
                    return Node(form: .filter, kids: [base, test], kind: kind)
                }
            ),
            (1, { self.shapeField(item, depth) }),
            (
                1,
                {
                    guard item == .text, depth > 0, let value = self.text(depth - 1) else { return nil }
                    let mark = self.random.pick([",", "a", ";", "나"])
                    return self.call(
                        "split", [value, Node(form: .literal(World.quoted(mark), .text(mark)), kind: .text)], kind)
                }
            ),
        ])
    }

    /// `xs{a: e}.a`, `(xs | select a: e).a`, `pairs(xs).first.pop`
    private func shapeField(_ item: Kind, _ depth: Int) -> Node? {
        let type = random.pick(["city", "trip", "region"])
        guard depth > 0, let base = set(type, depth - 1) else { return nil }
        if random.chance(20) { return ofPairs(base, item) }
        let name = newName("s")
        guard let value = within(Place(subject: base.kind.element), { expression(item, depth - 1) }) else { return nil }
        let record = Kind.list(.record([Kind.Field(name: name, kind: item)]))
        let shape: Node
        if random.chance(50) {
            shape = Node(form: .shape([name]), kids: [base, value], kind: record)
        } else {
            shape = Node(form: .nested(nestedRows(base, name, value, item, depth - 1)), kind: record)
        }
        return Node(form: .field(name), kids: [shape], kind: .list(item))
    }

    /// With stages before what is selected, or with groups.
    private func nestedRows(_ base: Node, _ name: String, _ value: Node, _ item: Kind, _ depth: Int) -> Query {
        var query = Query(source: base)
        within(Place(subject: base.kind.element)) {
            if random.chance(30), let condition = condition(depth) {
                query.stages.append(.keep(condition, isPossibly: false))
            }
            var selected = value
            if random.chance(30), let set = set(random.pick(["city", "trip"]), depth) {
                let column = Column(name: newName("x"), node: set)
                query.stages.append(.expand(column, isOptional: random.chance(40)))
                places[0].columns.append(Kind.Field(name: column.name, kind: set.kind.element))
                if let other = expression(item, 1) { selected = other }
            }
            if random.chance(20) { query.stages.append(random.chance(50) ? .take(2) : .skip(1)) }
            let column = Column(name: name, node: selected)
            if item == .int, random.chance(30), let key = reference(random.pick([.int, .bool, .choice, .text])) {
                let keys = [Column(name: newName("k"), node: key)]
                query.stages.append(.group(by: keys, into: [Column(name: name, node: call("count", [], .int))]))
            } else {
                query.stages.append(.select([column]))
            }
        }
        return query
    }

    /// `pairs(xs){s: second.pop}.s`
    private func ofPairs(_ base: Node, _ item: Kind) -> Node? {
        let sides = ["first", "second"].map { Kind.Field(name: $0, kind: base.kind.element) }
        let names = fields(of: base.kind.element).filter { $0.kind == item }.map(\.name)
        guard !names.isEmpty else { return nil }
        let side = Node(form: .name(random.pick(["first", "second"])), kind: base.kind.element)
        let value = Node(form: .field(random.pick(names)), kids: [side], kind: item)
        let name = newName("s")
        let shape = Node(
            form: .shape([name]), kids: [call("pairs", [base], .list(.record(sides))), value],
            kind: .list(.record([Kind.Field(name: name, kind: item)])))
        return Node(form: .field(name), kids: [shape], kind: .list(item))
    }

    /// A query in parentheses that keeps its subject.
    func nested(_ type: String, _ depth: Int, last: Stage? = nil) -> Node? {
        guard let source = set(type, depth) else { return nil }
        let subject = source.kind.element
        var stages: [Stage] = []
        for _ in 0...random.below(2) {
            let stage: Stage? = within(Place(subject: subject)) {
                switch random.below(9) {
                case 0...3: return condition(depth).map { .keep($0, isPossibly: random.chance(20)) }
                case 4: return sortKey(depth).map { .sort([$0]) }
                case 5: return sortKey(0).map { .top(1 + random.below(3), $0) }
                case 6: return .take(random.below(3) + 1)
                case 7: return .skip(random.below(2))
                default: return .distinct([])
                }
            }
            if let stage { stages.append(stage) }
        }
        if let last { stages.append(last) }
        if stages.isEmpty { stages.append(.take(5)) }
        return Node(form: .nested(Query(source: source, stages: stages)), kind: source.kind)
    }

    func sortKey(_ depth: Int) -> SortKey? {
        let kind: Kind = random.pick([.int, .text, .date, .choice, .decimal, .bool, .words])
        return expression(kind, depth).flatMap { node in
            if case .literal = node.form { return nil }
            return SortKey(node: node, isDescending: random.chance(50))
        }
    }
}
