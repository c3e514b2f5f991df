import TestSupport

extension RandomQuery {
    mutating func condition(_ scope: [Variable], depth: Int = 2) -> Phrase {
        if depth > 0, random.chance(40) {
            let left = condition(scope, depth: depth - 1)
            if random.chance(25) { return Phrase(["not (", left, ")"], instead: [left]) }
            let right = condition(scope, depth: depth - 1)
            return Phrase(["(", left, random.pick([" and ", " or "]), right, ")"], instead: [left, right])
        }
        guard let operand = path(scope) else { return Phrase("true") }
        return operand.isMany
            ? manyTest(operand, scope, depth: depth) : singleTest(operand, scope, depth: depth)
    }

    private mutating func singleTest(_ operand: Typed, _ scope: [Variable], depth: Int) -> Phrase {
        let x = operand.phrase
        if !isPositive, random.chance(15) { return Phrase([random.pick(["any ", "no "]), x]) }
        switch operand.form {
        case .text:
            return Phrase([
                x,
                random.pick([" ~ \"fe\"", " = \"Ferry\"", " !~ \"o\"", " != \"Naru\"", " in [\"Naru\", \"Ferry\"]"]),
            ])
        case .localized:
            if !isPositive, random.chance(20) {
                return Phrase(["has_word(", x, random.pick([", \"naru\")", ", \"나루\")"])])
            }
            return Phrase([x, random.pick([" ~ \"na\"", " = \"나루\"", " !~ \"ga\"", " ~ \"ㄴㄹ\"", ".en = \"Naru\""])])
        case .int:
            let other = isPositive ? "3" : random.pick(["3", "(size ?? 2)", "count(dataset.deals)"])
            return Phrase([x, random.pick([" > ", " <= ", " = ", " != "]), other])
        case .date:
            return Phrase([
                x, random.pick([" in @2023", " >= @2023-10", " < @2002", " = @2023-10-31", " in @2023-05.."]),
            ])
        case .quantity: return Phrase([x, random.pick([" > 5 EUR", " <= 10 EUR", " >= 3 km2", " = 7 USD"])])
        case .bool: return Phrase([random.pick(["", "not "]), x])
        case .cases(let cases):
            let (first, second) = (random.pick(cases), random.pick(cases))
            return Phrase([x, random.pick([" = .\(first)", " != .\(first)", " in [.\(first), .\(second)]"])])
        case .entity(let kind): return entityTest(x, kind, scope, depth: depth)
        case .other: return Phrase("true")
        }
    }

    private mutating func entityTest(_ x: Phrase, _ kind: Form.Kind, _ scope: [Variable], depth: Int) -> Phrase {
        switch random.below(isPositive ? 5 : 7) {
        case 0: return Phrase([x, " = \(literal(kind))"])
        case 1:
            guard kind == .party else { return Phrase([x, " != \(literal(kind))"]) }
            return Phrase([x, random.pick([" is city", " is not club"])])
        case 2:
            let set = path(scope) { $0 == .entity(kind) && $1 }
            return set.map { Phrase([x, " in ", $0.phrase]) } ?? Phrase([x, " = \(literal(kind))"])
        case 3: return Phrase([x, " in (", nested(kind, scope), ")"])
        case 4: return Phrase(["some(", x, ", ", condition(inner(.entity(kind), of: scope), depth: depth - 1), ")"])
        case 5: return Phrase([x, " not in (", nested(kind, scope), ")"])
        default:
            return kind == .deal
                ? Phrase(["recent(", x, ")"])
                : kind == .role
                    ? Phrase([x, ".who is city"])
                    : Phrase(["busy(", x, ")"])
        }
    }

    private mutating func manyTest(_ operand: Typed, _ scope: [Variable], depth: Int) -> Phrase {
        let x = operand.phrase
        let test = condition(inner(operand.form, of: scope), depth: max(0, depth - 1))
        switch random.below(isPositive ? 3 : 8) {
        case 0: return Phrase(["some(", x, ", ", test, ")"])
        case 1: return Phrase([element(operand.form), " in ", x])
        case 2:
            let other = path(scope) { $0 == operand.form && !$1 }
            return other.map { Phrase([$0.phrase, " in ", x]) } ?? Phrase(["some(", x, ", ", test, ")"])
        case 3: return Phrase(["every(", x, ", ", test, ")"])
        case 4: return Phrase([random.pick(["any ", "no "]), x, "[", test, "]"])
        case 5: return Phrase([random.pick(["any ", "no "]), x])
        case 6: return Phrase([element(operand.form), " not in ", x])
        default:
            return Phrase(["count(", x, "[", test, "])", random.pick([" = 1", " > 1", " < 2", " = 0"])])
        }
    }

    /// A value that could be in such a list.
    private mutating func element(_ form: Form) -> String {
        switch form {
        case .text: random.pick(["\"Naru\"", "\"Port\"", "\"Ferry\""])
        case .localized: random.pick(["\"나루\"", "\"Garam\""])
        case .int: random.pick(["1", "3"])
        case .date: "@2023-10-31"
        case .quantity: "10 EUR"
        case .bool: "true"
        case .cases(let cases): ".\(random.pick(cases))"
        case .entity(let kind): literal(kind)
        case .other: "1"
        }
    }

    mutating func literal(_ kind: Form.Kind) -> String {
        let id = random.pick(kind.ids)
        let type = kind == .party ? (id.hasPrefix("c") ? "city" : "club") : kind.rawValue
        return "\(type) \"id:\(id)\""
    }

    /// A query for entities of a kind that may use the row around it.
    mutating func nested(_ kind: Form.Kind, _ scope: [Variable]) -> Phrase {
        let subject = Variable(name: "it", form: .entity(kind), isSubject: true)
        let around = scope.filter { !$0.isSubject && $0.name != "it" }
        let test = condition([subject, subject] + around, depth: 1)
        guard !isPositive, random.chance(30) else { return Phrase([kind.plural, " | where ", test]) }
        let end = random.pick([" | take 1", " | skip 1", " | sort it desc | take 1", " | top 1 by id"])
        return Phrase([kind.plural, " | where ", test, end], instead: [Phrase([kind.plural, " | where ", test])])
    }
}
