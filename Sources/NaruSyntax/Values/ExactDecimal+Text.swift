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
