import NaruSyntax

/// An end of the interval a quantity is known to lie in; open ends sort just
/// past their amount, and `nil` is unbounded.
struct QuantityBound: Comparable {
    var amount: ExactDecimal?
    /// -1 just below the amount, 0 the amount, 1 just above; without an amount
    /// the sign of the infinity.
    var side: Int8

    static func < (left: QuantityBound, right: QuantityBound) -> Bool {
        guard let leftAmount = left.amount else { return left.side < 0 && !(right.amount == nil && right.side < 0) }
        guard let rightAmount = right.amount else { return right.side > 0 }
        if leftAmount == rightAmount { return left.side < right.side }
        return leftAmount < rightAmount
    }
}

extension QuantityColumn {
    func bounds(_ row: Int) -> (QuantityBound, QuantityBound) {
        let exact = QuantityBound(amount: amount[row], side: 0)
        switch Quantity.Qualifier(rawValue: qualifier[row]) ?? .exact {
        case .exact, .about: return (exact, exact)
        case .over: return (QuantityBound(amount: amount[row], side: 1), QuantityBound(amount: nil, side: 1))
        case .atLeast: return (exact, QuantityBound(amount: nil, side: 1))
        case .atMost: return (QuantityBound(amount: nil, side: -1), exact)
        case .range: return (exact, QuantityBound(amount: upper[row], side: 0))
        }
    }
}
