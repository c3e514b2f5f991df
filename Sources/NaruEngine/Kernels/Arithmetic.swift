import NaruSyntax

/// Arithmetic on whole vectors. A result that does not exist is absent, and
/// the kernel says how many there were.
struct Arithmetic {
    var result: Vector
    var failures: [Warning.Kind: Int] = [:]

    init(result: Vector) { self.result = result }

    /// Combines present values row by row; `body` gives nil, with a reason,
    /// where there is no result.
    @inline(__always)
    init<A, B, C>(
        _ left: [A], _ leftValid: Bitmap?, _ right: [B], _ rightValid: Bitmap?, zero: C,
        payload: ([C]) -> Payload, _ body: (A, B) -> Result<C, Failure>
    ) {
        let count = left.count
        var values = [C](repeating: zero, count: count)
        var valid = Bitmap(repeating: true, count: count)
        if let leftValid { valid = valid & leftValid }
        if let rightValid { valid = valid & rightValid }
        var failures: [Warning.Kind: Int] = [:]
        for row in 0..<count where valid[row] {
            switch body(left[row], right[row]) {
            case .success(let value): values[row] = value
            case .failure(let failure):
                valid[row] = false
                failures[failure.kind, default: 0] += 1
            }
        }
        let isWhole = leftValid == nil && rightValid == nil && failures.isEmpty
        result = Vector(count: count, valid: isWhole ? nil : valid, payload: payload(values))
        self.failures = failures
    }

    struct Failure: Error { var kind: Warning.Kind }

    /// With results that were too large before they were combined.
    func counting(_ tooLarge: Int) -> Arithmetic {
        var copy = self
        if tooLarge > 0 { copy.failures[.overflow, default: 0] += tooLarge }
        return copy
    }

    static func overflow<T>(_ result: (partialValue: T, overflow: Bool)) -> Result<T, Failure> {
        result.overflow ? .failure(Failure(kind: .overflow)) : .success(result.partialValue)
    }

    static func finite(_ value: Double) -> Result<Double, Failure> {
        value.isFinite ? .success(value) : .failure(Failure(kind: value.isNaN ? .undefinedResult : .overflow))
    }

    // Generic because unoptimised code of Swift 6 reads an optional 128-bit
    // parameter from a misaligned place and stops.
    static func exact<T>(_ value: T?) -> Result<T, Failure> {
        value.map { .success($0) } ?? .failure(Failure(kind: .overflow))
    }

    static func int(_ operation: ArithmeticOperator, _ left: Int64, _ right: Int64) -> Result<Int64, Failure> {
        switch operation {
        case .add: return overflow(left.addingReportingOverflow(right))
        case .subtract: return overflow(left.subtractingReportingOverflow(right))
        case .multiply: return overflow(left.multipliedReportingOverflow(by: right))
        case .divide:
            return right == 0
                ? .failure(Failure(kind: .divisionByZero)) : overflow(left.dividedReportingOverflow(by: right))
        case .remainder:
            // Of the least integer and -1 only the quotient is too large.
            if right == -1 { return .success(0) }
            return right == 0
                ? .failure(Failure(kind: .divisionByZero))
                : overflow(left.remainderReportingOverflow(dividingBy: right))
        }
    }

    static func float(_ operation: ArithmeticOperator, _ left: Double, _ right: Double) -> Result<Double, Failure> {
        switch operation {
        case .add: return finite(left + right)
        case .subtract: return finite(left - right)
        case .multiply: return finite(left * right)
        case .divide: return right == 0 ? .failure(Failure(kind: .divisionByZero)) : finite(left / right)
        case .remainder:
            return right == 0
                ? .failure(Failure(kind: .divisionByZero)) : finite(left.truncatingRemainder(dividingBy: right))
        }
    }

    static func durations(_ left: Duration, _ right: Duration, sign: Int64 = 1) -> Result<Duration, Failure> {
        guard let months = Int32(exactly: Int64(left.months) + sign * Int64(right.months)),
            let days = Int32(exactly: Int64(left.days) + sign * Int64(right.days))
        else { return .failure(Failure(kind: .overflow)) }
        return .success(Duration(months: months, days: days))
    }

    /// How many times one goes into the other: both in days, or both in months.
    static func quotient(_ left: Duration, _ right: Duration) -> Result<ExactDecimal, Failure> {
        guard right != Duration() else { return .failure(Failure(kind: .divisionByZero)) }
        if left.months == 0, right.months == 0 {
            return decimal(.divide, ExactDecimal(Int64(left.days)), ExactDecimal(Int64(right.days)))
        }
        guard left.days == 0, right.days == 0 else { return .failure(Failure(kind: .mixedUnits)) }
        return decimal(.divide, ExactDecimal(Int64(left.months)), ExactDecimal(Int64(right.months)))
    }

    static func decimal(
        _ operation: ArithmeticOperator, _ left: ExactDecimal, _ right: ExactDecimal
    ) -> Result<ExactDecimal, Failure> {
        switch operation {
        case .add: return exact(left.adding(right))
        case .subtract: return exact(left.subtracting(right))
        case .multiply: return exact(left.multiplied(by: right))
        case .divide:
            return right.mantissa == 0 ? .failure(Failure(kind: .divisionByZero)) : exact(left.divided(by: right))
        case .remainder:
            return right.mantissa == 0
                ? .failure(Failure(kind: .divisionByZero)) : exact(left.remainder(dividingBy: right))
        }
    }
}
