import NaruSyntax

/// Arithmetic on quantities of one unit. A result carries the loosest
/// qualifier of its operands.
enum Quantities {
    static func combine(
        _ operation: ArithmeticOperator, _ left: Quantity, _ right: Quantity
    ) -> Result<Quantity, Arithmetic.Failure> {
        let qualifier = loosest(left.qualifier, right.qualifier)
        // Of a difference of ranges the ends cross.
        let other = operation == .subtract ? (right.upper, right.amount) : (right.amount, right.upper)
        return Arithmetic.decimal(operation, left.amount, other.0).flatMap { amount in
            Arithmetic.decimal(operation, left.upper, other.1).map { upper in
                Quantity(amount: amount, upper: upper, unit: left.unit, qualifier: qualifier)
            }
        }
    }

    static func scale(
        _ operation: ArithmeticOperator, _ quantity: Quantity, by factor: ExactDecimal
    ) -> Result<Quantity, Arithmetic.Failure> {
        Arithmetic.decimal(operation, quantity.amount, factor).flatMap { amount in
            Arithmetic.decimal(operation, quantity.upper, factor).map { upper in
                var result = quantity
                (result.amount, result.upper) = factor.mantissa < 0 ? (upper, amount) : (amount, upper)
                if factor.mantissa < 0 { result.qualifier = quantity.qualifier.mirrored }
                return result
            }
        }
    }

    /// exact < about < range < at least, at most, over
    static func loosest(_ left: Quantity.Qualifier, _ right: Quantity.Qualifier) -> Quantity.Qualifier {
        left.looseness >= right.looseness ? left : right
    }
}

extension Quantity {
    var negated: Quantity {
        Quantity(amount: upper.negated, upper: amount.negated, unit: unit, qualifier: qualifier.mirrored)
    }
}

extension Quantity.Qualifier {
    fileprivate var looseness: Int {
        switch self {
        case .exact: 0
        case .about: 1
        case .range: 2
        case .atLeast, .over, .atMost: 3
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
