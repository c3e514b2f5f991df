import TestSupport

extension RandomQuery {
    /// A stage; `scope` becomes what the next one sees.
    mutating func stage(_ scope: inout [Variable]) -> Phrase {
        switch random.below(isPositive ? 11 : 20) {
        case 0, 1, 2: return Phrase(["where ", condition(scope)])
        case 3: return select(&scope)
        case 4: return add(&scope)
        case 5, 6: return expand(&scope, isOptional: false)
        case 7: return join(&scope, isOptional: false)
        case 8: return distinct(&scope)
        case 9: return sameRows(scope, random.pick(["union", "intersect"]))
        case 10: return sort(scope)
        case 11: return Phrase(["where possibly ", condition(scope)])
        case 12: return expand(&scope, isOptional: true)
        case 13: return join(&scope, isOptional: true)
        case 14, 15: return group(&scope)
        case 16: return Phrase(random.pick(["take 1", "take 2", "skip 1"]))
        case 17: return top(scope)
        case 18: return window(&scope)
        default: return sameRows(scope, "except")
        }
    }

    private mutating func columns(_ scope: [Variable], _ count: Int) -> (Phrase, [Variable]) {
        var columns: [Phrase] = []
        var made: [Variable] = []
        for _ in 0..<count {
            let value = value(scope)
            let name = freshName()
            columns.append(Phrase(["\(name): ", value.phrase]))
            made.append(Variable(name: name, form: value.form, isMany: value.isMany))
        }
        return (list(columns), made)
    }

    /// With commas; each can be left out.
    private func list(_ columns: [Phrase]) -> Phrase {
        var parts: [any PhrasePart] = []
        for (place, column) in columns.enumerated() { parts += place == 0 ? [column] : [", ", column] }
        guard columns.count > 1 else { return Phrase(parts) }
        let fewer = columns.indices.map { gone in
            list(columns.enumerated().filter { $0.offset != gone }.map(\.element))
        }
        return Phrase(parts, instead: fewer)
    }

    private mutating func select(_ scope: inout [Variable]) -> Phrase {
        let (phrase, made) = columns(scope, 1 + random.below(3))
        scope = made
        return Phrase(["select ", phrase])
    }

    private mutating func add(_ scope: inout [Variable]) -> Phrase {
        let (phrase, made) = columns(scope, 1)
        scope += made
        return Phrase(["add ", phrase])
    }

    private mutating func expand(_ scope: inout [Variable], isOptional: Bool) -> Phrase {
        guard let list = path(scope, where: { $0.kind != nil || $1 }) else { return Phrase("where true") }
        let name = freshName()
        var phrase = list.phrase
        if list.form.kind != nil, random.chance(30) {
            phrase = Phrase([phrase, "[", condition(inner(list.form, of: scope), depth: 0), "]"], instead: [phrase])
        }
        scope.append(Variable(name: name, form: list.form))
        return Phrase([isOptional ? "expand optional " : "expand ", "\(name): ", phrase])
    }

    private mutating func join(_ scope: inout [Variable], isOptional: Bool) -> Phrase {
        let kind = random.pick([Form.Kind.city, .deal, .role, .club])
        let name = freshName()
        let joined = Variable(name: name, form: .entity(kind))
        let source = random.chance(50) ? Phrase(kind.plural) : Phrase(["(", nested(kind, []), ")"])
        let test = condition([joined, joined] + scope, depth: 1)
        scope.append(joined)
        return Phrase([isOptional ? "join optional " : "join ", "\(name): ", source, " on ", test])
    }

    private mutating func distinct(_ scope: inout [Variable]) -> Phrase {
        guard random.chance(60), let key = path(scope, where: { _, isMany in !isMany }) else {
            return Phrase("distinct")
        }
        let name = freshName()
        scope = [Variable(name: name, form: key.form)]
        return Phrase(["distinct \(name): ", key.phrase])
    }

