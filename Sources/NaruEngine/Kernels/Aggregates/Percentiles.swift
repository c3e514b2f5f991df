import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// Between which two of a row's sorted values its percentile lies.
    struct Position {
        /// Places among the row's values.
        var below: Int
        var above: Int
        /// How far from the one below to the one above.
        var share: ExactDecimal

        /// At a share from 0 to 1 of the values.
        init?(_ share: ExactDecimal, of count: Int) {
            guard count > 0, let place = share.multiplied(by: ExactDecimal(Int64(count - 1))) else { return nil }
            below = Int(place.whole)
            above = min(below + 1, count - 1)
            self.share = place.subtracting(ExactDecimal(Int64(place.whole))) ?? .zero
        }
    }

    /// A percentile's neighbours, as places among the values of all rows.
    struct Neighbours {
        var below: Int
        var above: Int
        var share: ExactDecimal
    }

    /// The value at a share of the sorted values, between two of them by
    /// linear interpolation.
    func percentile(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int)
        throws(EngineError) -> Vector
    {
        try context.checkpoint()
        let shares = try shares(of: call, count)
        let keys = SortKeys(texts: texts).keys(values, isText: false, descending: false)
        var keyed = KeyedRows(keys, owners: rows, count)
        try context.checkpoint()
        let found = (0..<count).map { row -> Neighbours? in
            guard let position = shares[row].flatMap({ Position($0, of: keyed.count(of: row)) }) else { return nil }
            let (below, above) = keyed.select(position.below, position.above, of: row)
            return Neighbours(below: below, above: above, share: position.share)
        }
        if case .quantity(let quantities) = values.payload {
            return percentiles(quantities, keyed, shares, found, call)
        }
        return try interpolate(values, found)
    }

    /// Which part of a row's values lies below: half for a median. nil where
    /// it is absent or no part of one.
    func shares(of call: AggregateCall, _ count: Int) throws(EngineError) -> [ExactDecimal?] {
        guard let argument = call.arguments.first else {
            return [ExactDecimal?](repeating: ExactDecimal(mantissa: 5, scale: 1), count: count)
        }
        let shares = try decimals(argument)
        let isPart = shares.map { $0.map { !$0.isNegative && $0 <= ExactDecimal(1) } ?? false }
        warn(.undefinedResult, call, count: isPart.indices.count { !isPart[$0] && argument.isPresent($0) })
        return shares.indices.map { isPart[$0] && argument.isPresent($0) ? shares[$0] : nil }
    }

    private func decimals(_ vector: Vector) throws(EngineError) -> [ExactDecimal?] {
        switch vector.payload {
        case .int(let numbers): return numbers.map { ExactDecimal($0) }
        case .decimal(let numbers): return numbers
        case .float(let numbers): return numbers.map { ExactDecimal($0) }
        case .bool, .code, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record, .localized:
            guard vector.presence.isEmpty else { throw .internal("a share that is no number") }
            return [ExactDecimal?](repeating: nil, count: vector.count)
        }
    }

    func interpolate(_ values: Vector, _ found: [Neighbours?]) throws(EngineError) -> Vector {
        func results<T>(zero: T, _ payload: ([T]) -> Payload, _ value: (Neighbours) -> T) -> Vector {
            let valid = Bitmap(count: found.count) { (row: Int) -> Bool in found[row] != nil }
            return Vector(count: found.count, valid: valid, payload: payload(found.map { $0.map(value) ?? zero }))
        }
        switch values.payload {
        case .int(let numbers):
            return results(zero: 0, Payload.float) { place in
                let (a, b) = (numbers[place.below], numbers[place.above])
                return ExactDecimal(a).interpolated(to: ExactDecimal(b), share: place.share).double
            }
        case .float(let numbers):
            return results(zero: 0, Payload.float) { place in
                let (a, b) = (numbers[place.below], numbers[place.above])
                let share = place.share.double
                return (b - a).isFinite ? a + (b - a) * share : a * (1 - share) + b * share
            }
        case .decimal(let numbers):
            return results(zero: .zero, Payload.decimal) { place in
                numbers[place.below].interpolated(to: numbers[place.above], share: place.share)
            }
        case .bool, .code, .date, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record, .localized:
            // Of values that are all absent the kind says nothing.
            guard values.count == 0 else { throw .internal("a percentile of what has no values between two") }
            return .absent(count: found.count, like: values)
        }
    }

    /// Of quantities that are known in part it lies between the percentile of
    /// their lower and that of their upper ends.
    private func percentiles(
        _ quantities: QuantityColumn, _ keyed: KeyedRows, _ shares: [ExactDecimal?], _ found: [Neighbours?],
        _ call: AggregateCall
    ) -> Vector {
        quantityPercentiles(found, quantities, call) { row in
            let members = keyed.places(of: row)
            let isMixed = members.contains { quantities.unit[$0] != quantities.unit[members[0]] }
            guard let position = shares[row].flatMap({ Position($0, of: members.count) }) else { return (isMixed, nil) }
            func end(_ bounds: [QuantityBound]) -> QuantityBound {
                let sorted = bounds.sorted()
                return sorted[position.below].interpolated(to: sorted[position.above], share: position.share)
            }
            let low = end(members.map { quantities.bounds($0).0 })
            let high = end(members.map { quantities.bounds($0).1 })
            return (isMixed, (low, high))
        }
    }

    /// The quantity between the ends of each row; of amounts in several units
    /// there is none.
    func quantityPercentiles(
        _ found: [Neighbours?], _ quantities: QuantityColumn, _ call: AggregateCall,
        _ members: (Int) -> (areMixed: Bool, ends: (low: QuantityBound, high: QuantityBound)?)
    ) -> Vector {
        var results = [UnitAmount?](repeating: nil, count: found.count)
        var (isOpen, areMixed) = (0, 0)
        for row in found.indices {
            let (isMixed, ends) = members(row)
            if isMixed { areMixed += 1 }
            guard let place = found[row], let (low, high) = ends else { continue }
            let (below, above) = (quantities[place.below], quantities[place.above])
            let isOne = place.share.mantissa == 0
            var result = below
            if !isOne || quantities.bounds(place.below) != (low, high) {
                guard let between = UnitAmount(from: low, to: high, unit: below.unit) else {
                    isOpen += 1
                    continue
                }
                result = between
                let isAbout = below.qualifier == .about || (!isOne && above.qualifier == .about)
                if isAbout, result.qualifier == .exact { result.qualifier = .about }
            }
            if !isMixed { results[row] = result }
        }
        warn(.undefinedResult, call, count: isOpen)
        warn(.mixedUnits, call, count: areMixed)
        return QuantityColumn.vector(of: results)
    }
}

