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

    /// The bound at a share of the way to another one. What has no end on one
    /// side has none anywhere on the way.
    func interpolated(to other: QuantityBound, share: ExactDecimal) -> QuantityBound {
        if share.mantissa == 0 { return self }
        guard let start = amount else { return self }
        guard let end = other.amount else { return other }
        let side = side != 0 ? side : other.side
        return QuantityBound(amount: start.interpolated(to: end, share: share), side: side)
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
        case .under: return (QuantityBound(amount: nil, side: -1), QuantityBound(amount: amount[row], side: -1))
        case .range: return (exact, QuantityBound(amount: upper[row], side: 0))
        }
    }
}

extension UnitAmount {
    /// The quantity that lies between two bounds; nil where neither is known.
    /// A range has both its ends, so one that lacks an end becomes the
    /// narrowest range around it.
    init?(from low: QuantityBound, to high: QuantityBound, unit: Int32) {
        switch (low.amount, high.amount) {
        case (let low?, let high?):
            self.init(amount: low, upper: high, unit: unit, qualifier: low == high ? .exact : .range)
        case (let amount?, nil):
            self.init(amount: amount, upper: amount, unit: unit, qualifier: low.side > 0 ? .over : .atLeast)
        case (nil, let amount?):
            self.init(amount: amount, upper: amount, unit: unit, qualifier: high.side < 0 ? .under : .atMost)
        case (nil, nil): return nil
        }
    }
}
