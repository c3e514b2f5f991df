import Foundation

extension Evaluation {
    static let aggregates: Set<String> = [
        "count", "sum", "min", "max", "avg", "median", "percentile", "stddev", "list", "first", "last", "only",
        "concat", "distinct",
    ]

    /// What gives elements of its set; every possible one is possibly among them.
    static let selecting: Set<String> = ["list", "distinct", "first", "last", "only", "pairs"]

    private func with(_ possible: [Member], _ value: ModelValue?) -> ModelValue? {
        guard !possible.isEmpty else { return value }
        let members = ModelValue.members(value) + possible
        if case .many(_, true) = value { return .set(members) }
        return .many(members, isSet: false)
    }

    func call(_ name: String, _ node: Node, _ scope: Scope?) throws -> ModelValue? {
        let kids = node.kids
        if let definition = definition(name, of: nil) {
            let cells = try zip(definition.parameters, kids).map { parameter, argument in
                ModelValue.Cell(name: parameter.name, value: try value(argument, scope))
            }
            return try value(definition.body, Scope(nil, columns: cells, outer: nil))
        }
        switch name {
        case "every", "some":
            return truthValue(try quantified(name == "every", kids[0], kids[1], scope))
        case "pairs": return pairs(ModelValue.members(try value(kids[0], scope)))
        case "has_word", "starts_with", "ends_with", "overlaps", "split", "replace", "substring", "lower", "upper",
            "fold", "trim", "initials", "length", "round", "floor", "ceil", "abs", "div", "power", "sqrt", "text",
            "int", "decimal", "float", "date", "earliest", "latest", "years_between", "months_between", "convert":
            let arguments = try kids.map { try single($0, scope) }
            guard !arguments.contains(where: { $0 == nil }) else { return nil }
            return try Scalars.call(name, arguments.compactMap { $0 })
        case "join":
            let texts = ModelValue.certain(try value(kids[0], scope))
            return try aggregate("concat", texts, .text, try single(kids[1], scope)) ?? .text("")
        default:
            let extra = kids.count > 1 ? try single(kids[1], scope) : nil
            let operand = try value(kids[0], scope)
            let result = try aggregate(name, ModelValue.certain(operand), kids[0].kind.element, extra)
            guard Evaluation.selecting.contains(name) else { return result }
            return with(ModelValue.members(operand).filter { !$0.isCertain }, result)
        }
    }

    private func quantified(_ isEvery: Bool, _ set: Node, _ condition: Node, _ scope: Scope?) throws -> Bool? {
        let truths = try ModelValue.members(value(set, scope)).map { member in
            let truth = try truth(condition, Scope(member.value, in: set, outer: scope))
            // What may not be there cannot decide it.
            return isEvery
                ? Kleene.or(member.isCertain ? false : nil, truth) : Kleene.and(member.isCertain ? true : nil, truth)
        }
        return isEvery ? Kleene.all(truths) : Kleene.any(truths)
    }

    private func pairs(_ members: [Member]) -> ModelValue {
        var found: [Member] = []
        for (place, first) in members.enumerated() {
            for second in members[(place + 1)...] {
                let record: ModelValue = .record([
                    ModelValue.Cell(name: "first", value: first.value),
                    ModelValue.Cell(name: "second", value: second.value),
                ])
                found.append(Member(value: record, isCertain: first.isCertain && second.isCertain))
            }
        }
        return .many(found, isSet: false)
    }

    /// Over the values of a list, or of the rows of a group.
    func aggregate(_ name: String, _ values: [ModelValue], _ kind: Kind, _ extra: ModelValue? = nil) throws
        -> ModelValue?
    {
        switch name {
        case "count": return .int(values.count)
        case "list": return isOfEntities(values) ? .set(values.map { Member(value: $0) }) : .list(values)
        case "first": return values.first
        case "last": return values.last
        case "only":
            guard values.count <= 1 else { throw ModelFailure(code: "E4001") }
            return values.first
        case "distinct":
            var seen: Set<ModelValue?> = []
            return .list(values.filter { seen.insert(Recorded.key($0)).inserted })
        case "concat":
            let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
            guard !texts.isEmpty else { return nil }
            if case .text(let separator) = extra { return .text(texts.joined(separator: separator)) }
            return .text(texts.joined())
        case "min", "max": return try extreme(name == "max", values)
        default: return try Statistics.aggregate(name, values, kind, extra)
        }
    }

