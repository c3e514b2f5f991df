import NaruSyntax

/// Arithmetic on quantities of one unit. A result carries the loosest
/// qualifier of its operands; of one that is open above and one that is open
/// below nothing is known.
enum Quantities {
    static func combine(
        _ operation: ArithmeticOperator, _ left: Quantity, _ right: Quantity
    ) -> Result<Quantity, Arithmetic.Failure> {
        let right = operation == .subtract ? right.negated : right
        guard left.qualifier.openSide * right.qualifier.openSide >= 0 else {
            return .failure(.init(kind: .undefinedResult))
        }
        let qualifier = loosest(left.qualifier, right.qualifier)
        return Arithmetic.decimal(.add, left.amount, right.amount).flatMap { amount in
            Arithmetic.decimal(.add, left.upper, right.upper).map { upper in
                Quantity(amount: amount, upper: upper, unit: left.unit, qualifier: qualifier).withOneAmountUnlessRange
            }
        }
    }

    static func scale(
        _ operation: ArithmeticOperator, _ quantity: Quantity, by factor: ExactDecimal
    ) -> Result<Quantity, Arithmetic.Failure> {
        // No amount at all is left of whatever it was.
        if operation == .multiply, factor.mantissa == 0 {
            return .success(Quantity(amount: .zero, unit: quantity.unit))
        }
        return Arithmetic.decimal(operation, quantity.amount, factor).flatMap { amount in
            Arithmetic.decimal(operation, quantity.upper, factor).map { upper in
                var result = quantity
                (result.amount, result.upper) = factor.mantissa < 0 ? (upper, amount) : (amount, upper)
                if factor.mantissa < 0 { result.qualifier = quantity.qualifier.mirrored }
                return result
            }
        }
    }

    /// exact < about < range < over < at least, at most
    static func loosest(_ left: Quantity.Qualifier, _ right: Quantity.Qualifier) -> Quantity.Qualifier {
        left.looseness >= right.looseness ? left : right
    }

    /// Of qualifiers as columns keep them.
    static func loosest(_ left: UInt8, _ right: UInt8) -> UInt8 {
        guard let first = Quantity.Qualifier(rawValue: left), let second = Quantity.Qualifier(rawValue: right) else {
            return left
        }
        return loosest(first, second).rawValue
    }
}

extension Quantity {
    var negated: Quantity {
        Quantity(amount: upper.negated, upper: amount.negated, unit: unit, qualifier: qualifier.mirrored)
    }

    /// Only a range has two ends; of an open quantity the closed one counts.
    fileprivate var withOneAmountUnlessRange: Quantity {
        guard qualifier != .range else { return self }
        let end = qualifier.openSide < 0 ? upper : amount
        return Quantity(amount: end, upper: end, unit: unit, qualifier: qualifier)
    }
}

extension Quantity.Qualifier {
    /// 1 for one that is open above, -1 below, 0 for a bounded one.
    fileprivate var openSide: Int {
        switch self {
        case .atLeast, .over: 1
        case .atMost: -1
        case .exact, .about, .range: 0
        }
    }

    fileprivate var looseness: Int {
        switch self {
        case .exact: 0
        case .about: 1
        case .range: 2
        case .over: 3
        case .atLeast, .atMost: 4
        }
    }

    /// The qualifier after a change of sign.
    fileprivate var mirrored: Quantity.Qualifier {
        switch self {
        case .atLeast, .over: .atMost
        case .atMost: .atLeast
        default: self
        }
    }
}