/// The sort keys of values, those of each owner together, of which the one at
/// a place of the order is found without sorting the others.
private struct KeyedRows {
    private struct Entry: Comparable {
        var key: Int64
        /// Decides between equal keys, as a stable sort does.
        var place: Int32

        static func < (left: Entry, right: Entry) -> Bool {
            left.key != right.key ? left.key < right.key : left.place < right.place
        }
    }

    private var entries: [Entry]
    private let offsets: [Int32]

    init(_ keys: [Int64], owners: [Int32], _ count: Int) {
        offsets = Vector.offsets(of: owners, count: count)
        var next = offsets
        entries = [Entry](repeating: Entry(key: 0, place: 0), count: keys.count)
        for (place, owner) in owners.enumerated() {
            entries[Int(next[Int(owner)])] = Entry(key: keys[place], place: Int32(place))
            next[Int(owner)] += 1
        }
    }

    private func range(of row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

    func count(of row: Int) -> Int { range(of: row).count }

    /// The places of a row's values, in no order.
    func places(of row: Int) -> [Int] { entries[range(of: row)].map { Int($0.place) } }

    /// The places of two neighbours in the order of a row's values.
    mutating func select(_ below: Int, _ above: Int, of row: Int) -> (below: Int, above: Int) {
        let range = range(of: row)
        entries.select(range.lowerBound + below, in: range)
        let first = Int(entries[range.lowerBound + below].place)
        guard above > below else { return (first, first) }
        let next = entries[(range.lowerBound + above)..<range.upperBound].min()
        return (first, next.map { Int($0.place) } ?? first)
    }
}
