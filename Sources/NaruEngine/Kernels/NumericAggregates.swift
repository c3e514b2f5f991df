import NaruSemantics
import NaruSyntax

extension Evaluator {
    func sum(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int) throws(EngineError) -> Vector {
        switch values.payload {
        case .int(let numbers):
            return fold(call, numbers, rows, count, zero: 0, payload: Payload.int) {
                Arithmetic.int(.add, $0, $1)
            }
        case .float(let numbers):
            return fold(call, numbers, rows, count, zero: 0, payload: Payload.float) {
                Arithmetic.float(.add, $0, $1)
            }
        case .decimal(let numbers):
            return fold(call, numbers, rows, count, zero: .zero, payload: Payload.decimal) {
                Arithmetic.decimal(.add, $0, $1)
            }
        case .duration(let spans):
            return fold(call, spans, rows, count, zero: Duration(), payload: Payload.duration) {
                Arithmetic.durations($0, $1)
            }.masked(by: anyValue(rows, count))
        case .quantity(let quantities): return sumQuantities(call, quantities, rows, count)
        default: return Vector.absent(count: count, of: call.resultType, languages: context.languages)
        }
    }

    private func anyValue(_ rows: [Int32], _ count: Int) -> Bitmap {
        var any = Bitmap(repeating: false, count: count)
        for row in rows { any[Int(row)] = true }
        return any
    }

    /// Adds up values by row; a row that fails is absent, with a warning.
    private func fold<T>(
        _ call: AggregateCall, _ values: [T], _ rows: [Int32], _ count: Int, zero: T, payload: ([T]) -> Payload,
        _ body: (T, T) -> Result<T, Arithmetic.Failure>
    ) -> Vector {
        var sums = [T](repeating: zero, count: count)
        var failed: [Int32: Warning.Kind] = [:]
        for (place, row) in rows.enumerated() {
            switch body(sums[Int(row)], values[place]) {
            case .success(let sum): sums[Int(row)] = sum
            case .failure(let failure): failed[row] = failure.kind
            }
        }
        return result(call, payload(sums), failed, count)
    }

    private func result(_ call: AggregateCall, _ payload: Payload, _ failed: [Int32: Warning.Kind], _ count: Int)
        -> Vector
    {
        guard !failed.isEmpty else { return Vector(count: count, payload: payload) }
        for kind in Set(failed.values) {
            context.warn(
                kind, at: call.span, cause: .aggregate(call.aggregate, call.valueType),
                count: failed.values.count { $0 == kind })
        }
        let valid = Bitmap(count: count) { (row: Int) -> Bool in failed[Int32(row)] == nil }
        return Vector(count: count, valid: valid, payload: payload)
    }

    private func sumQuantities(
        _ call: AggregateCall, _ quantities: QuantityColumn, _ rows: [Int32], _ count: Int
    ) -> Vector {
        var sums = [Quantity?](repeating: nil, count: count)
        var failed: [Int32: Warning.Kind] = [:]
        for (place, row) in rows.enumerated() {
            let quantity = quantities[place, texts]
            guard let sum = sums[Int(row)] else {
                sums[Int(row)] = quantity
                continue
            }
            guard sum.unit == quantity.unit else {
                failed[row] = .mixedUnits
                continue
            }
            switch Quantities.combine(.add, sum, quantity) {
            case .success(let total): sums[Int(row)] = total
            case .failure(let failure): failed[row] = failure.kind
            }
        }
        let column = column(sums.map { $0 ?? Quantity(amount: .zero, unit: "") })
        return result(call, .quantity(column), failed, count).masked(by: anyValue(rows, count))
    }