    /// A set stage over rows of the same shape.
    private mutating func sameRows(_ scope: [Variable], _ operation: String) -> Phrase {
        guard scope.count == 1, let only = scope.first, case .entity(let kind) = only.form else {
            return Phrase(["where ", condition(scope, depth: 1)])
        }
        guard only.isSubject else {
            return Phrase([
                "\(operation) (", kind.plural, " | where ",
                condition([Variable(name: "it", form: only.form, isSubject: true)], depth: 1),
                " | select \(only.name): it)",
            ])
        }
        return Phrase(["\(operation) (", nested(kind, []), ")"])
    }

    private mutating func sort(_ scope: [Variable]) -> Phrase {
        guard let key = path(scope, where: { form, isMany in !isMany && form != .other }) else {
            return Phrase("sort 1")
        }
        return Phrase(["sort ", key.phrase, random.pick(["", " desc"])])
    }

    private mutating func top(_ scope: [Variable]) -> Phrase {
        if random.chance(40), let set = path(scope, where: { _, isMany in isMany }) {
            return Phrase(["top \(1 + random.below(2)) by count(", set.phrase, ")", random.pick(["", " asc"])])
        }
        return Phrase([sort(scope), " | take \(1 + random.below(2))"])
    }

    private mutating func group(_ scope: inout [Variable]) -> Phrase {
        var parts: [any PhrasePart] = ["group"]
        var made: [Variable] = []
        if random.chance(70), let key = path(scope, where: { _, isMany in !isMany }) {
            let name = freshName()
            parts += [" by \(name): ", key.phrase]
            made.append(Variable(name: name, form: key.form))
        }
        if !made.isEmpty, random.chance(30), let value = path(scope, where: { form, isMany in form == .int && !isMany })
        {
            let name = freshName()
            scope = made + [Variable(name: "`1_\(name)`", form: .int)]
            return Phrase(
                parts + [" across ", value.phrase, " in [1, 2] into n: count(), \(name): max(", value.phrase, ")"])
        }
        let count = freshName()
        parts += [" into \(count): count()"]
        made.append(Variable(name: count, form: .int))
        if let operand = path(scope) {
            let name = freshName()
            let (function, form, isMany) = aggregate(operand)
            parts += [", \(name): \(function)(", operand.phrase, ")"]
            made.append(Variable(name: name, form: form, isMany: isMany))
        }
        scope = made
        return Phrase(parts)
    }

    private mutating func aggregate(_ operand: Typed) -> (String, Form, Bool) {
        switch operand.form {
        case .int: (random.pick(["sum", "min", "max"]), .int, false)
        case .date: (random.pick(["min", "max", "first"]), .date, false)
        case .quantity: ("sum", .quantity, false)
        case .entity where random.chance(50): ("count", .int, false)
        default: (random.pick(["list", "distinct"]), operand.form, true)
        }
    }

    private mutating func window(_ scope: inout [Variable]) -> Phrase {
        let name = freshName()
        let key = path(scope) { _, isMany in !isMany }?.phrase
        let number = path(scope) { form, isMany in form == .int && !isMany }?.phrase ?? Phrase("1")
        let partition =
            random.chance(50) ? key.map { Phrase([" over (", $0, ")"]) } ?? Phrase(" over all") : Phrase(" over all")
        let phrase: Phrase
        switch random.below(5) {
        case 0: phrase = Phrase(["sum(", number, ")", partition])
        case 4:
            let function = random.pick(["sum", "count", "min", "max", "first", "last"])
            phrase = Phrase(["\(function)(", number, ")", partition, " so far"])
        case 1: phrase = Phrase(["row()", partition])
        case 2: phrase = Phrase(["rank(", number, " desc)", partition])
        default: phrase = Phrase(["previous(", number, ")", partition])
        }
        scope.append(Variable(name: name, form: .int))
        return Phrase(["add \(name): ", phrase])
    }
}
