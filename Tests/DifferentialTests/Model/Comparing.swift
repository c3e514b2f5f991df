/// What comparisons mean, by trying what uncertain values can be.
enum Comparing {
    /// Nil is unknown, also where an operand is absent.
    static func truth(_ sign: String, _ left: ModelValue?, _ right: ModelValue?) throws -> Bool? {
        guard let left, let right else { return nil }
        switch (left, right) {
        case (.words(let words), .text):
            // It holds if it holds in one language.
            let isNegated = sign == "!="
            let found = try words.values.map { try truth(isNegated ? "=" : sign, .text($0), right) }
            return isNegated ? Kleene.not(Kleene.any(found)) : Kleene.any(found)
        case (.text(let left), .text(let right)):
            let (left, right) = (left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
            return holds(sign, Recorded.isBefore(left, right) ? -1 : Recorded.isBefore(right, left) ? 1 : 0)
        case (.date(let day), .days(let days)): return of(day, sign, days)
        case (.date(let left), .date(let right)):
            return Kleene.agreed(
                left.turningDays(right).flatMap { one in
                    right.turningDays(left).map { holds(sign, one < $0 ? -1 : one > $0 ? 1 : 0) }
                })
        case (.stretch(let stretch), .days(let days)):
            return Kleene.agreed(
                stretch.turningPairs(days).map { sign == "<" ? $0.last < days.low : $0.first > days.high })
        case (.amount(let left), .amount(let right)): return amounts(left, sign, right)
        case (.choice(let left), .choice(let right)): return holds(sign, left < right ? -1 : left > right ? 1 : 0)
        case (.bool(let left), .bool(let right)): return sign == "!=" ? left != right : left == right
        case (.ref(let left), .ref(let right)): return sign == "!=" ? left != right : left == right
        case (.duration(let months, let days), .duration(let otherMonths, let otherDays)):
            guard (months == 0 && otherMonths == 0) || (days == 0 && otherDays == 0) else {
                throw BeyondModel("days beside months")
            }
            let (left, right) = (months + days, otherMonths + otherDays)
            return holds(sign, left < right ? -1 : left > right ? 1 : 0)
        default: return try numbers(left, sign, right)
        }
    }

    private static func numbers(_ left: ModelValue, _ sign: String, _ right: ModelValue) throws -> Bool? {
        if let left = left.ratio, let right = right.ratio {
            return holds(sign, left < right ? -1 : left > right ? 1 : 0)
        }
        guard let left = left.number, let right = right.number else { throw BeyondModel("no comparison") }
        return holds(sign, left < right ? -1 : left > right ? 1 : 0)
    }

    /// By whether the left is less (-1), equal or greater.
    static func holds(_ sign: String, _ order: Int) -> Bool {
        switch sign {
        case "=": order == 0
        case "!=": order != 0
        case "<": order < 0
        case "<=": order <= 0
        case ">": order > 0
        default: order >= 0
        }
    }

    private static func of(_ day: Span, _ sign: String, _ days: Span) -> Bool? {
        Kleene.agreed(
            day.turningDays(days).map { one in
                switch sign {
                case "=": days.low <= one && one <= days.high
                case "!=": one < days.low || days.high < one
                case "<": one < days.low
                case "<=": one <= days.high
                case ">": one > days.high
                default: one >= days.low
                }
            })
    }

    private static func amounts(_ left: Amount, _ sign: String, _ right: Amount) -> Bool? {
        guard left.unit == right.unit else { return nil }
        switch sign {
        case "=": return left.isEqual(to: right)
        case "!=": return Kleene.not(left.isEqual(to: right))
        case "<": return left.isLess(than: right)
        case ">": return right.isLess(than: left)
        case "<=": return Kleene.not(right.isLess(than: left))
        default: return Kleene.not(left.isLess(than: right))
        }
    }

    /// `x in 3..4`, `x in @2023`
    static func isWithin(_ value: ModelValue, _ range: ModelValue) throws -> Bool? {
        switch (value, range) {
        case (.stretch(let stretch), .days(let days)):
            return Kleene.agreed(stretch.turningPairs(days).map { days.low <= $0.first && $0.last <= days.high })
        case (.date, .days): return try truth("=", value, range)
        case (.date(let day), .stretch(let stretch)):
            return Kleene.agreed(
                stretch.turningPairs(day).flatMap { pair in
                    day.turningDays(Span(low: pair.first, high: pair.last)).map {
                        pair.first <= $0 && $0 <= pair.last
                    }
                })
        case (_, .range(let low, let high)):
            let above = try low.map { try truth(">=", value, .int($0)) } ?? true
            return Kleene.and(above, try high.map { try truth("<=", value, .int($0)) } ?? true)
        default: throw BeyondModel("no range")
        }
    }

    static func overlap(_ left: ModelValue, _ right: ModelValue) throws -> Bool? {
        guard case .stretch(let stretch) = left, case .days(let days) = right else { throw BeyondModel("overlaps") }
        return Kleene.agreed(stretch.turningPairs(days).map { $0.first <= days.high && $0.last >= days.low })
    }
}
