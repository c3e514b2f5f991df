import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// Totals by row. One that does not fit is absent, with a warning; of
    /// integers, decimals and what is made of them it is exact, so neither it
    /// nor whether it fits depends on the order of the values.
    func sum(_ call: AggregateCall, _ values: Vector, _ pools: Pools) -> Vector {
        switch values.payload {
        case .int(let numbers):
            let totals = integerTotals(numbers, pools).map { Arithmetic.exact(Int64(exactly: $0)) }
            return settled(call, totals, zero: 0, payload: Payload.int)
        case .float(let numbers):
            let totals = floatTotals(numbers, pools).map { Arithmetic.finite($0.value) }
            return settled(call, totals, zero: 0, payload: Payload.float)
        case .decimal(let numbers):
            let totals = decimalTotals(numbers, pools).map { Arithmetic.exact($0.value) }
            return settled(call, totals, zero: .zero, payload: Payload.decimal)
        case .duration(let spans): return sumDurations(call, spans, pools).masked(by: pools.present)
        case .quantity(let quantities):
            return quantityTotals(call, quantities, pools) { Arithmetic.exact($0.value) }
        default: return Vector.absent(count: pools.count, of: call.resultType, languages: context.languages)
        }
    }

    func average(_ call: AggregateCall, _ values: Vector, _ pools: Pools) -> Vector {
        let counts = counts(pools)
        let present = pools.present
        func floats(_ means: [Double]) -> Vector {
            Vector(count: pools.count, payload: .float(means)).masked(by: present)
        }
        switch values.payload {
        case .int(let numbers):
            let totals = integerTotals(numbers, pools)
            return floats(totals.indices.map { Double(totals[$0]) / Double(max(counts[$0], 1)) })
        case .float(let numbers):
            let totals = floatTotals(numbers, pools)
            return floats(totals.indices.map { totals[$0].mean(of: max(counts[$0], 1)) })
        case .decimal(let numbers):
            let totals = decimalTotals(numbers, pools)
            let means = totals.indices.map { Arithmetic.exact(totals[$0].mean(of: max(counts[$0], 1))) }
            return settled(call, means, zero: .zero, payload: Payload.decimal).masked(by: present)
        case .quantity(let quantities):
            return quantityTotals(call, quantities, pools) { total, row in
                Arithmetic.exact(total.mean(of: counts[row]))
            }
        default: return Vector.absent(count: pools.count, of: call.resultType, languages: context.languages)
        }
    }

    /// There are fewer than 2³¹ values, so 128 bits hold every total.
    private func integerTotals(_ numbers: [Int64], _ pools: Pools) -> [Int128] {
        pools.states(Int128(0)) { $0 += Int128(numbers[$1]) }
    }

    private func floatTotals(_ numbers: [Double], _ pools: Pools) -> [FloatTotal] {
        pools.states(FloatTotal()) { $0.add(numbers[$1]) }
    }

    private func decimalTotals(_ numbers: [ExactDecimal], _ pools: Pools) -> [DecimalTotal] {
        pools.states(DecimalTotal()) { $0.add(numbers[$1]) }
    }

    private func sumDurations(_ call: AggregateCall, _ spans: [Duration], _ pools: Pools) -> Vector {
        let sums = pools.states((months: Int64(0), days: Int64(0))) { sum, place in
            sum.months += Int64(spans[place].months)
            sum.days += Int64(spans[place].days)
        }
        let totals = sums.map { sum -> Result<Duration, Arithmetic.Failure> in
            guard let months = Int32(exactly: sum.months), let days = Int32(exactly: sum.days) else {
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
        _ call: AggregateCall, _ quantities: QuantityColumn, _ pools: Pools,
        _ settle: (DecimalTotal) -> Result<ExactDecimal, Arithmetic.Failure>
    ) -> Vector {
        quantityTotals(call, quantities, pools) { total, _ in settle(total) }
    }

    private func quantityTotals(
        _ call: AggregateCall, _ quantities: QuantityColumn, _ pools: Pools,
        _ settle: (DecimalTotal, Int) -> Result<ExactDecimal, Arithmetic.Failure>
    ) -> Vector {
        let totals = pools.states(QuantityTotal?.none) { total, place in
            let quantity = quantities[place, texts]
            if total == nil { total = QuantityTotal(unit: quantity.unit) }
            total?.add(quantity)
        }
        let zero = Quantity(amount: .zero, unit: "")
        let results = totals.enumerated().map { row, total in
            total?.value { settle($0, row) } ?? .success(zero)
        }
        return settled(call, results, zero: zero, payload: { .quantity(column($0)) }).masked(by: pools.present)
    }
}
