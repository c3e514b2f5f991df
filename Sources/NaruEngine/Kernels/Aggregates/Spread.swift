import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// Of a sample: divides by one less than the number of values.
    func standardDeviation(_ call: AggregateCall, _ values: Vector, _ pools: Pools) throws(EngineError) -> Vector {
        let spreads = try spreads(of: values, pools)
        var tooLarge = 0
        var valid = Bitmap(count: spreads.count) { (row: Int) -> Bool in spreads[row].count > 1 }
        let deviations = spreads.indices.map { row -> Double in
            guard let deviation = spreads[row].deviation else { return 0 }
            guard !deviation.isFinite else { return deviation }
            valid[row] = false
            tooLarge += 1
            return 0
        }
        warn(.overflow, call, count: tooLarge)
        return Vector(count: spreads.count, valid: valid, payload: .float(deviations))
    }

    private func spreads(of values: Vector, _ pools: Pools) throws(EngineError) -> [Spread] {
        switch values.payload {
        case .int(let numbers):
            return pools.states(Spread()) { spread, place in
                spread.add(Double(Int128(numbers[place]) - Int128(numbers[spread.first(place)])))
            }
        case .decimal(let numbers):
            return pools.states(Spread()) { spread, place in
                let (own, start) = (numbers[place], numbers[spread.first(place)])
                spread.add(own.subtracting(start)?.double ?? own.double - start.double)
            }
        case .float(let numbers): return pools.states(Spread()) { spread, place in spread.add(numbers[place]) }
        case .bool, .code, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record, .localized:
            // Of values that are all absent the kind says nothing.
            guard values.count == 0 else { throw .internal("a deviation of what are no numbers") }
            return [Spread](repeating: Spread(), count: pools.count)
        }
    }
}

/// How far values lie apart, one after the other (Welford). Exact numbers are
/// added as distances from the first one, which takes nothing from the digits in
/// which large numbers differ.
private struct Spread {
    private(set) var count = 0.0
    private var firstPlace: Int32 = -1
    /// The power of two of the greatest distance, by which all are divided, so that
    /// no square of one leaves the range of floats; nil while all are 0.
    private var exponent: Int?
    private var mean = 0.0
    private var squares = 0.0

    /// The place of the first value, of which this is one.
    mutating func first(_ place: Int) -> Int {
        if firstPlace < 0 { firstPlace = Int32(place) }
        return Int(firstPlace)
    }

    mutating func add(_ distance: Double) {
        if distance != 0, Int(distance.exponent) > exponent ?? .min { divide(by: Int(distance.exponent)) }
        let distance = Spread.scaled(distance, by: -(exponent ?? 0))
        count += 1
        let step = distance - mean
        mean += step / count
        squares += step * (distance - mean)
    }

    /// A power of two takes nothing from a mean or from squares.
    private mutating func divide(by greater: Int) {
        if let exponent {
            mean = Spread.scaled(mean, by: exponent - greater)
            squares = Spread.scaled(squares, by: 2 * (exponent - greater))
        }
        exponent = greater
    }

    private static func scaled(_ value: Double, by exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: value)
    }

    /// Infinite where it is too large; nil for less than two values.
    var deviation: Double? {
        guard count > 1 else { return nil }
        return Spread.scaled((squares / (count - 1)).squareRoot(), by: exponent ?? 0)
    }
}
