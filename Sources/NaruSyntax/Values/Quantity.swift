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

    /// The most months or days that a stored one has.
    package static let longest: Int32 = 1 << 30

    package init(months: Int32 = 0, days: Int32 = 0) {
        self.months = months
        self.days = days
    }
}

extension Quantity: CustomStringConvertible {
    /// `about 1000 KRW`, `3..4 city`
    package var description: String {
        switch qualifier {
        case .exact: "\(amount) \(unit)"
        case .about: "about \(amount) \(unit)"
        case .over: "over \(amount) \(unit)"
        case .under: "under \(amount) \(unit)"
        case .atLeast: "at least \(amount) \(unit)"
        case .atMost: "at most \(amount) \(unit)"
        case .range: "\(amount)..\(upper) \(unit)"
        }
    }
}

extension Duration: CustomStringConvertible {
    /// `1 year 2 months 3 days`
    package var description: String {
        let years = months / 12
        let parts = [(years, "year"), (months - years * 12, "month"), (days, "day")].filter { $0.0 != 0 }
        if parts.isEmpty { return "0 days" }
        return parts.map { "\($0.0) \($0.1)\($0.0 == 1 || $0.0 == -1 ? "" : "s")" }.joined(separator: " ")
    }
}
