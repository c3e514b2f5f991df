import NaruSemantics
import NaruSyntax

/// `+ - * / %` and the sign, over whole columns.
struct ArithmeticCall {
    let context: RunContext
    /// For its type, and as the place of warnings.
    let expression: TypedExpression

    private var texts: TextPool { context.texts }

    func result(of operation: ArithmeticOperator, _ left: Vector, _ right: Vector) throws(EngineError) -> Vector {
        guard let outcome = try combine(operation, left, right, isFloat: expression.type.type == .float) else {
            throw .unsupported("this arithmetic", expression.span)
        }
        return warned(outcome)
    }

    private func warned(_ outcome: Arithmetic) -> Vector {
        for (kind, count) in outcome.failures { context.warn(kind, of: expression, count: count) }
        return outcome.result
    }

    private func combine(
        _ operation: ArithmeticOperator, _ left: Vector, _ right: Vector, isFloat: Bool
    ) throws(EngineError) -> Arithmetic? {
        let (a, b) = (left.valid, right.valid)
        switch (left.payload, right.payload) {
        case (.int(let left), .int(let right)) where isFloat:
            return Arithmetic(left, a, right, b, zero: 0, payload: Payload.float) {
                Arithmetic.float(operation, Double($0), Double($1))
            }
        case (.int(let left), .int(let right)):
            return Arithmetic(left, a, right, b, zero: 0, payload: Payload.int) { Arithmetic.int(operation, $0, $1) }
        case (.float(let left), .float(let right)):
            return Arithmetic(left, a, right, b, zero: 0, payload: Payload.float) {
                Arithmetic.float(operation, $0, $1)
            }
        case (.decimal(let left), .decimal(let right)):
            return Arithmetic(left, a, right, b, zero: .zero, payload: Payload.decimal) {
                Arithmetic.decimal(operation, $0, $1)
            }
        case (.code, .code) where operation == .add: return Arithmetic(result: try concatenate(left, right))
        case (.quantity, _), (_, .quantity): return quantities(operation, left, right)
        default: return dates(operation, left, right)
        }
    }

    private func concatenate(_ left: Vector, _ right: Vector) throws(EngineError) -> Vector {
        try Vector.rowwise([left, right], zero: Int32(0), payload: Payload.code) { row throws(EngineError) in
            let (head, tail) = (texts.text(of: left, row), texts.text(of: right, row))
            return try context.code(ofBytes: head.utf8.count + tail.utf8.count) { head + tail }
        }
    }

    private func quantities(_ operation: ArithmeticOperator, _ left: Vector, _ right: Vector) -> Arithmetic? {
        switch (left.payload, right.payload) {
        case (.quantity(let a), .quantity(let b)):
            guard operation.isSum || operation == .divide else { return nil }
            let rows = Array(0..<left.count)
            if operation == .divide {
                return Arithmetic(rows, left.valid, rows, right.valid, zero: .zero, payload: Payload.decimal) {
                    row, _ in
                    Quantities.quotient(a[row, texts], b[row, texts])
                }
            }
            return quantityArithmetic(left, right) { row in
                guard a.unit[row] == b.unit[row] else { return .failure(.init(kind: .mixedUnits)) }
                return Quantities.combine(operation, a[row, texts], b[row, texts])
            }
        case (.quantity(let a), .decimal(let b)) where !operation.isSum:
            return quantityArithmetic(left, right) { Quantities.scale(operation, a[$0, texts], by: b[$0]) }
        case (.decimal(let a), .quantity(let b)) where operation == .multiply:
            return quantityArithmetic(left, right) { Quantities.scale(operation, b[$0, texts], by: a[$0]) }
        case (.quantity, .int), (.quantity, .float):
            guard let factor = exact(right), let outcome = quantities(operation, left, factor) else { return nil }
            return outcome.counting(lost(right, factor, beside: left))
        case (.int, .quantity), (.float, .quantity):
            guard let factor = exact(left), let outcome = quantities(operation, factor, right) else { return nil }
            return outcome.counting(lost(left, factor, beside: right))
        default: return nil
        }
    }

    private func lost(_ factor: Vector, _ exact: Vector, beside other: Vector) -> Int {
        (factor.presence & ~exact.presence & other.presence).popCount
    }

    /// A factor as an exact number; absent where a float is too large for one.
    private func exact(_ factor: Vector) -> Vector? {
        switch factor.payload {
        case .int(let numbers): return factor.replacing(.decimal(numbers.map { ExactDecimal($0) }))
        case .float(let numbers):
            return Vector.rowwise([factor], zero: .zero, payload: Payload.decimal) { ExactDecimal(numbers[$0]) }
        default: return nil
        }
    }

