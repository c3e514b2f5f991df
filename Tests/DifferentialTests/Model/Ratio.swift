/// Why the model gives no answer; such a query is not compared.
struct BeyondModel: Error {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}

/// An exact fraction, by which decimals are computed.
struct Ratio: Hashable, Comparable, Sendable {
    let numerator: Int128
    let denominator: Int128

    init(_ value: Int) { (numerator, denominator) = (Int128(value), 1) }

    init(_ numerator: Int128, over denominator: Int128) throws {
        guard denominator != 0 else { throw BeyondModel("division by zero") }
        let divisor = Ratio.divisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int128(divisor)
        self.denominator = sign * denominator / Int128(divisor)
    }

    /// `-12.50`
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let digits = Int128(parts.joined()) else { return nil }
        var scale: Int128 = 1
        for _ in 0..<(parts.count == 2 ? parts[1].count : 0) { scale *= 10 }
        guard let made = try? Ratio(digits, over: scale) else { return nil }
        self = made
    }

    private static func divisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(left, 1)
    }

    static func < (left: Ratio, right: Ratio) -> Bool {
        let (first, second) = (left.wholePart, right.wholePart)
        if first != second { return first < second }
        let (one, isOneLost) = left.rest.multipliedReportingOverflow(by: right.denominator)
        let (other, isOtherLost) = right.rest.multipliedReportingOverflow(by: left.denominator)
        return isOneLost || isOtherLost ? left.double < right.double : one < other
    }

    /// Rounded down.
    var wholePart: Int128 {
        let quotient = numerator / denominator
        return numerator < 0 && quotient * denominator != numerator ? quotient - 1 : quotient
    }

    private var rest: Int128 { numerator - wholePart * denominator }

    var isZero: Bool { numerator == 0 }
    var double: Double { Double(numerator) / Double(denominator) }
    var int: Int? { denominator == 1 ? Int(exactly: numerator) : nil }

    func adding(_ other: Ratio) throws -> Ratio {
        try Ratio(
            Ratio.product(numerator, other.denominator).sum(Ratio.product(other.numerator, denominator)),
            over: Ratio.product(denominator, other.denominator))
    }

    var negated: Ratio {
        get throws { try Ratio(-numerator, over: denominator) }
    }

    func subtracting(_ other: Ratio) throws -> Ratio { try adding(other.negated) }

    func multiplied(by other: Ratio) throws -> Ratio {
        try Ratio(Ratio.product(numerator, other.numerator), over: Ratio.product(denominator, other.denominator))
    }

    func divided(by other: Ratio) throws -> Ratio {
        try Ratio(Ratio.product(numerator, other.denominator), over: Ratio.product(denominator, other.numerator))
    }

    /// The quotient's whole part, towards zero.
    func truncatedQuotient(by other: Ratio) throws -> Int128 {
        let quotient = try divided(by: other)
        return quotient.numerator / quotient.denominator
    }

    /// Half away from zero.
    func rounded(places: Int) throws -> Ratio {
        var scale: Int128 = 1
        for _ in 0..<abs(places) { scale *= 10 }
        let factor = try places < 0 ? Ratio(1, over: scale) : Ratio(scale, over: 1)
        let scaled = try multiplied(by: factor)
        let doubled = try Ratio.product(2, scaled.numerator < 0 ? -scaled.numerator : scaled.numerator)
            .sum(scaled.denominator)
        let whole = try doubled / Ratio.product(2, scaled.denominator)
        return try Ratio(scaled.numerator < 0 ? -whole : whole, over: 1).divided(by: factor)
    }

    private static func product(_ left: Int128, _ right: Int128) throws -> Int128 {
        let (result, isLost) = left.multipliedReportingOverflow(by: right)
        guard !isLost else { throw BeyondModel("fraction too large") }
        return result
    }
}

extension Int128 {
    fileprivate func sum(_ other: Int128) throws -> Int128 {
        let (result, isLost) = addingReportingOverflow(other)
        guard !isLost else { throw BeyondModel("fraction too large") }
        return result
    }
}
