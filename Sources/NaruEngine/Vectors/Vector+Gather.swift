import NaruSyntax

extension Array {
    /// The elements at `rows`. Unchecked reads: callers pass rows of this array.
    @inline(__always)
    func gather(_ rows: [Int32]) -> [Element] {
        withUnsafeBufferPointer { source in
            rows.withUnsafeBufferPointer { rows in
                [Element](unsafeUninitializedCapacity: rows.count) { target, count in
                    for index in 0..<rows.count {
                        (target.baseAddress! + index).initialize(to: source[Int(rows[index])])
                    }
                    count = rows.count
                }
            }
        }
    }
}

extension Vector {
    /// The values at `rows`, in that order.
    package func gather(_ rows: [Int32]) -> Vector {
        Vector(count: rows.count, valid: valid?.gather(rows), payload: payload.gather(rows))
            .with(possible: possible?.gather(rows))
    }

    /// The values at `rows`; a negative row gives an absent value.
    func gatherOptional(_ rows: [Int32]) -> Vector {
        guard rows.contains(where: { $0 < 0 }) else { return gather(rows) }
        guard count > 0 else { return Vector.absent(count: rows.count, like: self) }
        var result = gather(rows.map { max($0, 0) })
        let present = Bitmap(count: rows.count) { (index: Int) -> Bool in rows[index] >= 0 }
        result.valid = result.valid.map { $0 & present } ?? present
        return result.emptyingAbsentRows().with(possible: result.possible?.masked(by: present))
    }

    /// Lists are never absent: where a bit is zero the list becomes empty. An
    /// absent text is absent in every language.
    func emptyingAbsentRows() -> Vector {
        guard let valid else { return self }
        if case .localized(let texts) = payload {
            return Vector(count: count, valid: valid, payload: .localized(texts.map { $0.masked(by: valid) }))
        }
        guard case .list(let list) = payload else { return self }
        var rows: [Int32] = []
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(count + 1)
        for row in 0..<count {
            if valid[row] { rows.append(contentsOf: list.offsets[row]..<list.offsets[row + 1]) }
            offsets.append(Int32(rows.count))
        }
        return Vector(count: count, payload: .list(ListColumn(offsets: offsets, child: list.child.gather(rows))))
    }

    func slice(_ range: Range<Int>) -> Vector {
        range == 0..<count ? self : gather(Array(Int32(range.lowerBound)..<Int32(range.upperBound)))
    }
}

extension Payload {
    func gather(_ rows: [Int32]) -> Payload {
        switch self {
        case .bool(let bits): .bool(bits.gather(rows))
        case .int(let values): .int(values.gather(rows))
        case .float(let values): .float(values.gather(rows))
        case .decimal(let values): .decimal(values.gather(rows))
        case .code(let values): .code(values.gather(rows))
        case .date(let dates): .date(dates.gather(rows))
        case .period(let start, let end): .period(start: start.gather(rows), end: end.gather(rows))
        case .days(let first, let last): .days(first: first.gather(rows), last: last.gather(rows))
        case .duration(let values): .duration(values.gather(rows))
        case .geo(let latitude, let longitude):
            .geo(latitude: latitude.gather(rows), longitude: longitude.gather(rows))
        case .quantity(let quantities): .quantity(quantities.gather(rows))
        case .numbers(let lower, let upper): .numbers(lower: lower.gather(rows), upper: upper.gather(rows))
        case .list(let list): .list(list.gather(rows))
        case .record(let fields): .record(fields.map { $0.gather(rows) })
        case .localized(let texts): .localized(texts.map { $0.gather(rows) })
        }
    }
}

extension DateColumn {
    func gather(_ rows: [Int32]) -> DateColumn {
        DateColumn(first: first.gather(rows), last: last.gather(rows), form: form.gather(rows))
    }
}

extension QuantityColumn {
    func gather(_ rows: [Int32]) -> QuantityColumn {
        QuantityColumn(
            amount: amount.gather(rows), upper: upper.gather(rows), unit: unit.gather(rows),
            qualifier: qualifier.gather(rows))
    }

    subscript(index: Int, texts: TextPool) -> Quantity {
        Quantity(
            amount: amount[index], upper: upper[index], unit: texts[unit[index]],
            qualifier: Quantity.Qualifier(rawValue: qualifier[index]) ?? .exact)
    }
}

extension ListColumn {
    func gather(_ rows: [Int32]) -> ListColumn {
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(rows.count + 1)
        var total: Int32 = 0
        for row in rows {
            total += self.offsets[Int(row) + 1] - self.offsets[Int(row)]
            offsets.append(total)
        }
        var elements: [Int32] = []
        elements.reserveCapacity(Int(total))
        for row in rows {
            elements.append(contentsOf: self.offsets[Int(row)]..<self.offsets[Int(row) + 1])
        }
        return ListColumn(offsets: offsets, child: child.gather(elements))
    }
}
