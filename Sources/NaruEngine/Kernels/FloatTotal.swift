/// A total of floats in the order they come, with what rounding loses on the
/// way added in the end (Neumaier).
struct FloatTotal {
    private var sum = 0.0
    private var lost = 0.0
    /// The same of the values times 2⁻³², which no number of them takes beyond
    /// the range of floats.
    private var scaled = 0.0

    private static let shrinking = 0x1p-32
    private static let growing = 0x1p32

    mutating func add(_ value: Double) {
        let next = sum + value
        lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
        scaled += value * FloatTotal.shrinking
    }

    /// Infinite where it is too large for a float.
    var value: Double {
        let total = sum + lost
        return total.isFinite ? total : scaled * FloatTotal.growing
    }

    /// Always fits, even where the total does not.
    func mean(of count: Int64) -> Double {
        let total = sum + lost
        guard !total.isFinite else { return total / Double(count) }
        // Only rounding can lead beyond the largest value.
        let mean = scaled / Double(count) * FloatTotal.growing
        return min(max(mean, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}
