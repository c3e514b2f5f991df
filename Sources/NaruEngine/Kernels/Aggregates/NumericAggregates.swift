import NaruSemantics
import NaruSyntax

struct CountCell: AggregateCell {
    private var count: Int64 = 0

    static func column(of payload: Payload) -> Void? { () }

    mutating func add(_ column: Void, _ place: Int, _ order: AggregateOrder) { count += 1 }
    mutating func add(_ other: CountCell, _ order: AggregateOrder) { count += other.count }

    static func results(_ cells: [CountCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        Vector(count: cells.count, payload: .int(cells.map(\.count)))
    }
}

/// Totals and means. A result that does not fit is absent, with a warning; of
/// integers, decimals and what is made of them it is exact, so neither it nor
/// whether it fits depends on the order of the values.
struct IntegerCell: AggregateCell {
    // 128 bits, which hold every total of fewer than 2³¹ values.
    private var low: UInt64 = 0
    private var high: Int64 = 0
    private var count: Int64 = 0

    static func column(of payload: Payload) -> [Int64]? { if case .int(let numbers) = payload { numbers } else { nil } }

    mutating func add(_ column: [Int64], _ place: Int, _ order: AggregateOrder) {
        let value = column[place]
        add(low: UInt64(bitPattern: value), high: value >> 63)
        count += 1
    }

    mutating func add(_ other: IntegerCell, _ order: AggregateOrder) {
        add(low: other.low, high: other.high)
        count += other.count
    }

    @inline(__always)
    private mutating func add(low more: UInt64, high above: Int64) {
        let (sum, carry) = low.addingReportingOverflow(more)
        low = sum
        high = high &+ above &+ (carry ? 1 : 0)
    }

    private var total: Int128 { Int128(high) << 64 | Int128(low) }

    static func results(_ cells: [IntegerCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        if call.aggregate == .avg {
            let means = cells.map { Double($0.total) / Double(max($0.count, 1)) }
            return Vector(count: cells.count, payload: .float(means)).masked { cells[$0].count > 0 }
        }
        return evaluator.settled(
            call, cells.map { Arithmetic.exact(Int64(exactly: $0.total)) }, zero: 0, payload: Payload.int)
    }
}

struct FloatCell: AggregateCell {
    private var total = FloatTotal()
    private var count: Int64 = 0

    static func column(of payload: Payload) -> [Double]? {
        if case .float(let numbers) = payload { numbers } else { nil }
    }

    mutating func add(_ column: [Double], _ place: Int, _ order: AggregateOrder) {
        total.add(column[place])
        count += 1
    }

    mutating func add(_ other: FloatCell, _ order: AggregateOrder) {
        total.add(other.total)
        count += other.count
    }

    static func results(_ cells: [FloatCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        if call.aggregate == .avg {
            let means = cells.map { $0.total.mean(of: max($0.count, 1)) }
            return Vector(count: cells.count, payload: .float(means)).masked { cells[$0].count > 0 }
        }
        return evaluator.settled(
            call, cells.map { Arithmetic.finite($0.total.value) }, zero: 0, payload: Payload.float)
    }
}

struct DecimalCell: AggregateCell {
    private var total = DecimalTotal()
    private var count: Int64 = 0

    static func column(of payload: Payload) -> [ExactDecimal]? {
        if case .decimal(let numbers) = payload { numbers } else { nil }
    }

    mutating func add(_ column: [ExactDecimal], _ place: Int, _ order: AggregateOrder) {
        total.add(column[place])
        count += 1
    }

    mutating func add(_ other: DecimalCell, _ order: AggregateOrder) {
        total.add(other.total)
        count += other.count
    }

    static func results(_ cells: [DecimalCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        if call.aggregate == .avg {
            let means = cells.map { Arithmetic.exact($0.total.mean(of: max($0.count, 1))) }
            return evaluator.settled(call, means, zero: .zero, payload: Payload.decimal)
                .masked { cells[$0].count > 0 }
        }
        return evaluator.settled(
            call, cells.map { Arithmetic.exact($0.total.value) }, zero: .zero, payload: Payload.decimal)
    }
}

struct DurationCell: AggregateCell {
    private var months: Int64 = 0
    private var days: Int64 = 0
    private var isPresent = false

    static func column(of payload: Payload) -> [Duration]? {
        if case .duration(let spans) = payload { spans } else { nil }
    }

    mutating func add(_ column: [Duration], _ place: Int, _ order: AggregateOrder) {
        months += Int64(column[place].months)
        days += Int64(column[place].days)
        isPresent = true
    }

    mutating func add(_ other: DurationCell, _ order: AggregateOrder) {
        months += other.months
        days += other.days
        isPresent = isPresent || other.isPresent
    }

    static func results(_ cells: [DurationCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        let totals = cells.map { cell -> Result<Duration, Arithmetic.Failure> in
            guard let months = Int32(exactly: cell.months), let days = Int32(exactly: cell.days) else {
                return .failure(.init(kind: .overflow))
            }
            return .success(Duration(months: months, days: days))
        }
        return evaluator.settled(call, totals, zero: Duration(), payload: Payload.duration)
            .masked { cells[$0].isPresent }
    }
}

struct QuantityCell: AggregateCell {
    private var total: QuantityTotal?
    private var count: Int64 = 0

    static func column(of payload: Payload) -> QuantityColumn? {
        if case .quantity(let quantities) = payload { quantities } else { nil }
    }

    mutating func add(_ column: QuantityColumn, _ place: Int, _ order: AggregateOrder) {
        if total == nil { total = QuantityTotal(unit: column.unit[place]) }
        total?.add(column[place])
        count += 1
    }

    mutating func add(_ other: QuantityCell, _ order: AggregateOrder) {
        guard let more = other.total else { return }
        if total == nil { total = more } else { total?.add(more) }
        count += other.count
    }

    static func results(_ cells: [QuantityCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        let results = cells.map { cell in
            cell.total?.value { total in
                Arithmetic.exact(call.aggregate == .avg ? total.mean(of: cell.count) : total.value)
            } ?? .success(.zero)
        }
        return evaluator.settled(call, results, zero: .zero, payload: { .quantity(QuantityColumn($0)) })
            .masked { cells[$0].total != nil }
    }
}

extension Vector {
    /// The same values, absent where a result has none.
    fileprivate func masked(where isPresent: (Int) -> Bool) -> Vector {
        masked(by: Bitmap(count: count) { (row: Int) -> Bool in isPresent(row) })
    }
}

extension Evaluator {
    /// Results by row; one that failed is absent, with a warning.
    fileprivate func settled<T>(
        _ call: AggregateCall, _ results: [Result<T, Arithmetic.Failure>], zero: T, payload: ([T]) -> Payload
    ) -> Vector {
        var failed: [Warning.Kind: Int] = [:]
        var values = [T](repeating: zero, count: results.count)
        var valid = Bitmap(repeating: true, count: results.count)
        for (row, result) in results.enumerated() {
            switch result {
            case .success(let value): values[row] = value
            case .failure(let failure):
                valid[row] = false
                failed[failure.kind, default: 0] += 1
            }
        }
        for (kind, count) in failed { warn(kind, call, count: count) }
        return Vector(count: results.count, valid: failed.isEmpty ? nil : valid, payload: payload(values))
    }

    func warn(_ kind: Warning.Kind, _ call: AggregateCall, count: Int) {
        context.warn(kind, at: call.span, cause: .aggregate(call.aggregate, call.valueType), count: count)
    }
}
