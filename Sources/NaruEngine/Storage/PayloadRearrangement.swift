import NaruSyntax

extension Payload {
    /// The elements at `order`; a negative place gives a value without meaning.
    func rearranged(_ order: [Int32]) -> Payload {
        switch self {
        case .bool(let bits):
            .bool(Bitmap(count: order.count) { (index: Int) -> Bool in order[index] >= 0 && bits[Int(order[index])] })
        case .int(let values): .int(pick(values, order, 0))
        case .float(let values): .float(pick(values, order, 0))
        case .decimal(let values): .decimal(pick(values, order, ExactDecimal(mantissa: 0, scale: 0)))
        case .code(let values): .code(pick(values, order, 0))
        case .date(let dates): .date(dates.rearranged(order))
        case .period(let start, let end): .period(start: start.rearranged(order), end: end.rearranged(order))
        case .duration(let values): .duration(pick(values, order, Duration()))
        case .geo(let latitude, let longitude):
            .geo(latitude: pick(latitude, order, 0), longitude: pick(longitude, order, 0))
        case .quantity(let values): .quantity(values.rearranged(order))
        // What is stored never has these forms before it is assembled.
        case .days, .numbers, .list, .record, .localized: self
        }
    }

    /// The elements of this payload, then those of another of the same form.
    func joined(_ other: Payload, counts: (Int, Int)) -> Payload {
        switch (self, other) {
        case (.bool(let left), .bool(let right)):
            .bool(
                Bitmap(count: counts.0 + counts.1) { (index: Int) -> Bool in
                    index < counts.0 ? left[index] : right[index - counts.0]
                })
        case (.int(let left), .int(let right)): .int(left + right)
        case (.float(let left), .float(let right)): .float(left + right)
        case (.decimal(let left), .decimal(let right)): .decimal(left + right)
        case (.code(let left), .code(let right)): .code(left + right)
        case (.date(let left), .date(let right)): .date(left.joined(right))
        case (.period(let start, let end), .period(let otherStart, let otherEnd)):
            .period(start: start.joined(otherStart), end: end.joined(otherEnd))
        case (.duration(let left), .duration(let right)): .duration(left + right)
        case (.geo(let latitude, let longitude), .geo(let otherLatitude, let otherLongitude)):
            .geo(latitude: latitude + otherLatitude, longitude: longitude + otherLongitude)
        case (.quantity(let left), .quantity(let right)): .quantity(left.joined(right))
        default: self
        }
    }

    /// Text codes and entity numbers replaced by the final ones.
    func translated(_ map: CodeMap) -> Payload {
        if case .same = map { return self }
        switch self {
        case .code(let codes): return .code(map.translated(codes))
        case .quantity(var quantities):
            quantities.unit = map.translated(quantities.unit)
            return .quantity(quantities)
        case .bool, .int, .float, .decimal, .date, .period, .days, .duration, .geo, .numbers, .list, .record,
            .localized:
            return self
        }
    }
}

private func pick<Element>(_ values: [Element], _ order: [Int32], _ missing: Element) -> [Element] {
    [Element](unsafeUninitializedCapacity: order.count) { target, count in
        values.withUnsafeBufferPointer { values in
            for index in 0..<order.count {
                let place = Int(order[index])
                (target.baseAddress! + index).initialize(to: place >= 0 ? values[place] : missing)
            }
        }
        count = order.count
    }
}

extension DateColumn {
    fileprivate func rearranged(_ order: [Int32]) -> DateColumn {
        DateColumn(first: pick(first, order, 0), last: pick(last, order, 0), form: pick(form, order, 0))
    }

    fileprivate func joined(_ other: DateColumn) -> DateColumn {
        DateColumn(first: first + other.first, last: last + other.last, form: form + other.form)
    }
}

extension QuantityColumn {
    fileprivate func rearranged(_ order: [Int32]) -> QuantityColumn {
        let zero = ExactDecimal(mantissa: 0, scale: 0)
        return QuantityColumn(
            amount: pick(amount, order, zero), upper: pick(upper, order, zero), unit: pick(unit, order, 0),
            qualifier: pick(qualifier, order, 0))
    }

    fileprivate func joined(_ other: QuantityColumn) -> QuantityColumn {
        QuantityColumn(
            amount: amount + other.amount, upper: upper + other.upper, unit: unit + other.unit,
            qualifier: qualifier + other.qualifier)
    }
}
