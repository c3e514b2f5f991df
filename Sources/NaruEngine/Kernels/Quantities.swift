import NaruSyntax

/// The total of quantities, whatever order they come in.
struct QuantityTotal: Sendable {
    private let unit: Int32
    private var lower = DecimalTotal()
    private var upper = DecimalTotal()
    private var qualifier = Quantity.Qualifier.exact
    private var isOpenAbove = false
    private var isOpenBelow = false
    private var isMixed = false

    init(unit: Int32) { self.unit = unit }

    mutating func add(_ quantity: UnitAmount) {
        guard quantity.unit == unit else { return isMixed = true }
        lower.add(quantity.amount)
        upper.add(quantity.upper)
        qualifier = Quantities.loosest(qualifier, quantity.qualifier)
        if quantity.qualifier.openSide > 0 { isOpenAbove = true }
        if quantity.qualifier.openSide < 0 { isOpenBelow = true }
    }

    mutating func add(_ other: QuantityTotal) {
        if other.isMixed || other.unit != unit { return isMixed = true }
        lower.add(other.lower)
        upper.add(other.upper)
        qualifier = Quantities.loosest(qualifier, other.qualifier)
        isOpenAbove = isOpenAbove || other.isOpenAbove
        isOpenBelow = isOpenBelow || other.isOpenBelow
    }

    /// With what `settle` makes of the ends.
    func value(_ settle: (DecimalTotal) -> Result<ExactDecimal, Arithmetic.Failure>)
        -> Result<UnitAmount, Arithmetic.Failure>
    {
        if isMixed { return .failure(.init(kind: .mixedUnits)) }
        if isOpenAbove, isOpenBelow { return .failure(.init(kind: .undefinedResult)) }
        // Only a range has two ends; of an open quantity the closed one counts.
        let low = isOpenBelow ? upper : lower
        let high = qualifier == .range ? upper : low
        return settle(low).flatMap { amount in
            settle(high).map { UnitAmount(amount: amount, upper: $0, unit: unit, qualifier: qualifier) }
        }
    }
}

/// A quantity whose unit is the code of a text.
struct UnitAmount: Sendable {
    var amount: ExactDecimal
    var upper: ExactDecimal
    var unit: Int32
    var qualifier: Quantity.Qualifier

    static let zero = UnitAmount(amount: .zero, upper: .zero, unit: 0, qualifier: .exact)
}

extension QuantityColumn {
    init(_ amounts: [UnitAmount]) {
        self.init(
            amount: amounts.map(\.amount), upper: amounts.map(\.upper), unit: amounts.map(\.unit),
            qualifier: amounts.map(\.qualifier.rawValue))
    }

    subscript(index: Int) -> UnitAmount {
        UnitAmount(
            amount: amount[index], upper: upper[index], unit: unit[index],
            qualifier: Quantity.Qualifier(rawValue: qualifier[index]) ?? .exact)
    }

    static func vector(of amounts: [UnitAmount?]) -> Vector {
        Vector(
            count: amounts.count, valid: Bitmap(count: amounts.count) { (row: Int) -> Bool in amounts[row] != nil },
            payload: .quantity(QuantityColumn(amounts.map { $0 ?? .zero })))
    }
}

/// Arithmetic on quantities of one unit. A result carries the loosest
/// qualifier of its operands; of one that is open above and one that is open
/// below nothing is known.
enum Quantities {
    static func combine(
        _ operation: ArithmeticOperator, _ left: Quantity, _ right: Quantity
    ) -> Result<Quantity, Arithmetic.Failure> {
        let right = operation == .subtract ? right.negated : right
        guard left.qualifier.openSide * right.qualifier.openSide >= 0 else {
            return .failure(.init(kind: .undefinedResult))
        }
        let qualifier = loosest(left.qualifier, right.qualifier)
        return Arithmetic.decimal(.add, left.amount, right.amount).flatMap { amount in
            Arithmetic.decimal(.add, left.upper, right.upper).map { upper in
                Quantity(amount: amount, upper: upper, unit: left.unit, qualifier: qualifier).withOneAmountUnlessRange
            }
        }
    }

    static func scale(
        _ operation: ArithmeticOperator, _ quantity: Quantity, by factor: ExactDecimal
    ) -> Result<Quantity, Arithmetic.Failure> {
        // No amount at all is left of whatever it was.
        if operation == .multiply, factor.mantissa == 0 {
            return .success(Quantity(amount: .zero, unit: quantity.unit))
        }
        return Arithmetic.decimal(operation, quantity.amount, factor).flatMap { amount in
            Arithmetic.decimal(operation, quantity.upper, factor).map { upper in
                var result = quantity
                (result.amount, result.upper) = factor.mantissa < 0 ? (upper, amount) : (amount, upper)
                if factor.mantissa < 0 { result.qualifier = quantity.qualifier.mirrored }
                return result
            }
        }
    }

    /// How many times one goes into the other. A number has no qualifier, so
    /// nothing that may be more or less than its amount has a quotient.
    static func quotient(_ left: Quantity, _ right: Quantity) -> Result<ExactDecimal, Arithmetic.Failure> {
        guard left.unit == right.unit else { return .failure(.init(kind: .mixedUnits)) }
        guard left.qualifier.isOneAmount, right.qualifier.isOneAmount else {
            return .failure(.init(kind: .undefinedResult))
        }
        return Arithmetic.decimal(.divide, left.amount, right.amount)
    }

    /// Changes `from` to `to`; of rates that are about something, so is the result.
    static func converted(_ quantity: Quantity, from: Quantity, to: Quantity) -> Result<Quantity, Arithmetic.Failure> {
        guard from.qualifier.isOneAmount, to.qualifier.isOneAmount else {
            return .failure(.init(kind: .undefinedResult))
        }
        return scale(.multiply, quantity, by: to.amount).flatMap { scale(.divide, $0, by: from.amount) }.map {
            var result = $0
            result.unit = to.unit
            result.qualifier = loosest(result.qualifier, loosest(from.qualifier, to.qualifier))
            return result
        }
    }

    /// exact < about < range < over, under < at least, at most
    static func loosest(_ left: Quantity.Qualifier, _ right: Quantity.Qualifier) -> Quantity.Qualifier {
        left.looseness >= right.looseness ? left : right
    }
}

extension Quantity {
    var negated: Quantity {
        Quantity(amount: upper.negated, upper: amount.negated, unit: unit, qualifier: qualifier.mirrored)
    }

    /// Only a range has two ends; of an open quantity the closed one counts.
    fileprivate var withOneAmountUnlessRange: Quantity {
        guard qualifier != .range else { return self }
        let end = qualifier.openSide < 0 ? upper : amount
        return Quantity(amount: end, upper: end, unit: unit, qualifier: qualifier)
    }
}

extension Quantity.Qualifier {
    /// 1 for one that is open above, -1 below, 0 for a bounded one.
    var openSide: Int {
        switch self {
        case .atLeast, .over: 1
        case .atMost, .under: -1
        case .exact, .about, .range: 0
        }
    }

    /// Whether it stands for its amount alone.
    var isOneAmount: Bool { self == .exact || self == .about }

    fileprivate var looseness: Int {
        switch self {
        case .exact: 0
        case .about: 1
        case .range: 2
        case .over, .under: 3
        case .atLeast, .atMost: 4
        }
    }

    /// The qualifier after a change of sign.
    fileprivate var mirrored: Quantity.Qualifier {
        switch self {
        case .atLeast: .atMost
        case .atMost: .atLeast
        case .over: .under
        case .under: .over
        case .exact, .about, .range: self
        }
    }
}
