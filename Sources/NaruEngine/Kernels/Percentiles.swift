import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// Where between two sorted values of a row its percentile lies.
    private struct Position {
        var below: Int32
        var above: Int32
        /// How far from the one below to the one above.
        var share: ExactDecimal

        /// At a share from 0 to 1 of the values from a place on.
        init?(_ share: ExactDecimal, of count: Int, from start: Int32) {
            guard count > 0, let place = share.multiplied(by: ExactDecimal(Int64(count - 1))) else { return nil }
            below = start + Int32(place.whole)
            above = min(below + 1, start + Int32(count - 1))
            self.share = place.subtracting(ExactDecimal(Int64(place.whole))) ?? .zero
        }
    }

    /// The value at a share of the sorted values, between two of them by
    /// linear interpolation.
    func percentile(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int)
        throws(EngineError) -> Vector
    {
        let keys = SortKeys(texts: texts).keys(values, isText: false, descending: false)
        let order = try SortKeys.order([rows.map(Int64.init), keys], count: values.count, context.checkpoint)
        let shares = shares(of: call, count)
        let offsets = Vector.offsets(of: rows, count: count)
        let positions = (0..<count).map { row in
            shares[row].flatMap { Position($0, of: Int(offsets[row + 1] - offsets[row]), from: offsets[row]) }
        }
        if case .quantity(let quantities) = values.payload {
            let result = percentiles(quantities, order, offsets, positions, call)
            return inOneUnit(call, values, Pools(owners: rows, count: count), result)
        }
        return interpolate(values.gather(order), positions)
    }

    /// Which part of a row's values lies below: half for a median. nil where
    /// it is absent or no part of one.
    private func shares(of call: AggregateCall, _ count: Int) -> [ExactDecimal?] {
        guard let argument = call.arguments.first else {
            return [ExactDecimal?](repeating: ExactDecimal(mantissa: 5, scale: 1), count: count)
        }
        let shares = decimals(argument)
        let isPart = shares.map { $0.map { !$0.isNegative && $0 <= ExactDecimal(1) } ?? false }
        warn(.undefinedResult, call, count: isPart.indices.count { !isPart[$0] && argument.isPresent($0) })
        return shares.indices.map { isPart[$0] && argument.isPresent($0) ? shares[$0] : nil }
    }

    private func decimals(_ vector: Vector) -> [ExactDecimal?] {
        switch vector.payload {
        case .int(let numbers): numbers.map { ExactDecimal($0) }
        case .decimal(let numbers): numbers
        case .float(let numbers): numbers.map { ExactDecimal($0) }
        default: [ExactDecimal?](repeating: nil, count: vector.count)
        }
    }

    private func interpolate(_ sorted: Vector, _ positions: [Position?]) -> Vector {
        func results<T>(zero: T, _ payload: ([T]) -> Payload, _ value: (Position) -> T) -> Vector {
            let valid = Bitmap(count: positions.count) { (row: Int) -> Bool in positions[row] != nil }
            return Vector(
                count: positions.count, valid: valid, payload: payload(positions.map { $0.map(value) ?? zero }))
        }
        switch sorted.payload {
        case .int(let numbers):
            return results(zero: 0, Payload.float) { position in
                let (a, b) = (numbers[Int(position.below)], numbers[Int(position.above)])
                return ExactDecimal(a).interpolated(to: ExactDecimal(b), share: position.share).double
            }
        case .float(let numbers):
            return results(zero: 0, Payload.float) { position in
                let (a, b) = (numbers[Int(position.below)], numbers[Int(position.above)])
                let share = position.share.double
                return (b - a).isFinite ? a + (b - a) * share : a * (1 - share) + b * share
            }
        case .decimal(let numbers):
            return results(zero: .zero, Payload.decimal) { position in
                numbers[Int(position.below)].interpolated(to: numbers[Int(position.above)], share: position.share)
            }
        default: return sorted.gatherOptional(positions.map { $0?.below ?? -1 })
        }
    }

    /// Of quantities that are known in part it lies between the percentile of
    /// their lower and that of their upper ends.
    private func percentiles(
        _ quantities: QuantityColumn, _ order: [Int32], _ offsets: [Int32], _ positions: [Position?],
        _ call: AggregateCall
    ) -> Vector {
        var results = [Quantity?](repeating: nil, count: positions.count)
        var isOpen = 0
        for (row, position) in positions.enumerated() {
            guard let position else { continue }
            let members = order[Int(offsets[row])..<Int(offsets[row + 1])].map { Int($0) }
            func end(_ bounds: [QuantityBound]) -> QuantityBound {
                let sorted = bounds.sorted()
                let start = Int(offsets[row])
                return sorted[Int(position.below) - start].interpolated(
                    to: sorted[Int(position.above) - start], share: position.share)
            }
            let low = end(members.map { quantities.bounds($0).0 })
            let high = end(members.map { quantities.bounds($0).1 })
            let below = quantities[Int(order[Int(position.below)]), texts]
            let above = quantities[Int(order[Int(position.above)]), texts]
            let isOne = position.share.mantissa == 0
            if isOne, quantities.bounds(Int(order[Int(position.below)])) == (low, high) {
                results[row] = below
            } else {
                results[row] = Quantity(from: low, to: high, unit: below.unit)
                let isAbout = below.qualifier == .about || (!isOne && above.qualifier == .about)
                if isAbout, results[row]?.qualifier == .exact { results[row]?.qualifier = .about }
                if results[row] == nil { isOpen += 1 }
            }
        }
        warn(.undefinedResult, call, count: isOpen)
        return vector(of: results)
    }
}
