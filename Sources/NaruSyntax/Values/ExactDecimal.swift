/// An exact decimal number of at most 38 digits: `mantissa` × 10^-`scale`.
package struct ExactDecimal: Sendable {
    // Two words, not an Int128: Swift 6.3.1 misaligns 128-bit values in optional
    // parameters of debug builds, which traps; and a decimal takes 24 bytes, not 32.
    private var high: Int64
    private var low: UInt64
    package var scale: UInt8

    package var mantissa: Int128 {
        get { Int128(high) << 64 | Int128(low) }
        set {
            high = Int64(truncatingIfNeeded: newValue >> 64)
            low = UInt64(truncatingIfNeeded: newValue)
        }
    }

    package init(mantissa: Int128, scale: UInt8) {
        high = Int64(truncatingIfNeeded: mantissa >> 64)
        low = UInt64(truncatingIfNeeded: mantissa)
        self.scale = scale
    }

    package init(_ integer: Int64) { self.init(mantissa: Int128(integer), scale: 0) }

    package static let zero = ExactDecimal(mantissa: 0, scale: 0)

    /// The greatest mantissa: 38 nines.
    package static let limit = powers[38] - 1

    /// 10^0 … 10^38
    static let powers: [Int128] = {
        var powers: [Int128] = [1]
        for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()

    /// Without zeros at the end of its fraction.
    package var normalized: ExactDecimal {
        var result = self
        while result.scale > 0, result.mantissa % 10 == 0 {
            result.mantissa /= 10
            result.scale -= 1
        }
        return result
    }

    package var negated: ExactDecimal { ExactDecimal(mantissa: -mantissa, scale: scale) }
    package var isNegative: Bool { mantissa < 0 }

    /// Without its fraction.
    package var whole: Int128 { mantissa / ExactDecimal.powers[Int(scale)] }
}

extension ExactDecimal: Hashable, Comparable {
    package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.scale == right.scale { return left.mantissa == right.mantissa }
        let (a, b) = (left.normalized, right.normalized)
        return a.mantissa == b.mantissa && a.scale == b.scale
    }

    package func hash(into hasher: inout Hasher) {
        let value = normalized
        hasher.combine(value.mantissa)
        hasher.combine(value.scale)
    }

    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        if left.scale == right.scale { return left.mantissa < right.mantissa }
        if let (a, b) = aligned(left, right) { return a < b }
        // One of them has a fraction too fine to write the other with: then
        // whole parts decide, and the fraction only where those are equal.
        let (a, b) = (left.mantissa / powers[Int(left.scale)], right.mantissa / powers[Int(right.scale)])
        if a != b { return a < b }
        return left.fractionDigits < right.fractionDigits
    }

    /// Both mantissas at the larger scale, or nil on overflow.
    static func aligned(_ left: ExactDecimal, _ right: ExactDecimal) -> (Int128, Int128)? {
        if left.scale == right.scale { return (left.mantissa, right.mantissa) }
        if left.scale < right.scale {
            return left.mantissa.scaled(by: Int(right.scale - left.scale)).map { ($0, right.mantissa) }
        }
        return right.mantissa.scaled(by: Int(left.scale - right.scale)).map { (left.mantissa, $0) }
    }

    /// The signed fraction at 38 places.
    private var fractionDigits: Int128 {
        (mantissa % ExactDecimal.powers[Int(scale)]) * ExactDecimal.powers[38 - Int(scale)]
    }
}

extension Int128 {
    /// Times a power of ten; nil beyond 38 digits.
    package func scaled(by places: Int) -> Int128? {
        guard places <= 38 else { return self == 0 ? 0 : nil }
        let (result, overflow) = multipliedReportingOverflow(by: ExactDecimal.powers[places])
        return overflow ? nil : result
    }
}
