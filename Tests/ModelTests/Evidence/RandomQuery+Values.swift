import TestSupport

extension RandomQuery {
    /// A value for a column, with its form as far as it matters.
    mutating func value(_ scope: [Variable]) -> Typed {
        guard let operand = path(scope) else { return Typed(phrase: Phrase("1"), form: .int) }
        let x = operand.phrase
        guard random.chance(60) else { return operand }
        if let kind = operand.form.kind, random.chance(60) { return ofEntities(operand, kind, scope) }
        if operand.isMany {
            guard !isPositive else { return operand }
            switch operand.form {
            case .int, .date:
                return Typed(
                    phrase: Phrase([random.pick(["min", "max", "first", "last"]), "(", x, ")"]), form: operand.form)
            case .text: return Typed(phrase: Phrase(["distinct(", x, ")"]), form: .text, isMany: true)
            default: return Typed(phrase: Phrase(["count(", x, ")"]), form: .int)
            }
        }
        switch operand.form {
        case .int where !isPositive && random.chance(50):
            return Typed(phrase: Phrase(["(", x, " ?? 0)"], instead: [x]), form: .int)
        case .int: return Typed(phrase: Phrase([x, " + 1"], instead: [x]), form: .int)
        case .localized: return Typed(phrase: Phrase([x, random.pick([".ko", ".en"])]), form: .text)
        case .text: return Typed(phrase: Phrase(["length(", x, ")"]), form: .int)
        case .date: return Typed(phrase: Phrase([x, random.pick([".year", ".month", ".precision"])]), form: .other)
        case .quantity: return Typed(phrase: Phrase([x, random.pick([".amount", ".unit"])]), form: .other)
        default: return choice(scope)
        }
    }

    private mutating func choice(_ scope: [Variable]) -> Typed {
        let test = condition(scope, depth: 1)
        let one = path(scope) { $0 == .int && !$1 }?.phrase ?? Phrase("1")
        let other = path(scope) { $0 == .int && !$1 }?.phrase ?? Phrase("2")
        return Typed(phrase: Phrase(["if ", test, " then ", one, " else ", other], instead: [one, other]), form: .int)
    }

    private mutating func ofEntities(_ operand: Typed, _ kind: Form.Kind, _ scope: [Variable]) -> Typed {
        let x = operand.phrase
        let inside = inner(operand.form, of: scope)
        switch random.below(isPositive ? 5 : 12) {
        case 0:
            return Typed(
                phrase: Phrase([x, "[", condition(inside, depth: 1), "]"], instead: [x]), form: operand.form,
                isMany: operand.isMany)
        case 1:
            let field = path([inside[0]]) ?? operand
            return Typed(
                phrase: Phrase([x, "{a: ", field.phrase, ", b: it}"], instead: [x]), form: .other,
                isMany: operand.isMany)
        case 2:
            let other = path(scope) { $0 == operand.form && $1 }?.phrase ?? x
            let operations = isPositive ? [" union ", " intersect "] : [" union ", " intersect ", " except "]
            return Typed(
                phrase: Phrase([x, random.pick(operations), other], instead: [x]), form: operand.form, isMany: true)
        case 3:
            return Typed(phrase: Phrase(["(", nested(kind, scope), ")"]), form: operand.form, isMany: true)
        case 4:
            guard kind == .city || kind == .party else { return operand }
            return Typed(
                phrase: Phrase(["reached(", x, ", via: \(kind == .city ? "twin" : "within"))"]), form: operand.form,
                isMany: true)
        case 5, 6: return Typed(phrase: Phrase(["count(", x, "[", condition(inside, depth: 1), "])"]), form: .int)
        case 7:
            return Typed(
                phrase: Phrase([random.pick(["first", "last"]), "(", x, ")"], instead: [x]), form: operand.form)
        case 8: return Typed(phrase: Phrase(["count((", nested(kind, scope), "))"]), form: .int)
        case 9:
            guard !operand.isMany else { return operand }
            return Typed(phrase: Phrase([x, " ?? \(literal(kind))"], instead: [x]), form: operand.form)
        case 10 where kind == .city && !operand.isMany:
            return Typed(phrase: Phrase(["degree(", x, ", via: friends)"]), form: .int)
        default:
            guard operand.isMany else { return operand }
            return Typed(phrase: Phrase(["pairs(", x, ")"]), form: .other, isMany: true)
        }
    }
}
