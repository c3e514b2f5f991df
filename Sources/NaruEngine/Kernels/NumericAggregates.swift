import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// Totals by row. One that does not fit is absent, with a warning; of
    /// integers, decimals and what is made of them it is exact, so neither it
    /// nor whether it fits depends on the order of the values.
    func sum(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int) -> Vector {
        switch values.payload {
        case .int(let numbers):
            let totals = integerTotals(numbers, rows, count).map { Arithmetic.exact(Int64(exactly: $0)) }
            return settled(call, totals, zero: 0, payload: Payload.int)
        case .float(let numbers):
            let totals = floatTotals(numbers, rows, count).map { Arithmetic.finite($0.value) }
            return settled(call, totals, zero: 0, payload: Payload.float)
        case .decimal(let numbers):
            let totals = decimalTotals(numbers, rows, count).map { Arithmetic.exact($0.value) }
            return settled(call, totals, zero: .zero, payload: Payload.decimal)
        case .duration(let spans): return sumDurations(call, spans, rows, count).masked(by: anyValue(rows, count))
        case .quantity(let quantities):
            return quantityTotals(call, quantities, rows, count) { Arithmetic.exact($0.value) }
        default: return Vector.absent(count: count, of: call.resultType, languages: context.languages)
        }
    }

    func average(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int) -> Vector {
        var counts = [Int64](repeating: 0, count: count)
        for row in rows { counts[Int(row)] += 1 }
        let present = anyValue(rows, count)
        func floats(_ means: [Double]) -> Vector {
            Vector(count: count, payload: .float(means)).masked(by: present)
        }
        switch values.payload {
        case .int(let numbers):
            let totals = integerTotals(numbers, rows, count)
            return floats(totals.indices.map { Double(totals[$0]) / Double(max(counts[$0], 1)) })
        case .float(let numbers):
            let totals = floatTotals(numbers, rows, count)
            return floats(totals.indices.map { totals[$0].mean(of: max(counts[$0], 1)) })
        case .decimal(let numbers):
            let totals = decimalTotals(numbers, rows, count)
            let means = totals.indices.map { Arithmetic.exact(totals[$0].mean(of: max(counts[$0], 1))) }
            return settled(call, means, zero: .zero, payload: Payload.decimal).masked(by: present)
        case .quantity(let quantities):
            return quantityTotals(call, quantities, rows, count) { total, row in
                Arithmetic.exact(total.mean(of: counts[row]))
            }
        default: return Vector.absent(count: count, of: call.resultType, languages: context.languages)
        }
    }

    private func anyValue(_ rows: [Int32], _ count: Int) -> Bitmap {
        var any = Bitmap(repeating: false, count: count)
        for row in rows { any[Int(row)] = true }
        return any
    }

    /// There are fewer than 2³¹ values, so 128 bits hold every total.
    private func integerTotals(_ numbers: [Int64], _ rows: [Int32], _ count: Int) -> [Int128] {
        var totals = [Int128](repeating: 0, count: count)
        for (place, row) in rows.enumerated() { totals[Int(row)] += Int128(numbers[place]) }
        return totals
    }

    private func floatTotals(_ numbers: [Double], _ rows: [Int32], _ count: Int) -> [FloatTotal] {
        var totals = [FloatTotal](repeating: FloatTotal(), count: count)
        for (place, row) in rows.enumerated() { totals[Int(row)].add(numbers[place]) }
        return totals
    }

    private func decimalTotals(_ numbers: [ExactDecimal], _ rows: [Int32], _ count: Int) -> [DecimalTotal] {
        var totals = [DecimalTotal](repeating: DecimalTotal(), count: count)
        for (place, row) in rows.enumerated() { totals[Int(row)].add(numbers[place]) }
        return totals
    }

    private func sumDurations(_ call: AggregateCall, _ spans: [Duration], _ rows: [Int32], _ count: Int) -> Vector {
        var months = [Int64](repeating: 0, count: count)
        var days = months
        for (place, row) in rows.enumerated() {
            months[Int(row)] += Int64(spans[place].months)
            days[Int(row)] += Int64(spans[place].days)
        }
        let totals = months.indices.map { row -> Result<Duration, Arithmetic.Failure> in
            guard let months = Int32(exactly: months[row]), let days = Int32(exactly: days[row]) else {
                return .failure(.init(kind: .overflow))
            }
            return .success(Duration(months: months, days: days))
        }
        return settled(call, totals, zero: Duration(), payload: Payload.duration)
    }

    /// Results by row; one that failed is absent, with a warning.
    private func settled<T>(
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

    private func quantityTotals(
        _ call: AggregateCall, _ quantities: QuantityColumn, _ rows: [Int32], _ count: Int,
        _ settle: (DecimalTotal) -> Result<ExactDecimal, Arithmetic.Failure>
    ) -> Vector {
        quantityTotals(call, quantities, rows, count) { total, _ in settle(total) }
    }

    private func quantityTotals(
        _ call: AggregateCall, _ quantities: QuantityColumn, _ rows: [Int32], _ count: Int,
        _ settle: (DecimalTotal, Int) -> Result<ExactDecimal, Arithmetic.Failure>
    ) -> Vector {
        var totals = [QuantityTotal?](repeating: nil, count: count)
        for (place, row) in rows.enumerated() {
            let quantity = quantities[place, texts]
            if totals[Int(row)] == nil { totals[Int(row)] = QuantityTotal(unit: quantity.unit) }
            totals[Int(row)]?.add(quantity)
        }
        let zero = Quantity(amount: .zero, unit: "")
        let results = totals.enumerated().map { row, total in
            total?.value { settle($0, row) } ?? .success(zero)
        }
        return settled(call, results, zero: zero, payload: { .quantity(column($0)) }).masked(by: anyValue(rows, count))
    }
}