    private func quantityArithmetic(
        _ left: Vector, _ right: Vector, _ body: (Int) -> Result<Quantity, Arithmetic.Failure>
    ) -> Arithmetic {
        let rows = Array(0..<left.count)
        let zero = Quantity(amount: .zero, unit: "")
        return Arithmetic(rows, left.valid, rows, right.valid, zero: zero, payload: { .quantity(texts.column($0)) }) {
            row, _ in
            body(row)
        }
    }

    private func dates(_ operation: ArithmeticOperator, _ left: Vector, _ right: Vector) -> Arithmetic? {
        let rows = Array(0..<left.count)
        switch (left.payload, right.payload) {
        case (.date(let dates), .duration(let durations)) where operation.isSum:
            let sign: Int32 = operation == .subtract ? -1 : 1
            return dateArithmetic(left, right) { dates[$0].adding(durations[$0], sign: sign) }
        case (.duration(let durations), .date(let dates)) where operation == .add:
            return dateArithmetic(left, right) { dates[$0].adding(durations[$0], sign: 1) }
        case (.date(let a), .date(let b)) where operation == .subtract:
            // An uncertain day is at no certain distance; that is no failure.
            let certain = Bitmap(count: left.count) { (row: Int) -> Bool in
                a.first[row] == a.last[row] && b.first[row] == b.last[row]
            }
            let valid = left.valid.map { $0 & certain } ?? certain
            return Arithmetic(rows, valid, rows, right.valid, zero: Duration(), payload: Payload.duration) { row, _ in
                let days = a.first[row].subtractingReportingOverflow(b.first[row])
                return Arithmetic.overflow(days).map { Duration(days: $0) }
            }
        case (.duration(let a), .duration(let b)) where operation == .divide:
            return Arithmetic(a, left.valid, b, right.valid, zero: .zero, payload: Payload.decimal) {
                Arithmetic.quotient($0, $1)
            }
        case (.duration(let a), .duration(let b)) where operation.isSum:
            let sign: Int64 = operation == .subtract ? -1 : 1
            return Arithmetic(a, left.valid, b, right.valid, zero: Duration(), payload: Payload.duration) {
                Arithmetic.durations($0, $1, sign: sign)
            }
        case (.duration(let a), .int(let b)) where operation == .multiply:
            return repeated(a, left.valid, b, right.valid)
        case (.int(let a), .duration(let b)) where operation == .multiply:
            return repeated(b, right.valid, a, left.valid)
        default: return nil
        }
    }

    private func repeated(_ durations: [Duration], _ valid: Bitmap?, _ times: [Int64], _ other: Bitmap?) -> Arithmetic {
        Arithmetic(durations, valid, times, other, zero: Duration(), payload: Payload.duration) { duration, times in
            let months = Int64(duration.months).multipliedReportingOverflow(by: times)
            let days = Int64(duration.days).multipliedReportingOverflow(by: times)
            guard !months.overflow, !days.overflow, let months = Int32(exactly: months.partialValue),
                let days = Int32(exactly: days.partialValue)
            else { return .failure(.init(kind: .overflow)) }
            return .success(Duration(months: months, days: days))
        }
    }

    private func dateArithmetic(_ left: Vector, _ right: Vector, _ body: (Int) -> PartialDate?) -> Arithmetic {
        let rows = Array(0..<left.count)
        return Arithmetic(
            rows, left.valid, rows, right.valid, zero: PartialDate(day: 0),
            payload: { .date(DateColumn($0)) },
            { row, _ in body(row).map { .success($0) } ?? .failure(.init(kind: .overflow)) })
    }

    func negated(_ values: Vector) throws(EngineError) -> Vector {
        switch values.payload {
        case .int(let numbers):
            let zeros = [Int64](repeating: 0, count: numbers.count)
            return warned(
                Arithmetic(zeros, nil, numbers, values.valid, zero: 0, payload: Payload.int) {
                    Arithmetic.int(.subtract, $0, $1)
                })
        case .float(let numbers): return values.replacing(.float(numbers.map { -$0 }))
        case .decimal(let numbers): return values.replacing(.decimal(numbers.map(\.negated)))
        case .duration(let spans):
            let zeros = [Duration](repeating: Duration(), count: spans.count)
            return warned(
                Arithmetic(zeros, nil, spans, values.valid, zero: Duration(), payload: Payload.duration) {
                    Arithmetic.durations($0, $1, sign: -1)
                })
        case .quantity(let quantities):
            return values.replacing(.quantity(texts.column(values.presence.mapRows { quantities[$0, texts].negated })))
        case .bool, .code, .date, .period, .days, .geo, .numbers, .list, .record, .localized:
            throw .unsupported("this arithmetic", expression.span)
        }
    }
}

extension ArithmeticOperator {
    fileprivate var isSum: Bool { self == .add || self == .subtract }
}

extension Bitmap {
    fileprivate func mapRows<T>(_ body: (Int) -> T) -> [T] { (0..<count).map(body) }
}
