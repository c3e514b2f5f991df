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

extension ExactDecimal {
    /// Reads `-1234.50`, with `_` between digits; nil for anything else or
    /// more than 38 digits.
    package init?(_ text: String) {
        var mantissa: Int128 = 0
        var scale = 0
        var digits = 0
        var isNegative = false
        var sawPoint = false
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case UInt8(ascii: "+") where index == 0: break
            case UInt8(ascii: ".") where !sawPoint && digits > 0: sawPoint = true
            case UInt8(ascii: "_") where digits > 0: break
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard mantissa <= (ExactDecimal.limit - 9) / 10 else { return nil }
                mantissa = mantissa * 10 + Int128(byte - UInt8(ascii: "0"))
                digits += 1
                if sawPoint { scale += 1 }
            default: return nil
            }
        }
        guard digits > 0, scale <= 38, text.utf8.last != UInt8(ascii: ".") else { return nil }
        self.init(mantissa: isNegative ? -mantissa : mantissa, scale: UInt8(scale))
    }

    /// The nearest decimal of a float, as its shortest text reads; nil if it
    /// is not finite or too large.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        let parts = "\(value)".split(separator: "e")
        guard let head = parts.first, let decimal = ExactDecimal(String(head)) else { return nil }
        guard parts.count == 2, let exponent = Int(parts[1]) else {
            self = decimal.normalized
            return
        }
        let normal = decimal.normalized
        let scale = Int(normal.scale) - exponent
        if scale > 38 {
            self = .zero
        } else if scale >= 0 {
            self.init(mantissa: normal.mantissa, scale: UInt8(scale))
        } else {
            guard let mantissa = normal.mantissa.scaled(by: -scale), mantissa.magnitude <= ExactDecimal.limit.magnitude
            else { return nil }
            self.init(mantissa: mantissa, scale: 0)
        }
    }

    package var double: Double {
        let whole = Double(mantissa)
        return scale == 0 ? whole : Double(description) ?? whole
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain digits, without an exponent or needless zeros.
    package var description: String {
        let value = normalized
        let digits = String(value.mantissa.magnitude)
        let sign = value.mantissa < 0 ? "-" : ""
        guard value.scale > 0 else { return sign + digits }
        let places = Int(value.scale)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }
}
