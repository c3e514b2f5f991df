extension QueryWriter {
    func expression(_ kind: Kind, _ depth: Int) -> Node? {
        if random.chance(20), let call = ownFunction(kind, depth) { return call }
        return switch kind {
        case .bool: condition(depth)
        case .int: integer(depth)
        case .decimal: decimal(depth)
        case .float: float(depth)
        case .text: text(depth)
        case .date: date(depth)
        case .amount: amount(depth)
        case .entity(let type): entity(type, depth)
        case .set(let type): set(type, depth)
        case .list(let item): list(item, depth)
        case .words: choose([(5, { self.reference(kind) }), (1, { self.fieldOfEntity(kind, depth) })])
        default:
            choose([
                (5, { self.reference(kind) }), (1, { self.fieldOfEntity(kind, depth) }),
                (1, { self.branch(kind, depth) }),
            ])
        }
    }

    func reference(_ kind: Kind) -> Node? {
        let names = visible { $0 == kind }
        let given = parameters.filter { $0.kind == kind }.map { Node(form: .parameter($0.name), kind: kind) }
        return pick(given.isEmpty || random.chance(80) ? names : given) ?? pick(given)
    }

    /// A field of an entity, of a record, or of an element.
    func fieldOfEntity(_ kind: Kind, _ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        let types = WorldSchema.types.filter { type in fields(of: .entity(type)).contains { $0.kind == kind } }
        guard !types.isEmpty, let base = entity(random.pick(types), depth - 1) else { return nil }
        let found = fields(of: base.kind).filter { $0.kind == kind }
        guard !found.isEmpty else { return nil }
        return Node(form: .field(random.pick(found).name), kids: [base], kind: kind)
    }

    func call(_ name: String, _ kids: [Node], _ kind: Kind) -> Node { Node(form: .call(name), kids: kids, kind: kind) }

    /// A function of the program's own.
    private func ownFunction(_ kind: Kind, _ depth: Int) -> Node? {
        let functions = definitions.filter { !$0.parameters.isEmpty && $0.body.kind == kind }
        guard depth > 0, !functions.isEmpty else { return nil }
        let function = random.pick(functions)
        let arguments = function.parameters.compactMap { expression($0.kind, depth - 1) }
        guard arguments.count == function.parameters.count else { return nil }
        return call(function.name, arguments, kind)
    }

    func literal(_ kind: Kind) -> Node {
        switch kind {
        case .int:
            let value =
                random.chance(90) ? random.pick([0, 1, 2, 3, 5, -1, 10, 100]) : random.pick([Int.max, Int.min + 1])
            return Node(form: .literal(String(value), .int(value)), kind: .int)
        case .decimal:
            let text = random.pick(RandomWorld.decimals.filter { $0.first != "-" })
            return Node(form: .literal(text, Ratio(text).map(ModelValue.decimal)), kind: .decimal)
        case .date:
            let text = random.pick(["2023-10-31", "2024-02-29", "2024-01-01", "2023-01-31"])
            return Node(form: .literal("@\(text)", Span(text).map(ModelValue.date)), kind: .date)
        case .amount:
            let text = random.pick(["0", "3", "4", "5", "7", "10"]) + " " + random.pick(["KRW", "USD", "person"])
            return Node(form: .literal(text, Amount(text).map(ModelValue.amount)), kind: .amount)
        case .bool:
            let value = random.chance(50)
            return Node(form: .literal("\(value)", .bool(value)), kind: .bool)
        case .choice:
            let place = random.below(WorldSchema.cases.count)
            return Node(form: .literal(".\(WorldSchema.cases[place])", .choice(place)), kind: .choice)
        default:
            let text = random.pick(RandomWorld.texts)
            return Node(form: .literal(World.quoted(text), .text(ModelWorld.composed(text))), kind: .text)
        }
    }

    /// `if`, `??`, the least and the first of several, a function: of any kind.
    func branch(_ kind: Kind, _ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        return choose([
            (
                2,
                {
                    guard let condition = self.condition(depth - 1), let then = self.expression(kind, depth - 1) else {
                        return nil
                    }
                    let otherwise = self.random.chance(80) ? self.expression(kind, depth - 1) : nil
                    if self.isBareCase(then) { return nil }
                    let kids = [condition, then] + (otherwise.map { [$0] } ?? [])
                    return Node(form: .conditional, kids: kids, kind: kind)
                }
            ),
            (
                2,
                {
                    guard let left = self.expression(kind, depth - 1), let right = self.expression(kind, depth - 1),
                        !self.isBareCase(left)
                    else { return nil }
                    return Node(form: .fallback, kids: [left, right], kind: kind)
                }
            ),
            (
                2,
                {
                    guard kind != .bool, let list = self.list(kind, depth - 1) else { return nil }
                    let isOrdered = kind != .choice
                    let names = isOrdered ? ["min", "max", "first", "last"] : ["first", "last"]
                    return self.call(self.random.pick(names), [list], kind)
                }
            ),
        ])
    }

    private func isBareCase(_ node: Node) -> Bool {
        if case .literal(let text, _) = node.form { text.hasPrefix(".") } else { false }
    }

    private func arithmetic(_ kind: Kind, _ signs: [String], _ depth: Int, right: Kind? = nil) -> Node? {
        guard depth > 0, let left = expression(kind, depth - 1), let right = expression(right ?? kind, depth - 1) else {
            return nil
        }
        return Node(form: .arithmetic(random.pick(signs)), kids: [left, right], kind: kind)
    }

    private func integer(_ depth: Int) -> Node? {
        choose([
            (5, { self.reference(.int) }), (2, { self.literal(.int) }), (1, { self.fieldOfEntity(.int, depth) }),
            (2, { self.arithmetic(.int, ["+", "-", "*", "%"], depth) }), (2, { self.branch(.int, depth) }),
            (3, { self.aggregate(.int, depth) }), (1, { self.random.chance(40) ? self.measure(.int, depth) : nil }),
            (1, { self.integerFunction(depth) }),
        ])
    }

    private func integerFunction(_ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        func of(_ kind: Kind, _ make: (Node) -> Node) -> Node? { self.expression(kind, depth - 1).map(make) }
        switch random.below(8) {
        case 0:
            guard let left = integer(depth - 1), let right = integer(depth - 1) else { return nil }
            return call("div", [left, right], .int)
        case 1: return of(.int) { call("abs", [$0], .int) }
        case 2: return of(.int) { Node(form: .negate, kids: [$0], kind: .int) }
        case 3: return of(.text) { call("length", [$0], .int) }
        case 4:
            let part = random.pick(["year", "quarter", "month", "day"])
            return of(.date) { Node(form: .field(part), kids: [$0], kind: .int) }
        case 5:
            guard let from = date(depth - 1), let to = date(depth - 1) else { return nil }
            return call(random.pick(["years_between", "months_between"]), [from, to], .int)
        case 6: return of(.text) { call("int", [$0], .int) }
        default:
            let name = random.pick(["floor", "ceil"])
            return of(.decimal) { call("int", [call(name, [$0], .decimal)], .int) }
        }
    }

    private func aggregate(_ kind: Kind, _ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        if kind == .int, random.chance(60) {
            let many: Node? =
                random.chance(70)
                ? set(random.pick(WorldSchema.types), depth - 1)
                : list(random.pick([.int, .text, .date, .decimal]), depth - 1)
            return many.map { call("count", [$0], .int) }
        }
        return list(kind, depth - 1).map { call("sum", [$0], kind) }
    }

    private func decimal(_ depth: Int) -> Node? {
        choose([
            (5, { self.reference(.decimal) }), (1, { self.literal(.decimal) }),
            (1, { self.fieldOfEntity(.decimal, depth) }),
            (2, { self.arithmetic(.decimal, ["+", "-", "*", "/", "%"], min(depth, 1)) }),
            (1, { self.arithmetic(.decimal, ["+", "-", "*"], min(depth, 1), right: .int) }),
            (
                1,
                {
                    guard depth > 0, let value = self.decimal(depth - 1) else { return nil }
                    let places = self.random.pick([0, 1, 2, -1, 3])
                    return self.call(
                        "round", [value, Node(form: .literal("\(places)", .int(places)), kind: .int)], .decimal)
                }
            ),
            (1, { self.aggregate(.decimal, depth) }), (1, { self.branch(.decimal, depth) }),
            (1, { self.daysBetween(depth) }),
            (
                1,
                {
                    guard depth > 0, let value = self.amount(depth - 1) else { return nil }
                    let part = self.random.pick(["amount", "low", "high"])
                    return Node(form: .field(part), kids: [value], kind: .decimal)
                }
            ),
        ])
    }

    /// `(d - e) / 1 day`
    private func daysBetween(_ depth: Int) -> Node? {
        guard depth > 0, let left = date(depth - 1), let right = date(depth - 1) else { return nil }
        let between = Node(form: .arithmetic("-"), kids: [left, right], kind: .duration)
        let day = Node(form: .literal("1 day", .duration(months: 0, days: 1)), kind: .duration)
        return Node(form: .arithmetic("/"), kids: [between, day], kind: .decimal)
    }

    private func float(_ depth: Int) -> Node? {
        choose([
            (4, { self.reference(.float) }), (1, { self.arithmeticOfInts(depth) }),
            (
                2,
                {
                    guard depth > 0, let list = self.list(self.random.pick([.int, .decimal]), depth - 1) else {
                        return nil
                    }
                    let name = self.random.pick(["avg", "median", "stddev", "percentile"])
                    let share = Node(form: .literal("0.25", Ratio("0.25").map(ModelValue.decimal)), kind: .decimal)
                    return self.call(name, name == "percentile" ? [list, share] : [list], .float)
                }
            ),
            (1, { depth > 0 ? self.integer(depth - 1).map { self.call("sqrt", [$0], .float) } : nil }),
            (1, { self.fieldOfEntity(.float, depth) }), (1, { self.measure(.float, depth) }),
        ])
    }

    private func arithmeticOfInts(_ depth: Int) -> Node? {
        guard depth > 0, let left = integer(depth - 1), let right = integer(depth - 1) else { return nil }
        return Node(form: .arithmetic("/"), kids: [left, right], kind: .float)
    }

    func text(_ depth: Int) -> Node? {
        choose([
            (5, { self.reference(.text) }), (1, { self.literal(.text) }), (1, { self.fieldOfEntity(.text, depth) }),
            (2, { self.oneLanguage(depth) }), (2, { self.textFunction(depth) }), (1, { self.branch(.text, depth) }),
        ])
    }

    /// `name.ko`
    private func oneLanguage(_ depth: Int) -> Node? {
        let base = reference(.words) ?? fieldOfEntity(.words, depth)
        return base.map { Node(form: .field(random.pick(["ko", "en"])), kids: [$0], kind: .text) }
    }

    private func textFunction(_ depth: Int) -> Node? {
        guard depth > 0 else { return nil }
        func quoted(_ text: String) -> Node { Node(form: .literal(World.quoted(text), .text(text)), kind: .text) }
        func number(_ value: Int) -> Node { Node(form: .literal("\(value)", .int(value)), kind: .int) }
        if random.chance(15) { return integer(depth - 1).map { call("text", [$0], .text) } }
        if random.chance(10) {
            return amount(depth - 1).map { Node(form: .field("unit"), kids: [$0], kind: .text) }
        }
        if random.chance(20) {
            return list(.text, depth - 1).map { call(random.pick(["concat", "join"]), [$0, quoted("-")], .text) }
        }
        guard let value = text(depth - 1) else { return nil }
        switch random.below(6) {
        case 0:
            return call(
                "replace", [value, quoted(random.pick(["a", "나", " "])), quoted(random.pick(["", "zz", "가"]))], .text)
        case 1: return call("substring", [value, number(1 + random.below(3))], .text)
        case 2: return call("substring", [value, number(1 + random.below(3)), number(random.below(3))], .text)
        case 3:
            guard let other = text(depth - 1) else { return nil }
            return Node(form: .arithmetic("+"), kids: [value, other], kind: .text)
        default: return call(random.pick(["lower", "upper", "trim", "initials", "fold"]), [value], .text)
        }
    }

    func date(_ depth: Int) -> Node? {
        choose([
            (6, { self.reference(.date) }), (1, { self.literal(.date) }), (1, { self.fieldOfEntity(.date, depth) }),
            (
                1,
                {
                    guard depth > 0, let value = self.date(depth - 1) else { return nil }
                    return Node(
                        form: .arithmetic(self.random.pick(["+", "-"])), kids: [value, self.duration()], kind: .date)
                }
            ),
            (
                1,
                {
                    guard depth > 0, let value = self.date(depth - 1) else { return nil }
                    return self.call(self.random.pick(["earliest", "latest"]), [value], .date)
                }
            ),
            (
                1,
                {
                    guard let span = self.reference(.stretch) else { return nil }
                    return Node(form: .field(self.random.pick(["start", "end"])), kids: [span], kind: .date)
                }
            ),
            (1, { depth > 0 ? self.text(depth - 1).map { self.call("date", [$0], .date) } : nil }),
            (
                1,
                {
                    guard depth > 0 else { return nil }
                    let parts = (0..<3).compactMap { _ in self.integer(depth - 1) }
                    return parts.count == 3 ? self.call("date", parts, .date) : nil
                }
            ),
            (1, { self.branch(.date, depth) }),
        ])
    }

    private func duration() -> Node {
        let count = random.pick([1, 2, 3, 11, 12])
        let unit = random.pick(["day", "week", "month", "year"])
        let value: ModelValue =
            switch unit {
            case "day": .duration(months: 0, days: count)
            case "week": .duration(months: 0, days: 7 * count)
            case "month": .duration(months: count, days: 0)
            default: .duration(months: 12 * count, days: 0)
            }
        return Node(form: .literal("\(count) \(unit)s", value), kind: .duration)
    }

    private func amount(_ depth: Int) -> Node? {
        choose([
            (5, { self.reference(.amount) }), (1, { self.literal(.amount) }),
            (1, { self.fieldOfEntity(.amount, depth) }),
            (1, { self.arithmetic(.amount, ["+", "-"], min(depth, 1)) }),
            (1, { self.arithmetic(.amount, ["*", "/"], min(depth, 1), right: .decimal) }),
            (
                1,
                {
                    guard depth > 0, let value = self.amount(depth - 1) else { return nil }
                    guard self.random.chance(50) else { return Node(form: .negate, kids: [value], kind: .amount) }
                    let rates = ["1 USD", "1350 KRW"].map {
                        Node(form: .literal($0, Amount($0).map(ModelValue.amount)), kind: .amount)
                    }
                    return self.call("convert", [value] + rates, .amount)
                }
            ),
            (1, { depth > 0 ? self.list(.amount, depth - 1).map { self.call("sum", [$0], .amount) } : nil }),
            (1, { self.branch(.amount, depth) }),
        ])
    }
}
