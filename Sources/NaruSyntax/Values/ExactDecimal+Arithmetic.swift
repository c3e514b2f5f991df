extension ExactDecimal {
    /// nil beyond 38 digits.
    package func adding(_ other: ExactDecimal) -> ExactDecimal? {
        guard let (a, b) = ExactDecimal.aligned(self, other) else {
            let (a, b) = (normalized, other.normalized)
            guard a.scale < scale || b.scale < other.scale else { return nil }
            return a.adding(b)
        }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? nil : ExactDecimal(checking: sum, scale: max(scale, other.scale))
    }

    package func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

    package func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
        let places = Int(scale) + Int(other.scale)
        if !overflow, places <= 38, let result = ExactDecimal(checking: product, scale: UInt8(places)) { return result }
        let (a, b) = (normalized, other.normalized)
        if a.scale < scale || b.scale < other.scale { return a.multiplied(by: b) }
        return ExactDecimal.rounding(product: (mantissa, other.mantissa), places: places)
    }

    /// A product with more places than fit, rounded to the places that do.
    private static func rounding(product: (Int128, Int128), places: Int) -> ExactDecimal? {
        let isNegative = (product.0 < 0) != (product.1 < 0)
        let wide = product.0.magnitude.multipliedFullWidth(by: product.1.magnitude)
        for dropped in 1...38 where places - dropped <= 38 && places >= dropped {
            let divisor = powers[dropped].magnitude
            guard wide.high < divisor else { continue }
            let (quotient, remainder) = divisor.dividingFullWidth(wide)
            guard quotient < limit.magnitude else { continue }
            let rounded = remainder >= divisor - remainder ? quotient + 1 : quotient
            let mantissa = Int128(rounded)
            return ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, scale: UInt8(places - dropped)).normalized
        }
        return nil
    }

    /// The quotient to 12 places, half away from zero; nil for a zero divisor
    /// or beyond 38 digits.
    package func divided(by other: ExactDecimal) -> ExactDecimal? {
        guard other.mantissa != 0 else { return nil }
        let (a, b) = (normalized, other.normalized)
        if let division = ExactDecimal.divide(a, b, places: 12) { return division.rounded }
        // Too large for 12 places, but perhaps exact with fewer.
        for places in (0..<12).reversed() {
            guard let division = ExactDecimal.divide(a, b, places: places) else { continue }
            return division.remainder == 0 ? division.rounded : nil
        }
        return nil
    }

    private struct Division {
        var quotient: UInt128
        var remainder: UInt128
        var divisor: UInt128
        var isNegative: Bool
        var places: UInt8

        var rounded: ExactDecimal {
            let mantissa = Int128(remainder >= divisor - remainder ? quotient + 1 : quotient)
            return ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, scale: places).normalized
        }
    }

    /// nil where the quotient takes more than 38 digits with these places.
    private static func divide(_ a: ExactDecimal, _ b: ExactDecimal, places: Int) -> Division? {
        // a / b = (a.mantissa × 10^(places + b.scale - a.scale)) / b.mantissa
        let shift = places + Int(b.scale) - Int(a.scale)
        var divisor = b.mantissa.magnitude
        var dividend: (high: UInt128, low: UInt128) = (0, a.mantissa.magnitude)
        if shift >= 0 {
            guard shift <= 38 || a.mantissa == 0 else { return nil }
            dividend = a.mantissa.magnitude.multipliedFullWidth(by: powers[min(shift, 38)].magnitude)
        } else {
            let (product, overflow) = divisor.multipliedReportingOverflow(by: powers[min(-shift, 38)].magnitude)
            // A divisor this much larger leaves less than half of the last place.
            divisor = overflow || -shift > 38 ? UInt128.max : product
        }
        guard dividend.high < divisor else { return nil }
        let (quotient, remainder) = divisor.dividingFullWidth(dividend)
        guard quotient < limit.magnitude || (quotient == limit.magnitude && remainder == 0) else { return nil }
        let isNegative = (a.mantissa < 0) != (b.mantissa < 0)
        return Division(
            quotient: quotient, remainder: remainder, divisor: divisor, isNegative: isNegative, places: UInt8(places))
    }

    /// With the sign of the dividend; nil for a zero divisor.
    package func remainder(dividingBy other: ExactDecimal) -> ExactDecimal? {
        guard other.mantissa != 0, let (a, b) = ExactDecimal.aligned(self, other) else { return nil }
        return ExactDecimal(mantissa: a % b, scale: max(scale, other.scale)).normalized
    }

    /// Rounded to some places behind the point (negative: before it), half
    /// away from zero; nil beyond 38 digits.
    package func rounded(places: Int) -> ExactDecimal? {
        guard places < Int(scale) else { return self }
        guard places >= Int(scale) - 38 else { return .zero }
        let dropped = Int(scale) - places
        let divisor = ExactDecimal.powers[dropped]
        let remainder = (mantissa % divisor).magnitude
        var quotient = mantissa / divisor
        if remainder >= divisor.magnitude - remainder { quotient += mantissa < 0 ? -1 : 1 }
        if places >= 0 { return ExactDecimal(mantissa: quotient, scale: UInt8(places)) }
        return quotient.scaled(by: -places).flatMap { ExactDecimal(checking: $0, scale: 0) }
    }

    /// The point between this and another at a share from 0 to 1, with as many
    /// places as 38 digits leave.
    package func interpolated(to other: ExactDecimal, share: ExactDecimal) -> ExactDecimal {
        guard share.mantissa != 0, self != other, let rest = ExactDecimal(1).subtracting(share),
            let near = multiplied(by: rest), let far = other.multiplied(by: share)
        else { return self }
        // Between two numbers that fit, so without a fraction at the latest it fits.
        let fits = (0...38).reversed().lazy.compactMap { places in
            near.rounded(places: places).flatMap { near in
                far.rounded(places: places).flatMap { near.adding($0) }
            }
        }
        return fits.first?.normalized ?? self
    }

    private init?(checking mantissa: Int128, scale: UInt8) {
        guard mantissa.magnitude <= ExactDecimal.limit.magnitude else { return nil }
        self.init(mantissa: mantissa, scale: scale)
    }
}
