/// An exact total of floats, so that neither their order nor how they are
/// split into parts changes what it rounds to.
struct FloatTotal: Sendable {
    // The total is the sum of all of these. What rounding loses of one goes
    // into the next; few totals ever need the list.
    private var first = 0.0
    private var second = 0.0
    private var third = 0.0
    private var rest = FloatParts()
    /// Of values near the end of the range their 2⁻⁶⁴th, which no number of
    /// them takes beyond it.
    private var far = FloatParts()

    private static let end = 0x1p960
    private static let shrinking = 0x1p-64
    private static let growing = 0x1p64

    mutating func add(_ value: Double) {
        guard abs(value) < FloatTotal.end else { return far.add(value * FloatTotal.shrinking) }
        addNear(value)
    }

    mutating func add(_ other: FloatTotal) {
        for part in [other.first, other.second, other.third] + other.rest.parts { addNear(part) }
        for part in other.far.parts { far.add(part) }
    }

    private mutating func addNear(_ value: Double) {
        var lost = FloatTotal.add(value, to: &first)
        if lost == 0 { return }
        lost = FloatTotal.add(lost, to: &second)
        if lost == 0 { return }
        lost = FloatTotal.add(lost, to: &third)
        if lost != 0 { rest.add(lost) }
    }

    /// What rounding loses (Knuth).
    private static func add(_ value: Double, to sum: inout Double) -> Double {
        let next = sum + value
        let own = next - value
        let lost = (sum - own) + (value - (next - own))
        sum = next
        return lost
    }

    private var near: FloatParts {
        var parts = rest
        for part in [third, second, first] { parts.add(part) }
        return parts
    }

    /// The whole total as its 2⁻⁶⁴th; nil where no part of it is near the end
    /// of the range.
    private var scaled: FloatParts? {
        guard far.rounded != 0 else { return nil }
        var parts = far
        for part in near.canonical { parts.add(part * FloatTotal.shrinking) }
        return parts
    }

    /// The float that is nearest to the total; infinite where it is too large.
    var value: Double { scaled.map { $0.rounded * FloatTotal.growing } ?? near.rounded }

    /// Always fits, even where the total does not.
    func mean(of count: Int64) -> Double {
        guard let scaled else { return near.mean(of: Double(count)) }
        // Only rounding can lead beyond the largest value.
        let mean = scaled.mean(of: Double(count)) * FloatTotal.growing
        return min(max(mean, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}

/// Floats of which none overlaps another's bits, the least first, as the exact
/// value of their sum (Shewchuk).
private struct FloatParts: Sendable {
    private(set) var parts: [Double] = []

    mutating func add(_ value: Double) {
        guard value != 0 else { return }
        var sum = value
        var kept = 0
        for part in parts {
            let (large, small) = abs(sum) < abs(part) ? (part, sum) : (sum, part)
            sum = large + small
            let lost = small - (sum - large)
            if lost != 0 {
                parts[kept] = lost
                kept += 1
            }
        }
        parts.removeLast(parts.count - kept)
        if sum != 0 { parts.append(sum) }
    }

    /// The nearest float, the even one of two.
    var rounded: Double {
        var sum = 0.0
        var place = parts.count
        while place > 0 {
            place -= 1
            let (large, small) = (sum, parts[place])
            sum = large + small
            let lost = small - (sum - large)
            guard lost != 0 else { continue }
            // What is left may lie beyond the middle in which rounding went to even.
            let next = place > 0 ? parts[place - 1] : 0
            if (lost < 0 && next < 0) || (lost > 0 && next > 0) {
                let beyond = sum + lost * 2
                if beyond - sum == lost * 2 { return beyond }
            }
            return sum
        }
        return sum
    }

    /// The same value as the float nearest to it, the one nearest to what that
    /// leaves, and so on: of all parts with this value the same ones.
    var canonical: [Double] {
        var left = self
        var result: [Double] = []
        while left.rounded != 0 {
            result.append(left.rounded)
            left.add(-left.rounded)
        }
        return result
    }

    /// Divides what is left of the quotient once more, so that equal values
    /// have themselves as their mean.
    func mean(of count: Double) -> Double {
        let quotient = rounded / count
        let product = quotient * count
        var left = self
        left.add(-product)
        left.add(-(-product).addingProduct(quotient, count))
        return quotient + left.rounded / count
    }
}
