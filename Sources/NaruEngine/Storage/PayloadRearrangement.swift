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

extension Vector {
    func translated(_ map: CodeMap) -> Vector { replacing(payload.translated(map)) }
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
}

extension QuantityColumn {
    fileprivate func rearranged(_ order: [Int32]) -> QuantityColumn {
        let zero = ExactDecimal(mantissa: 0, scale: 0)
        return QuantityColumn(
            amount: pick(amount, order, zero), upper: pick(upper, order, zero), unit: pick(unit, order, 0),
            qualifier: pick(qualifier, order, 0))
    }
}
