import NaruSemantics
import NaruSyntax
import RealModule

extension Evaluator {
    func numberFunction(_ function: Function, _ values: [Vector], _ expression: TypedExpression)
        throws(EngineError) -> Vector
    {
        switch function {
        case .abs, .round, .floor, .ceil: return rounding(function, values, expression)
        case .div: return integerDivision(values, expression)
        default: return transcendental(function, values, expression)
        }
    }

    private func rounding(_ function: Function, _ values: [Vector], _ expression: TypedExpression) -> Vector {
        switch values[0].payload {
        case .int(let numbers):
            guard function == .abs else { return values[0] }
            return warning(.overflow, expression, values) { failed in
                rowwise(values, zero: Int64(0), payload: Payload.int) { row in
                    if numbers[row] == .min { failed += 1 }
                    return numbers[row] == .min ? nil : Swift.abs(numbers[row])
                }
            }
        case .decimal(let numbers):
            return rowwise(values, zero: .zero, payload: Payload.decimal) { row in
                function == .abs
                    ? (numbers[row].mantissa < 0 ? numbers[row].negated : numbers[row])
                    : numbers[row].rounded(function, places: values.count > 1 ? intAt(values[1], row) : 0)
            }
        case .float(let numbers):
            return rowwise(values, zero: 0, payload: Payload.float) { row in
                function == .abs
                    ? Swift.abs(numbers[row])
                    : numbers[row].rounded(function, places: values.count > 1 ? intAt(values[1], row) : 0)
            }
        case .quantity(let quantities):
            let results = (0..<values[0].count).map { row -> Quantity in
                var quantity = quantities[row, texts]
                let places = values.count > 1 ? intAt(values[1], row) : 0
                if function == .abs {
                    return quantity.amount.mantissa < 0 ? quantity.negated : quantity
                }
                quantity.amount = quantity.amount.rounded(function, places: places)
                quantity.upper = quantity.upper.rounded(function, places: places)
                return quantity
            }
            return replacing(values[0], .quantity(column(results)))
        default: return values[0]
        }
    }

    private func integerDivision(_ values: [Vector], _ expression: TypedExpression) -> Vector {
        guard case .int(let left) = values[0].payload, case .int(let right) = values[1].payload else {
            return values[0]
        }
        let outcome = Arithmetic(left, values[0].valid, right, values[1].valid, zero: 0, payload: Payload.int) {
            Arithmetic.int(.divide, $0, $1)
        }
        for (kind, count) in outcome.failures { context.warn(kind, at: expression.span, count: count) }
        return outcome.result
    }

    private func transcendental(_ function: Function, _ values: [Vector], _ expression: TypedExpression) -> Vector {
        let numbers = values.map(floats)
        return warning(.undefinedResult, expression, values) { failed in
            rowwise(values, zero: 0, payload: Payload.float) { row in
                let x = numbers[0][row]
                let result: Double =
                    switch function {
                    case .sqrt: x.squareRoot()
                    case .ln: Double.log(x)
                    case .log: numbers.count > 1 ? Double.log(x) / Double.log(numbers[1][row]) : Double.log10(x)
                    case .exp: Double.exp(x)
                    default: numbers.count > 1 ? power(x, numbers[1][row]) : x
                    }
                if !result.isFinite { failed += 1 }
                return result.isFinite ? result : nil
            }
        }
    }

    /// Also for a negative base with a whole exponent.
    private func power(_ base: Double, _ exponent: Double) -> Double {
        if exponent == exponent.rounded(), let whole = Int(exactly: exponent) { return Double.pow(base, whole) }
        return Double.pow(base, exponent)
    }

    func floats(_ vector: Vector) -> [Double] {
        switch vector.payload {
        case .float(let values): values
        case .int(let values): values.map(Double.init)
        case .decimal(let values): values.map(\.double)
        default: [Double](repeating: 0, count: vector.count)
        }
    }

    /// Reports how many results failed.
    func warning(
        _ kind: Warning.Kind, _ expression: TypedExpression, _ values: [Vector], _ body: (inout Int) -> Vector
    ) -> Vector {
        var failed = 0
        let result = body(&failed)
        context.warn(kind, at: expression.span, count: failed)
        return result
    }
}

extension ExactDecimal {
    fileprivate func rounded(_ function: Function, places: Int64) -> ExactDecimal {
        let rounded = rounded(places: Int(clamping: places))
        switch function {
        case .floor where rounded > self, .ceil where rounded < self:
            let step = ExactDecimal(mantissa: function == .floor ? -1 : 1, scale: UInt8(clamping: places))
            return rounded.adding(step) ?? rounded
        default: return rounded
        }
    }
}

extension Double {
    fileprivate func rounded(_ function: Function, places: Int64) -> Double {
        let factor = Double.pow(10, Int(clamping: places))
        let rule: FloatingPointRoundingRule =
            switch function {
            case .floor: .down
            case .ceil: .up
            default: .toNearestOrAwayFromZero
            }
        return (self * factor).rounded(rule) / factor
    }
}
