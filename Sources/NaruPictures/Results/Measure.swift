import NaruEngine
import NaruSyntax

/// How much something is: a number, or between which numbers it lies.
struct Measure: Hashable, Sendable {
    let low: Double
    let high: Double
    /// It may be more than `high`.
    let isOpen: Bool

    init(_ low: Double, _ high: Double, isOpen: Bool = false) {
        self.low = low
        self.high = high
        self.isOpen = isOpen
    }

    /// nil for what is no number.
    init?(_ value: NaruEngine.Value) {
        switch value {
        case .int(let number): self.init(Double(number), Double(number))
        case .decimal(let number): self.init(number.double, number.double)
        case .float(let number) where number.isFinite: self.init(number, number)
        case .quantity(let quantity):
            let amount = quantity.amount.double
            switch quantity.qualifier {
            case .exact, .about: self.init(amount, amount)
            case .range: self.init(amount, max(amount, quantity.upper.double))
            case .over, .atLeast: self.init(amount, amount, isOpen: true)
            // Nothing says where it begins; a picture can't begin beyond zero.
            case .under, .atMost: self.init(min(0, amount), amount)
            }
        default: return nil
        }
    }

    var middle: Double { low / 2 + high / 2 }
    var isRange: Bool { high > low }
}