    func average(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int) throws(EngineError) -> Vector {
        var counts = [Int64](repeating: 0, count: count)
        for row in rows { counts[Int(row)] += 1 }
        if case .int(let numbers) = values.payload {
            // Means of integers are floats.
            return floatMeans(numbers.map(Double.init), rows, counts)
        }
        if case .float(let numbers) = values.payload { return floatMeans(numbers, rows, counts) }
        let sums = try sum(call, values, rows, count)
        let present = anyValue(rows, count)
        switch sums.payload {
        case .decimal(let totals):
            return means(of: sums, counts, call, zero: .zero, payload: Payload.decimal) { row, divisor in
                Arithmetic.decimal(.divide, totals[row], divisor)
            }.masked(by: present)
        case .quantity(let totals):
            let zero = Quantity(amount: .zero, unit: "")
            return means(of: sums, counts, call, zero: zero, payload: { .quantity(column($0)) }) { row, divisor in
                Quantities.scale(.divide, totals[row, texts], by: divisor)
            }.masked(by: present)
        default: return sums
        }
    }

    /// A mean always fits, even where the total is too large for a float.
    private func floatMeans(_ values: [Double], _ rows: [Int32], _ counts: [Int64]) -> Vector {
        var totals = [Double](repeating: 0, count: counts.count)
        for (place, row) in rows.enumerated() { totals[Int(row)] += values[place] }
        let isTooLarge = totals.map { !$0.isFinite }
        var means = totals.indices.map { counts[$0] == 0 ? 0 : totals[$0] / Double(counts[$0]) }
        if isTooLarge.contains(true) {
            for row in means.indices where isTooLarge[row] { means[row] = 0 }
            for (place, row) in rows.enumerated() where isTooLarge[Int(row)] {
                let sum = means[Int(row)] + values[place] / Double(counts[Int(row)])
                // Only rounding can lead beyond the largest value.
                means[Int(row)] = min(max(sum, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
            }
        }
        return Vector(count: counts.count, payload: .float(means)).masked(by: anyValue(rows, counts.count))
    }

    /// Totals divided by how many there were; a mean that does not fit is
    /// absent, with a warning.
    private func means<T>(
        of totals: Vector, _ counts: [Int64], _ call: AggregateCall, zero: T, payload: ([T]) -> Payload,
        _ divide: (Int, ExactDecimal) -> Result<T, Arithmetic.Failure>
    ) -> Vector {
        var failed: [Warning.Kind: Int] = [:]
        let means = rowwise([totals], zero: zero, payload: payload) { row -> T? in
            switch divide(row, ExactDecimal(max(counts[row], 1))) {
            case .success(let mean): return mean
            case .failure(let failure):
                failed[failure.kind, default: 0] += 1
                return nil
            }
        }
        for (kind, count) in failed {
            context.warn(kind, at: call.span, cause: .aggregate(call.aggregate, call.valueType), count: count)
        }
        return means
    }

    /// Which part of a row's values lies below: half for a median. nil where
    /// it is absent or no part of one.
    private func shares(of call: AggregateCall, _ count: Int) -> [Double?] {
        guard let argument = call.arguments.first else { return [Double?](repeating: 0.5, count: count) }
        let shares = floats(argument)
        let isPart = shares.map { $0 >= 0 && $0 <= 1 }
        let failed = isPart.indices.count { !isPart[$0] && argument.isPresent($0) }
        context.warn(.undefinedResult, at: call.span, cause: .aggregate(call.aggregate, call.valueType), count: failed)
        return shares.indices.map { isPart[$0] && argument.isPresent($0) ? shares[$0] : nil }
    }

    /// The value at a share of the sorted values, between two of them by
    /// linear interpolation.
    func percentile(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int)
        throws(EngineError) -> Vector
    {
        guard case .list(let list) = regroup(values, owners: rows, count: count).payload else { return values }
        let shares = shares(of: call, count)
        let keys = SortKeys(texts: texts).keys(list.child, isText: false, descending: false)
        var low = [Int32](repeating: -1, count: count)
        var high = low
        var weights = [Double](repeating: 0, count: count)
        for row in 0..<count where list.offsets[row] < list.offsets[row + 1] {
            guard let share = shares[row] else { continue }
            let sorted = (list.offsets[row]..<list.offsets[row + 1]).sorted { keys[Int($0)] < keys[Int($1)] }
            let position = share * Double(sorted.count - 1)
            let below = Int(position)
            low[row] = sorted[below]
            high[row] = sorted[min(below + 1, sorted.count - 1)]
            weights[row] = position - Double(below)
        }
        return interpolate(list.child.gatherOptional(low), list.child.gatherOptional(high), weights, call)
    }

    /// Of amounts in several units there is no least, greatest or middle one.
    func inOneUnit(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ result: Vector) -> Vector {
        guard case .quantity(let quantities) = values.payload else { return result }
        var units = [Int32](repeating: -1, count: result.count)
        var isMixed = Bitmap(repeating: false, count: result.count)
        for (place, row) in rows.enumerated() {
            let unit = quantities.unit[place]
            if units[Int(row)] < 0 { units[Int(row)] = unit }
            if units[Int(row)] != unit { isMixed[Int(row)] = true }
        }
        context.warn(
            .mixedUnits, at: call.span, cause: .aggregate(call.aggregate, call.valueType), count: isMixed.popCount)
        return isMixed.isEmpty ? result : result.masked(by: ~isMixed)
    }

    private func interpolate(_ low: Vector, _ high: Vector, _ weights: [Double], _ call: AggregateCall) -> Vector {
        func blend(_ a: Double, _ b: Double, _ row: Int) -> Double { a + (b - a) * weights[row] }
        func blend(_ a: ExactDecimal, _ b: ExactDecimal, _ row: Int) -> ExactDecimal {
            guard weights[row] != 0, let weight = ExactDecimal(weights[row]),
                let step = b.subtracting(a)?.multiplied(by: weight), let value = a.adding(step)
            else { return a }
            return value
        }
        switch (low.payload, high.payload) {
        case (.int(let a), .int(let b)):
            return Vector(
                count: low.count, valid: low.valid,
                payload: .float(a.indices.map { blend(Double(a[$0]), Double(b[$0]), $0) }))
        case (.float(let a), .float(let b)):
            return Vector(
                count: low.count, valid: low.valid, payload: .float(a.indices.map { blend(a[$0], b[$0], $0) }))
        case (.decimal(let a), .decimal(let b)):
            return Vector(
                count: low.count, valid: low.valid, payload: .decimal(a.indices.map { blend(a[$0], b[$0], $0) }))
        case (.quantity(var a), .quantity(let b)):
            for row in a.amount.indices where weights[row] != 0 {
                a.amount[row] = blend(a.amount[row], b.amount[row], row)
                a.upper[row] = blend(a.upper[row], b.upper[row], row)
                a.qualifier[row] = Quantities.loosest(a.qualifier[row], b.qualifier[row])
            }
            return Vector(count: low.count, valid: low.valid, payload: .quantity(a))
        default: return low
        }
    }

    /// Of a sample: divides by one less than the number of values.
    func standardDeviation(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int) -> Vector {
        let numbers: [Double] =
            switch values.payload {
            case .int(let numbers): numbers.map(Double.init)
            case .float(let numbers): numbers
            case .decimal(let numbers): numbers.map(\.double)
            default: []
            }
        var counts = [Double](repeating: 0, count: count)
        var means = counts
        var squares = counts
        for (place, row) in rows.enumerated() where place < numbers.count {
            let row = Int(row)
            counts[row] += 1
            let step = numbers[place] - means[row]
            means[row] += step / counts[row]
            squares[row] += step * (numbers[place] - means[row])
        }
        let valid = Bitmap(count: count) { (row: Int) -> Bool in counts[row] > 1 }
        let deviations = squares.indices.map { counts[$0] > 1 ? (squares[$0] / (counts[$0] - 1)).squareRoot() : 0 }
        return Vector(count: count, valid: valid, payload: .float(deviations))
    }
}
