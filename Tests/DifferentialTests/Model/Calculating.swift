/// Arithmetic. What has no result is absent.
enum Calculating {
    static func result(_ sign: String, _ left: ModelValue?, _ right: ModelValue?) throws -> ModelValue? {
        guard let left, let right else { return nil }
        switch (left, right) {
        case (.int(let left), .int(let right)): return ints(sign, left, right)
        case (.text(let left), .text(let right)): return .text(ModelWorld.composed(left + right))
        case (.date(let date), .duration(let months, let days)):
            let direction = sign == "-" ? -1 : 1
            let years = Days.civil(date.low).year + direction * (months / 12 + days / 365)
            guard (3...9_990).contains(years) else { throw BeyondModel("years beyond the calendar") }
            return .date(date.moved { Days.adding(months: direction * months, to: $0) + direction * days })
        case (.date(let left), .date(let right)):
            return left.isDay && right.isDay ? .duration(months: 0, days: left.low - right.low) : nil
        case (.duration(_, let days), .duration(_, let others)):
            return try others == 0
                ? nil : .decimal(Ratio(Int128(days), over: Int128(others)).rounded(places: 12))
        case (.amount(let left), .amount(let right)): return try amounts(sign, left, right)
        case (.amount(let amount), _): return try scaled(amount, sign, right)
        default: return try numbers(sign, left, right)
        }
    }

    private static func ints(_ sign: String, _ left: Int, _ right: Int) -> ModelValue? {
        switch sign {
        case "/": return right == 0 ? nil : .float(Double(left) / Double(right))
        case "%": return right == 0 ? nil : .int(right == -1 ? 0 : left % right)
        default:
            let (result, isLost) =
                sign == "+"
                ? left.addingReportingOverflow(right)
                : sign == "-" ? left.subtractingReportingOverflow(right) : left.multipliedReportingOverflow(by: right)
            return isLost ? nil : .int(result)
        }
    }

    private static func numbers(_ sign: String, _ left: ModelValue, _ right: ModelValue) throws -> ModelValue? {
        if let left = left.ratio, let right = right.ratio {
            switch sign {
            case "+": return .decimal(try left.adding(right))
            case "-": return .decimal(try left.subtracting(right))
            case "*": return .decimal(try left.multiplied(by: right))
            case "/": return right.isZero ? nil : .decimal(try left.divided(by: right).rounded(places: 12))
            default:
                guard !right.isZero else { return nil }
                let whole = try Ratio(left.truncatedQuotient(by: right), over: 1)
                return .decimal(try left.subtracting(whole.multiplied(by: right)))
            }
        }
        guard let left = left.number, let right = right.number else { throw BeyondModel("arithmetic") }
        let result: Double =
            switch sign {
            case "+": left + right
            case "-": left - right
            case "*": left * right
            case "/": left / right
            default: throw BeyondModel("remainder of floats")
            }
        return result.isFinite ? .float(result) : nil
    }

    private static func amounts(_ sign: String, _ left: Amount, _ right: Amount) throws -> ModelValue? {
        switch sign {
        case "+": return try left.adding(right).map(ModelValue.amount)
        case "-": return try left.adding(right.negated).map(ModelValue.amount)
        default:
            guard left.mark == .exact, right.mark == .exact else { throw BeyondModel("quotient of bounds") }
            guard left.unit == right.unit, !right.low.isZero else { return nil }
            return .decimal(try left.low.divided(by: right.low).rounded(places: 12))
        }
    }

    private static func scaled(_ amount: Amount, _ sign: String, _ factor: ModelValue) throws -> ModelValue? {
        guard let factor = factor.ratio else { throw BeyondModel("quantity by float") }
        guard !factor.isZero else {
            return sign == "/" ? nil : .amount(Amount(.exact, Ratio(0), Ratio(0), amount.unit))
        }
        let scaled = try amount.scaled(
            { try sign == "/" ? $0.divided(by: factor).rounded(places: 12) : $0.multiplied(by: factor) },
            isMirrored: factor < Ratio(0))
        return .amount(scaled)
    }

    static func negated(_ value: ModelValue) throws -> ModelValue? {
        switch value {
        case .int(let value): value == .min ? nil : .int(-value)
        case .decimal(let value): .decimal(try value.negated)
        case .float(let value): .float(-value)
        case .amount(let amount): .amount(try amount.negated)
        default: throw BeyondModel("negation")
        }
    }

    /// `.year`, `.amount`, `.start`
    static func part(_ name: String, of value: ModelValue) throws -> ModelValue? {
        switch (value, name) {
        case (.date(let date), "year"): return date.common { Days.civil($0).year }.map(ModelValue.int)
        case (.date(let date), "quarter"):
            return date.common { (Days.civil($0).month + 2) / 3 }.map(ModelValue.int)
        case (.date(let date), "month"): return date.common { Days.civil($0).month }.map(ModelValue.int)
        case (.date(let date), "day"): return date.common { Days.civil($0).day }.map(ModelValue.int)
        case (.stretch(let stretch), "start"): return .date(stretch.start)
        case (.stretch(let stretch), "end"): return stretch.end.map(ModelValue.date)
        case (.amount(let amount), "unit"): return .text(amount.unit)
        case (.amount(let amount), "amount"): return amount.mark == .range ? nil : .decimal(amount.low)
        case (.amount(let amount), "low"): return amount.bounds.low.map(ModelValue.decimal)
        case (.amount(let amount), "high"): return amount.bounds.high.map(ModelValue.decimal)
        default: throw BeyondModel("no part \(name)")
        }
    }
}
