/// A total of floats in the order they come, with what rounding loses on the
/// way added in the end (Neumaier).
struct FloatTotal {
    private var near = Compensated()
    /// The same of the values times 2⁻³², which no number of them takes beyond
    /// the range of floats.
    private var scaled = Compensated()

    private struct Compensated {
        private var sum = 0.0
        private var lost = 0.0
        var value: Double { sum + lost }

        mutating func add(_ value: Double) {
            let next = sum + value
            lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
            sum = next
        }

        /// Divides what is left of the quotient once more, so that equal values
        /// have themselves as their mean.
        func mean(of count: Double) -> Double {
            let quotient = sum / count
            return quotient + (sum.addingProduct(-quotient, count) + lost) / count
        }
    }

    private static let shrinking = 0x1p-32
    private static let growing = 0x1p32

    mutating func add(_ value: Double) {
        near.add(value)
        scaled.add(value * FloatTotal.shrinking)
    }

    /// Infinite where it is too large for a float.
    var value: Double { near.value.isFinite ? near.value : scaled.value * FloatTotal.growing }

    /// Always fits, even where the total does not.
    func mean(of count: Int64) -> Double {
        guard !near.value.isFinite else { return near.mean(of: Double(count)) }
        // Only rounding can lead beyond the largest value.
        let mean = scaled.mean(of: Double(count)) * FloatTotal.growing
        return min(max(mean, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}
