/// An exact amount with a unit; money is one.
package struct Quantity: Hashable, Sendable {
    package enum Qualifier: UInt8, Hashable, Sendable {
        case exact, about, over, atLeast, atMost
        /// From `amount` to `upper`.
        case range
        case under
    }

    package var amount: ExactDecimal
    /// The upper end of a range; equal to `amount` otherwise.
    package var upper: ExactDecimal
    package var unit: String
    package var qualifier: Qualifier

    package init(amount: ExactDecimal, unit: String, qualifier: Qualifier = .exact) {
        self.init(amount: amount, upper: amount, unit: unit, qualifier: qualifier)
    }

    package init(amount: ExactDecimal, upper: ExactDecimal, unit: String, qualifier: Qualifier = .exact) {
        self.amount = amount
        self.upper = upper
        self.unit = unit
        self.qualifier = qualifier
    }
}

/// A span of calendar time. Days and months do not convert into each other.
package struct Duration: Hashable, Sendable {
    package var months: Int32
    package var days: Int32

    package init(months: Int32 = 0, days: Int32 = 0) {
        self.months = months
        self.days = days
    }
}
