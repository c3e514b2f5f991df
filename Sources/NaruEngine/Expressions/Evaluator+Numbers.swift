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

    /// `abs round floor ceil`; a result that does not fit is absent, with a warning.
    private func rounding(_ function: Function, _ values: [Vector], _ expression: TypedExpression) -> Vector {
        func places(_ row: Int) -> Int { values.count > 1 ? Int(clamping: intAt(values[1], row)) : 0 }
        return warning(.overflow, expression, values) { failed in
            func each<T>(zero: T, _ payload: ([T]) -> Payload, _ body: (Int) -> T?) -> Vector {
                rowwise(values, zero: zero, payload: payload) { row in
                    let result = body(row)
                    if result == nil { failed += 1 }
                    return result
                }
            }
            switch values[0].payload {
            case .int(let numbers):
                return each(zero: Int64(0), Payload.int) { Rounding.int(function, numbers[$0], places: places($0)) }
            case .decimal(let numbers):
                return each(zero: .zero, Payload.decimal) {
                    Rounding.decimal(function, numbers[$0], places: places($0))
                }
            case .float(let numbers):
                return each(zero: 0, Payload.float) { Rounding.float(function, numbers[$0], places: places($0)) }
            case .duration(let spans):
                return each(zero: Duration(), Payload.duration) { Rounding.duration(function, spans[$0]) }
            case .quantity(let quantities):
                let zero = Quantity(amount: .zero, unit: "")
                return each(zero: zero, { .quantity(column($0)) }) {
                    Rounding.quantity(function, quantities[$0, texts], places: places($0))
                }
            default: return values[0]
            }
        }
    }

    private func integerDivision(_ values: [Vector], _ expression: TypedExpression) -> Vector {
        guard case .int(let left) = values[0].payload, case .int(let right) = values[1].payload else {
            return values[0]
        }
        let outcome = Arithmetic(left, values[0].valid, right, values[1].valid, zero: 0, payload: Payload.int) {
            Arithmetic.int(.divide, $0, $1)
        }
        for (kind, count) in outcome.failures { context.warn(kind, of: expression, count: count) }
        return outcome.result
    }

    private func transcendental(_ function: Function, _ values: [Vector], _ expression: TypedExpression) -> Vector {
        let numbers = values.map(floats)
        var tooLarge = 0
        defer { context.warn(.overflow, of: expression, count: tooLarge) }
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
                // Only powers grow beyond all floats; other infinities are poles.
                if result.isInfinite, function == .exp || (function == .power && x != 0) {
                    tooLarge += 1
                } else if !result.isFinite {
                    failed += 1
                }
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
        context.warn(kind, of: expression, count: failed)
        return result
    }
}
