import NaruSyntax
import RealModule

/// `abs round floor ceil div sqrt ln log exp power`
extension FunctionCall {
    /// A result that does not fit is absent, with a warning.
    func rounded(by rounding: Rounding) throws(EngineError) -> Vector {
        let values = arguments[0]
        func places(_ row: Int) -> Int { arguments.count > 1 ? Int(clamping: int(1, row)) : 0 }
        switch values.payload {
        case .int(let numbers):
            return number(.overflow, zero: Int64(0), Payload.int) { rounding.int(numbers[$0], places: places($0)) }
        case .decimal(let numbers):
            return number(.overflow, zero: .zero, Payload.decimal) {
                rounding.decimal(numbers[$0], places: places($0))
            }
        case .float(let numbers):
            return number(.overflow, zero: 0, Payload.float) { rounding.float(numbers[$0], places: places($0)) }
        case .duration(let spans):
            return number(.overflow, zero: Duration(), Payload.duration) { rounding.duration(spans[$0]) }
        case .quantity(let quantities):
            let zero = Quantity(amount: .zero, unit: "")
            return number(.overflow, zero: zero, { .quantity(texts.column($0)) }) {
                rounding.quantity(quantities[$0, texts], places: places($0))
            }
        case .bool, .code, .date, .period, .days, .geo, .numbers, .list, .record, .localized:
            return try absentResult()
        }
    }

    func integerDivision() throws(EngineError) -> Vector {
        guard case .int(let left) = arguments[0].payload, case .int(let right) = arguments[1].payload else {
            return try absentResult()
        }
        let outcome = Arithmetic(left, arguments[0].valid, right, arguments[1].valid, zero: 0, payload: Payload.int) {
            Arithmetic.int(.divide, $0, $1)
        }
        for (kind, count) in outcome.failures { warn(kind, count: count) }
        return outcome.result
    }

    /// A function of one float or two. Infinities are poles, where the result
    /// is undefined, unless the function only grew beyond all floats.
    func floats(
        overflowing: (Double) -> Bool = { _ in false }, _ body: (Double, Double?) -> Double
    ) throws(EngineError) -> Vector {
        var numbers: [[Double]] = []
        for argument in arguments {
            guard let floats = argument.floats else { return try absentResult() }
            numbers.append(floats)
        }
        let second = numbers.count > 1 ? numbers[1] : nil
        var (tooLarge, undefined) = (0, 0)
        defer {
            warn(.overflow, count: tooLarge)
            warn(.undefinedResult, count: undefined)
        }
        return rowwise(zero: 0, payload: Payload.float) { row in
            let x = numbers[0][row]
            let result = body(x, second?[row])
            if result.isInfinite, overflowing(x) {
                tooLarge += 1
            } else if !result.isFinite {
                undefined += 1
            }
            return result.isFinite ? result : nil
        }
    }

    func logarithm(_ x: Double) -> Double { Double.log(x) }

    /// The decimal one without a base.
    func logarithm(_ x: Double, base: Double?) -> Double {
        base.map { Double.log(x) / Double.log($0) } ?? Double.log10(x)
    }

    func exponential(_ x: Double) -> Double { Double.exp(x) }

    /// Also for a negative base with a whole exponent.
    func power(_ base: Double, _ exponent: Double?) -> Double {
        guard let exponent else { return base }
        if exponent == exponent.rounded(), let whole = Int(exactly: exponent) { return Double.pow(base, whole) }
        return Double.pow(base, exponent)
    }

    /// Row by row; a result that is nil is counted as a warning.
    func number<T>(
        _ kind: Warning.Kind = .failedConversion, zero: T, _ payload: ([T]) -> Payload, _ body: (Int) -> T?
    ) -> Vector {
        var failed = 0
        defer { warn(kind, count: failed) }
        return rowwise(zero: zero, payload: payload) { row in
            let value = body(row)
            if value == nil { failed += 1 }
            return value
        }
    }
}

extension Vector {
    /// Numbers of any kind as floats; nil for other values.
    var floats: [Double]? {
        switch payload {
        case .float(let values): values
        case .int(let values): values.map(Double.init)
        case .decimal(let values): values.map(\.double)
        case .bool, .code, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record, .localized: nil
        }
    }
}
