import NaruSyntax
import RealModule

/// `abs round floor ceil` of one value; nil where the result does not fit.
enum Rounding {
    case abs, round, floor, ceil

    func int(_ value: Int64, places: Int) -> Int64? {
        if self == .abs { return value == .min ? nil : Swift.abs(value) }
        guard self == .round, places < 0 else { return value }
        return ExactDecimal(value).rounded(places: places).flatMap { Int64(exactly: $0.mantissa) }
    }

    func decimal(_ value: ExactDecimal, places: Int) -> ExactDecimal? {
        if self == .abs { return value.isNegative ? value.negated : value }
        guard let rounded = value.rounded(places: places) else { return nil }
        switch self {
        case .floor: return rounded > value ? rounded.adding(ExactDecimal(-1)) : rounded
        case .ceil: return rounded < value ? rounded.adding(ExactDecimal(1)) : rounded
        case .abs, .round: return rounded
        }
    }

    func float(_ value: Double, places: Int) -> Double? {
        switch self {
        case .abs: return Swift.abs(value)
        case .floor: return value.rounded(.down)
        case .ceil: return value.rounded(.up)
        case .round: return Rounding.rounded(value, places: places)
        }
    }

    /// Scaling is left out where it could not change the value or would leave
    /// the range of floats.
    private static func rounded(_ value: Double, places: Int) -> Double? {
        if places < -308 { return 0 }
        if places < 0 {
            let unit = Double.pow(10, -places)
            let result = (value / unit).rounded(.toNearestOrAwayFromZero) * unit
            return result.isFinite ? result : nil
        }
        let unit = Double.pow(10, min(places, 308))
        let scaled = value * unit
        guard scaled.magnitude < 0x1p53 else { return value }
        return scaled.rounded(.toNearestOrAwayFromZero) / unit
    }

    /// Days and months are whole as they are.
    func duration(_ value: Duration) -> Duration? {
        guard self == .abs else { return value }
        let (least, _) = value.difference(to: Duration())
        guard least < 0 else { return value }
        guard value.months != .min, value.days != .min else { return nil }
        return Duration(months: -value.months, days: -value.days)
    }

    func quantity(_ value: Quantity, places: Int) -> Quantity? {
        if self == .abs { return Rounding.magnitude(of: value) }
        guard let amount = decimal(value.amount, places: places), let upper = decimal(value.upper, places: places)
        else { return nil }
        var result = value
        (result.amount, result.upper) = (amount, upper)
        // What lies past an end may be rounded to it.
        if value.qualifier == .over { result.qualifier = .atLeast }
        if value.qualifier == .under { result.qualifier = .atMost }
        return result
    }

    /// What may be on either side of zero begins at zero without its sign.
    private static func magnitude(of value: Quantity) -> Quantity {
        let isNegative = value.amount.isNegative
        switch value.qualifier {
        case .exact, .about: return isNegative ? value.negated : value
        case .range where isNegative && !value.upper.isNegative:
            let upper = max(value.amount.negated, value.upper)
            return Quantity(amount: .zero, upper: upper, unit: value.unit, qualifier: .range)
        case .range: return isNegative ? value.negated : value
        case .atLeast, .over: return isNegative ? atLeastZero(value.unit) : value
        case .atMost, .under: return value.amount > .zero ? atLeastZero(value.unit) : value.negated
        }
    }

    private static func atLeastZero(_ unit: String) -> Quantity {
        Quantity(amount: .zero, unit: unit, qualifier: .atLeast)
    }
}
