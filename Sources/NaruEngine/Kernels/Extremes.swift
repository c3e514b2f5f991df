import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// The least or greatest. Of values that are known in part it is known in
    /// part: it lies between the least (greatest) of their first and of their
    /// last possible values.
    func extreme(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int) -> Vector {
        let isMaximum = call.aggregate == .max
        switch values.payload {
        case .date(let dates): return extremeDates(dates, rows, count, isMaximum: isMaximum)
        case .quantity(let quantities):
            return inOneUnit(
                call, values, rows, extremeQuantities(quantities, rows, count, isMaximum: isMaximum))
        case .duration(let spans): return extremeDurations(call, spans, rows, count, isMaximum: isMaximum)
        default: break
        }
        let isText = call.valueType == .text || call.valueType == .localizedText
        let keys = SortKeys(texts: texts).keys(values, isText: isText, descending: isMaximum)
        var best = [Int32](repeating: -1, count: count)
        for (place, row) in rows.enumerated() where best[Int(row)] < 0 || keys[place] < keys[Int(best[Int(row)])] {
            best[Int(row)] = Int32(place)
        }
        return values.gatherOptional(best)
    }

    private func extremeDates(_ dates: DateColumn, _ rows: [Int32], _ count: Int, isMaximum: Bool) -> Vector {
        var results = [PartialDate?](repeating: nil, count: count)
        for (place, row) in rows.enumerated() {
            let date = dates[place]
            results[Int(row)] = results[Int(row)].map { $0.extreme(with: date, isMaximum: isMaximum) } ?? date
        }
        var column = DateColumn()
        for result in results { column.append(result ?? PartialDate(day: 0)) }
        let valid = Bitmap(count: count) { (row: Int) -> Bool in results[row] != nil }
        return Vector(count: count, valid: valid, payload: .date(column))
    }

    /// One that has the bounds of the result is it, the loosest of them; else
    /// a quantity is made of the bounds.
    private func extremeQuantities(
        _ quantities: QuantityColumn, _ rows: [Int32], _ count: Int, isMaximum: Bool
    ) -> Vector {
        var ends = [(low: QuantityBound, high: QuantityBound)?](repeating: nil, count: count)
        for (place, row) in rows.enumerated() {
            let (low, high) = quantities.bounds(place)
            guard let known = ends[Int(row)] else {
                ends[Int(row)] = (low, high)
                continue
            }
            ends[Int(row)] =
                isMaximum
                ? (max(known.low, low), max(known.high, high)) : (min(known.low, low), min(known.high, high))
        }
        var results = [Quantity?](repeating: nil, count: count)
        for (place, row) in rows.enumerated() {
            let quantity = quantities[place, texts]
            guard let (low, high) = ends[Int(row)], quantities.bounds(place) == (low, high) else { continue }
            let known = results[Int(row)]
            let isLooser = known.map { Quantities.loosest($0.qualifier, quantity.qualifier) != $0.qualifier } ?? true
            if isLooser { results[Int(row)] = quantity }
        }
        for (place, row) in rows.enumerated() where results[Int(row)] == nil {
            guard let (low, high) = ends[Int(row)] else { continue }
            results[Int(row)] = Quantity(from: low, to: high, unit: texts[quantities.unit[place]])
        }
        return vector(of: results)
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
    func inOneUnit(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ result: Vector) -> Vector {
        guard case .quantity(let quantities) = values.payload else { return result }
        var units = [Int32](repeating: -1, count: result.count)
        var isMixed = Bitmap(repeating: false, count: result.count)
        for (place, row) in rows.enumerated() {
            let unit = quantities.unit[place]
            if units[Int(row)] < 0 { units[Int(row)] = unit }
            if units[Int(row)] != unit { isMixed[Int(row)] = true }
        }
        warn(.mixedUnits, call, count: isMixed.popCount)
        return isMixed.isEmpty ? result : result.masked(by: ~isMixed)
    }
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
