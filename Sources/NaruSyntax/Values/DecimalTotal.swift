/// A total of decimals, exact whatever the order they come in: what no longer
/// fits 38 digits is carried on in wider limbs.
package struct DecimalTotal: Sendable {
    private var near = ExactDecimal.zero
    /// Eleven limbs of nine digits, the least first, five of them behind the
    /// point; empty as long as `near` holds all. Each has room for more carries
    /// than there can be values.
    private var far: [Int64] = []

    private static let base: Int64 = 1_000_000_000
    private static let fractionLimbs = 5
    private static let limbCount = 11

    package init() {}

    package mutating func add(_ value: ExactDecimal) {
        if let sum = near.adding(value) { return near = sum }
        far = DecimalTotal.sum(far, near)
        near = value
    }

    /// The values of another total too.
    package mutating func add(_ other: DecimalTotal) {
        if far.isEmpty { far = other.far } else { for place in other.far.indices { far[place] += other.far[place] } }
        add(other.near)
    }

    /// nil beyond 38 digits.
    package var value: ExactDecimal? {
        if far.isEmpty { return near }
        let digits = Digits(DecimalTotal.sum(far, near))
        return digits.rounded(places: digits.places)
    }

    /// To 12 places, half away from zero; to fewer where so many do not fit.
    package func mean(of count: Int64) -> ExactDecimal? {
        if far.isEmpty, let mean = near.divided(by: ExactDecimal(count)) { return mean }
        let digits = Digits(DecimalTotal.sum(far, near), dividedBy: count)
        return (0...12).reversed().lazy.compactMap { digits.rounded(places: $0) }.first
    }

    private static func sum(_ limbs: [Int64], _ value: ExactDecimal) -> [Int64] {
        var result = limbs.isEmpty ? [Int64](repeating: 0, count: limbCount) : limbs
        let unit = ExactDecimal.powers[Int(value.scale)]
        var whole = value.mantissa / unit
        for place in fractionLimbs..<limbCount {
            result[place] += Int64(whole % Int128(base))
            whole /= Int128(base)
        }
        var fraction = value.mantissa % unit * ExactDecimal.powers[38 - Int(value.scale)]
        for (index, power) in [29, 20, 11, 2].enumerated() {
            result[fractionLimbs - 1 - index] += Int64(fraction / ExactDecimal.powers[power])
            fraction %= ExactDecimal.powers[power]
        }
        result[0] += Int64(fraction) * 10_000_000
        return result
    }

    /// A sign and 99 decimal digits, 45 of them behind the point.
    private struct Digits {
        private var isNegative = false
        private var digits: [UInt8] = []

        init(_ limbs: [Int64], dividedBy count: Int64 = 1) {
            var limbs = Digits.carried(limbs)
            if limbs[limbs.count - 1] < 0 {
                isNegative = true
                limbs = Digits.carried(limbs.map { -$0 })
            }
            var remainder: Int64 = 0
            for limb in limbs.reversed() {
                let (quotient, rest) = (remainder * base + limb).quotientAndRemainder(dividingBy: count)
                remainder = rest
                let text = String(quotient)
                digits += repeatElement(0, count: 9 - text.utf8.count) + text.utf8.map { $0 - UInt8(ascii: "0") }
            }
        }

        /// Every limb but the last from 0 to below the base.
        private static func carried(_ limbs: [Int64]) -> [Int64] {
            var limbs = limbs
            for place in 0..<limbs.count - 1 {
                var carry = limbs[place] / base
                limbs[place] %= base
                if limbs[place] < 0 {
                    limbs[place] += base
                    carry -= 1
                }
                limbs[place + 1] += carry
            }
            return limbs
        }

        private static let point = (limbCount - fractionLimbs) * 9

        /// How many places it has behind the point.
        var places: Int { (digits.lastIndex { $0 != 0 }).map { max(0, $0 + 1 - Digits.point) } ?? 0 }

        /// Half away from zero; nil beyond 38 digits.
        func rounded(places: Int) -> ExactDecimal? {
            guard places <= 38 else { return nil }
            let kept = digits[..<(Digits.point + places)].drop { $0 == 0 }
            guard kept.count <= 38 else { return nil }
            var mantissa = kept.reduce(Int128(0)) { $0 * 10 + Int128($1) }
            if digits[Digits.point + places] >= 5 { mantissa += 1 }
            guard mantissa <= ExactDecimal.limit else { return nil }
            return ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, scale: UInt8(places)).normalized
        }
    }
}