    func isOfEntities(_ values: [ModelValue]) -> Bool {
        !values.isEmpty && values.allSatisfy { if case .ref = $0 { true } else { false } }
    }

    private func extreme(_ isGreatest: Bool, _ values: [ModelValue]) throws -> ModelValue? {
        let spans = values.compactMap { if case .date(let span) = $0 { span } else { nil } }
        if !spans.isEmpty {
            let (lows, highs) = (spans.map(\.low), spans.map(\.high))
            let low = isGreatest ? lows.max() : lows.min()
            let high = isGreatest ? highs.max() : highs.min()
            return low.flatMap { low in high.map { .date(Span(low: low, high: $0)) } }
        }
        let amounts = values.compactMap { if case .amount(let amount) = $0 { amount } else { nil } }
        if !amounts.isEmpty {
            return try (isGreatest ? Amount.greatest(amounts) : Amount.least(amounts)).map(ModelValue.amount)
        }
        let order = try Recorded.order(values.map { [$0] }, descending: [isGreatest])
        return order.first.map { values[$0] }
    }
}

/// Means and the like.
enum Statistics {
    static func aggregate(_ name: String, _ values: [ModelValue], _ kind: Kind, _ extra: ModelValue?) throws
        -> ModelValue?
    {
        if name == "sum" { return try sum(values, kind) }
        guard !values.isEmpty else { return nil }
        let ratios = try values.map { value in
            guard let ratio = value.ratio else { throw BeyondModel("\(name) of floats") }
            return ratio
        }.sorted()
        let count = Ratio(ratios.count)
        let total = try ratios.reduce(Ratio(0)) { try $0.adding($1) }
        let mean = try total.divided(by: count)
        switch name {
        case "avg": return .float(mean.double)
        case "median": return .float(try quantile(ratios, Ratio(1, over: 2)).double)
        case "percentile":
            guard let share = extra?.ratio else { throw BeyondModel("share") }
            return .float(try quantile(ratios, share).double)
        case "stddev":
            guard ratios.count > 1 else { return nil }
            let squares = ratios.map { ($0.double - mean.double) * ($0.double - mean.double) }.reduce(0, +)
            return .float((squares / Double(ratios.count - 1)).squareRoot())
        default: throw BeyondModel("no function \(name)")
        }
    }

    private static func sum(_ values: [ModelValue], _ kind: Kind) throws -> ModelValue? {
        switch kind {
        case .int:
            // Exact, whatever order partial sums come in.
            let total = values.reduce(Int128(0)) { $0 + ($1.ratio?.numerator ?? 0) }
            return Int(exactly: total).map(ModelValue.int)
        case .decimal:
            return .decimal(try values.reduce(Ratio(0)) { try $0.adding($1.ratio ?? Ratio(0)) })
        case .amount:
            let amounts = values.compactMap { if case .amount(let amount) = $0 { amount } else { nil } }
            guard let first = amounts.first else { return nil }
            var total: Amount? = first
            // Of bounds above and below it would go by their order.
            let sides = Set(amounts.map(\.mark.openSide))
            guard !sides.isSuperset(of: [1, -1]) else { return nil }
            for amount in amounts.dropFirst() { total = try total?.adding(amount) }
            return total.map(ModelValue.amount)
        default:
            return .float(values.reduce(0) { $0 + ($1.number ?? 0) })
        }
    }

    /// Between two values, as much of the way as the share lies between them.
    private static func quantile(_ sorted: [Ratio], _ share: Ratio) throws -> Ratio {
        let position = try share.multiplied(by: Ratio(sorted.count - 1))
        let place = Int(position.wholePart)
        let rest = try position.subtracting(Ratio(place))
        guard !rest.isZero, place + 1 < sorted.count else { return sorted[place] }
        return try sorted[place].adding(sorted[place + 1].subtracting(sorted[place]).multiplied(by: rest))
    }
}
