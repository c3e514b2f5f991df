import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// The least or greatest. Of values that are known in part it is known in
    /// part: it lies between the least (greatest) of their first and of their
    /// last possible values.
    func extreme(_ call: AggregateCall, _ values: Vector, _ pools: Pools) -> Vector {
        let isMaximum = call.aggregate == .max
        switch values.payload {
        case .date(let dates): return extremeDates(dates, pools, isMaximum: isMaximum)
        case .quantity(let quantities):
            return inOneUnit(call, values, pools, extremeQuantities(quantities, pools, isMaximum: isMaximum))
        case .duration(let spans):
            return extremeDurations(call, spans, pools.owners, pools.count, isMaximum: isMaximum)
        default: break
        }
        let isText = call.valueType == .text || call.valueType == .localizedText
        let keys = SortKeys(texts: texts).keys(values, isText: isText, descending: isMaximum)
        let best = pools.states(Int32(-1)) { best, place in
            if best < 0 || keys[place] < keys[Int(best)] { best = Int32(place) }
        }
        return values.gatherOptional(best)
    }

    private func extremeDates(_ dates: DateColumn, _ pools: Pools, isMaximum: Bool) -> Vector {
        let results = pools.states(PartialDate?.none) { result, place in
            let date = dates[place]
            result = result.map { $0.extreme(with: date, isMaximum: isMaximum) } ?? date
        }
        var column = DateColumn()
        for result in results { column.append(result ?? PartialDate(day: 0)) }
        let valid = Bitmap(count: pools.count) { (row: Int) -> Bool in results[row] != nil }
        return Vector(count: pools.count, valid: valid, payload: .date(column))
    }

    private func extremeQuantities(_ quantities: QuantityColumn, _ pools: Pools, isMaximum: Bool) -> Vector {
        let extremes = pools.states(QuantityExtreme?.none) { extreme, place in
            let next = QuantityExtreme(quantities[place, texts], quantities.bounds(place))
            extreme = extreme.map { $0.with(next, isMaximum: isMaximum) } ?? next
        }
        return vector(of: extremes.map { $0?.quantity })
    }

    func vector(of quantities: [Quantity?]) -> Vector {
        let valid = Bitmap(count: quantities.count) { (row: Int) -> Bool in quantities[row] != nil }
        let zero = Quantity(amount: .zero, unit: "")
        return Vector(
            count: quantities.count, valid: valid, payload: .quantity(column(quantities.map { $0 ?? zero })))
    }

    /// One that is the least (greatest) however long its months are; absent,
    /// with a warning, where no one is.
    private func extremeDurations(
        _ call: AggregateCall, _ spans: [Duration], _ rows: [Int32], _ count: Int, isMaximum: Bool
    ) -> Vector {
        func leads(_ span: Duration, _ other: Duration) -> Bool {
            isMaximum ? span.difference(to: other).0 >= 0 : span.difference(to: other).1 <= 0
        }
        var best = [Int32](repeating: -1, count: count)
        for (place, row) in rows.enumerated() {
            let known = best[Int(row)]
            if known < 0 || leads(spans[place], spans[Int(known)]) { best[Int(row)] = Int32(place) }
        }
        var isOpen = Bitmap(repeating: false, count: count)
        for (place, row) in rows.enumerated() where !leads(spans[Int(best[Int(row)])], spans[place]) {
            isOpen[Int(row)] = true
        }
        warn(.mixedUnits, call, count: isOpen.popCount)
        let result = Vector(count: spans.count, payload: .duration(spans)).gatherOptional(best)
        return isOpen.isEmpty ? result : result.masked(by: ~isOpen)
    }

    /// Of amounts in several units there is no least, greatest or middle one.
    func inOneUnit(_ call: AggregateCall, _ values: Vector, _ pools: Pools, _ result: Vector) -> Vector {
        guard case .quantity(let quantities) = values.payload else { return result }
        let units = pools.states((first: Int32(-1), areSeveral: false)) { units, place in
            if units.first < 0 { units.first = quantities.unit[place] }
            if units.first != quantities.unit[place] { units.areSeveral = true }
        }
        let isMixed = Bitmap(count: units.count) { (row: Int) -> Bool in units[row].areSeveral }
        warn(.mixedUnits, call, count: isMixed.popCount)
        return isMixed.isEmpty ? result : result.masked(by: ~isMixed)
    }
}

/// The greatest or least of quantities that are known in part. One that has the
/// bounds of the result is it, the loosest of them; else it is made of them.
private struct QuantityExtreme {
    private var (low, high): (QuantityBound, QuantityBound)
    private var unit: String
    private var known: Quantity?

    init(_ quantity: Quantity, _ bounds: (QuantityBound, QuantityBound)) {
        (low, high) = bounds
        unit = quantity.unit
        known = quantity
    }

    func with(_ other: QuantityExtreme, isMaximum: Bool) -> QuantityExtreme {
        var result = self
        result.low = isMaximum ? max(low, other.low) : min(low, other.low)
        result.high = isMaximum ? max(high, other.high) : min(high, other.high)
        let ours = result.bounds == bounds ? known : nil
        let theirs = result.bounds == other.bounds ? other.known : nil
        result.known = ours ?? theirs
        if let ours, let theirs, Quantities.loosest(ours.qualifier, theirs.qualifier) != ours.qualifier {
            result.known = theirs
        }
        return result
    }

    private var bounds: [QuantityBound] { [low, high] }

    var quantity: Quantity? { known ?? Quantity(from: low, to: high, unit: unit) }
}

extension PartialDate {
    fileprivate func extreme(with other: PartialDate, isMaximum: Bool) -> PartialDate {
        let first = isMaximum ? max(first, other.first) : min(first, other.first)
        let last = isMaximum ? max(last, other.last) : min(last, other.last)
        if first == self.first, last == self.last { return self }
        if first == other.first, last == other.last { return other }
        return PartialDate(first: first, last: last, precision: first == last ? .day : .interval)
    }
}
