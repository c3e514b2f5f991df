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
        let isNegative = (a.mantissa < 0) != (b.mantissa < 0)
        // a / b = (a.mantissa × 10^(12 + b.scale - a.scale)) / b.mantissa at 12 places.
        let shift = 12 + Int(b.scale) - Int(a.scale)
        var divisor = b.mantissa.magnitude
        var dividend: (high: UInt128, low: UInt128) = (0, a.mantissa.magnitude)
        if shift >= 0 {
            guard shift <= 38 else { return nil }
            dividend = a.mantissa.magnitude.multipliedFullWidth(by: ExactDecimal.powers[shift].magnitude)
        } else {
            let (product, overflow) = divisor.multipliedReportingOverflow(by: ExactDecimal.powers[min(-shift, 38)].magnitude)
            if overflow { return .zero }
            divisor = product
        }
        guard dividend.high < divisor else { return nil }
        let (quotient, remainder) = divisor.dividingFullWidth(dividend)
        guard quotient < ExactDecimal.limit.magnitude else { return nil }
        let rounded = remainder >= divisor - remainder ? quotient + 1 : quotient
        let mantissa = Int128(rounded)
        return ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, scale: 12).normalized
    }

    /// With the sign of the dividend; nil for a zero divisor.
    package func remainder(dividingBy other: ExactDecimal) -> ExactDecimal? {
        guard other.mantissa != 0, let (a, b) = ExactDecimal.aligned(self, other) else { return nil }
        return ExactDecimal(mantissa: a % b, scale: max(scale, other.scale)).normalized
    }

    /// Rounded to some places behind the point (negative: before it), half
    /// away from zero.
    package func rounded(places: Int) -> ExactDecimal {
        let dropped = Int(scale) - places
        guard dropped > 0 else { return self }
        guard dropped <= 38 else { return .zero }
        let divisor = ExactDecimal.powers[dropped]
        let remainder = (mantissa % divisor).magnitude
        var quotient = mantissa / divisor
        if remainder >= divisor.magnitude - remainder { quotient += mantissa < 0 ? -1 : 1 }
        if places >= 0 { return ExactDecimal(mantissa: quotient, scale: UInt8(places)) }
        return quotient.scaled(by: -places).map { ExactDecimal(mantissa: $0, scale: 0) } ?? self
    }

    private init?(checking mantissa: Int128, scale: UInt8) {
        guard mantissa.magnitude <= ExactDecimal.limit.magnitude else { return nil }
        self.init(mantissa: mantissa, scale: scale)
    }
}
