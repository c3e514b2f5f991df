extension QueryWriter {
    func condition(_ depth: Int) -> Node? {
        choose([
            (2, { self.reference(.bool) }), (5, { self.comparison(depth) }), (2, { self.dateComparison(depth) }),
            (1, { self.stretchComparison() }), (2, { self.logic(depth) }), (1, { self.negation(depth) }),
            (3, { self.quantifier(depth) }), (1, { self.presence() }), (2, { self.membership(depth) }),
            (1, { self.search(depth) }), (1, { self.narrowing(depth) }), (1, { self.branch(.bool, depth) }),
            (1, { self.identity(depth) }),
        ]) ?? literal(.bool)
    }

    private func truth(_ form: Node.Form, _ kids: [Node]) -> Node { Node(form: form, kids: kids, kind: .bool) }

    private var sign: String { random.pick(["=", "!=", "<", "<=", ">", ">="]) }

    private func comparison(_ depth: Int) -> Node? {
        let kind: Kind = random.pick([.int, .int, .decimal, .text, .choice, .words, .amount, .amount, .float])
        guard let left = expression(kind, depth - 1) else { return nil }
        if case .literal = left.form { return nil }
        switch kind {
        case .words: return truth(.compare(sign), [left, literal(.text)])
        case .float:
            let right = Node(form: .literal("1.37e0", .float(1.37)), kind: .float)
            return truth(.compare(random.pick(["<", ">"])), [left, right])
        case .choice where random.chance(60): return truth(.compare(sign), [left, literal(.choice)])
        default:
            guard let right = expression(kind, depth - 1), right != left else { return nil }
            return truth(.compare(sign), [left, right])
        }
    }

    func days() -> Node {
        let text = random.pick([
            "2023", "2024", "2022", "2023-10", "2023-06", "2024-02", "2023-10-31", "2024-02-29", "2023-Q4",
            "2024-01-01",
        ])
        return Node(form: .literal("@\(text)", Span(text).map(ModelValue.days)), kind: .date)
    }

    private func dayRange() -> Node {
        let text = random.pick(["@2022..@2023-05", "@2023-05..@2024", "@2023-10-31..@2024-02", "@2023..", "..@2023-10"])
        return Node(form: .literal(text, Span(text).map(ModelValue.days)), kind: .date)
    }

    private func dateComparison(_ depth: Int) -> Node? {
        guard let left = date(depth - 1) else { return nil }
        if case .literal = left.form { return nil }
        if random.chance(10), let span = reference(.stretch) {
            return truth(.member(isNegated: random.chance(30)), [left, span])
        }
        if random.chance(15), let earlier = date(depth - 1) {
            let between = Node(form: .arithmetic("-"), kids: [left, earlier], kind: .duration)
            let days = Node(form: .literal("30 days", .duration(months: 0, days: 30)), kind: .duration)
            return truth(.compare(sign), [between, days])
        }
        if random.chance(15) { return truth(.member(isNegated: random.chance(30)), [left, dayRange()]) }
        if random.chance(60) { return truth(.compare(sign), [left, days()]) }
        guard let right = date(depth - 1), right != left else { return nil }
        return truth(.compare(sign), [left, right])
    }

    private func stretchComparison() -> Node? {
        guard let span = reference(.stretch) else { return nil }
        switch random.below(3) {
        case 0: return truth(.call("overlaps"), [span, random.chance(70) ? days() : dayRange()])
        case 1: return truth(.compare(random.pick(["<", ">"])), [span, days()])
        default: return truth(.member(isNegated: random.chance(30)), [span, random.chance(70) ? days() : dayRange()])
        }
    }

    private func logic(_ depth: Int) -> Node? {
        guard depth > 0, let left = condition(depth - 1), let right = condition(depth - 1) else { return nil }
        return truth(random.chance(50) ? .and : .or, [left, right])
    }

    private func negation(_ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        return condition(depth - 1).map { truth(.not, [$0]) }
    }

    private func quantifier(_ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        if random.chance(20) {
            guard let list = list(random.pick([.int, .text]), depth - 1), list.form != .list else { return nil }
            return truth(.exists(isNegated: random.chance(50)), [list])
        }
        guard let set = set(random.pick(WorldSchema.types), depth - 1) else { return nil }
        if random.chance(60) { return truth(.exists(isNegated: random.chance(50)), [set]) }
        let condition = within(Place(subject: set.kind.element)) { self.condition(depth - 1) }
        return condition.map { truth(.call(random.chance(50) ? "every" : "some"), [set, $0]) }
    }

    /// `any x` of a field; of a link that is filtered it may be unknown.
    private func presence() -> Node? {
        guard case .entity(let type) = places.first?.subject else { return nil }
        let columns = Set(places[0].columns.map(\.name))
        let stored = (WorldSchema.fields[type] ?? []).filter {
            !columns.contains($0.name) && !$0.isRequired && !$0.isFalseByDefault
        }
        guard let field = stored.isEmpty ? nil : random.pick(stored) else { return nil }
        let name = Node(form: .name(field.name), kind: field.kind)
        var base = name
        if case .entity = field.kind, random.chance(50), let filtered = filter(name, 0) { base = filtered }
        return truth(.exists(isNegated: random.chance(50)), [base])
    }

    private func membership(_ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        let isNegated = random.chance(50)
        func member(_ left: Node?, _ right: Node?) -> Node? {
            guard let left, let right else { return nil }
            return truth(.member(isNegated: isNegated), [left, right])
        }
        switch random.below(8) {
        case 0:
            let cases = (0...random.below(3)).map { _ in literal(.choice) }
            return member(expression(.choice, depth - 1), Node(form: .list, kids: cases, kind: .list(.choice)))
        case 1, 2:
            let type = random.pick(["city", "city", "trip", "region"])
            return member(entity(type, depth - 1), set(type, depth - 1))
        case 3:
            let (low, high) = (random.below(6) - 3, 3 + random.below(6))
            let (text, value): (String, ModelValue) = random.pick([
                ("\(low)..\(high)", .range(low, high)), ("\(low)..", .range(low, nil)),
                ("..\(high)", .range(nil, high)),
            ])
            return member(expression(.int, depth - 1), Node(form: .literal(text, value), kind: .int))
        case 4:
            let list = (0...random.below(3)).map { _ in days() }
            return member(reference(.date), Node(form: .list, kids: list, kind: .list(.date)))
        case 5:
            let kind: Kind = random.pick([.int, .text, .amount])
            let items = (0...random.below(3)).compactMap { _ in expression(kind, depth - 1) }
            guard !items.isEmpty else { return nil }
            return member(expression(kind, depth - 1), Node(form: .list, kids: items, kind: .list(kind)))
        case 6:
            // Of one element at most, the absent one is the empty set.
            let type = random.pick(["city", "region"])
            let one = random.chance(50) ? entity(type, depth - 1) : nested(type, depth - 1, last: .take(1))
            return member(entity(type, depth - 1), one)
        default:
            let kind: Kind = random.pick([.int, .text, .date])
            return member(expression(kind, depth - 1), list(kind, depth - 1))
        }
    }

    private func search(_ depth: Int) -> Node? {
        let words = random.chance(40) ? reference(.words) : nil
        guard let value = words ?? text(depth - 1) else { return nil }
        if case .literal = value.form { return nil }
        let pattern = random.pick(["a", "A", "á", "MALAGA", "나", "ㅅㅎ", "ㄴㄹ", "시", "B", "Ａ", " ", "·", "\"", "x"])
        let right = Node(form: .literal(World.quoted(pattern), .text(pattern)), kind: .text)
        if words == nil, random.chance(30) {
            return truth(.call(random.pick(["starts_with", "ends_with", "has_word"])), [value, right])
        }
        return truth(.matches(isNegated: random.chance(40)), [value, right])
    }

    /// `it is port and depth > 2`
    private func narrowing(_ depth: Int) -> Node? {
        guard case .entity(let type) = places.first?.subject, type == "thing" || type == "city" else { return nil }
        let narrow = type == "city" ? "port" : random.pick(["city", "region", "port"])
        let isNegated = random.chance(25)
        let it = Node(form: .it, kind: .entity(type))
        let test = truth(.isType(narrow, isNegated: isNegated), [it])
        guard depth > 0, !isNegated, random.chance(70) else { return test }
        var place = places[0]
        place.subject = .entity(narrow)
        let outer = places
        places[0] = place
        defer { places = outer }
        return condition(depth - 1).map { truth(.and, [test, $0]) }
    }

    private func identity(_ depth: Int) -> Node? {
        let type = random.pick(["city", "region", "trip"])
        guard let left = entity(type, depth - 1), let right = entity(type, depth - 1), left != right else { return nil }
        return truth(.compare(random.pick(["=", "!="])), [left, right])
    }
}
