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

extension [Int32] {
    /// As a range, if each is one more than the one before.
    var run: Range<Int>? {
        guard let first, let last, first >= 0, Int(last) - Int(first) == count - 1 else { return nil }
        var differing: Int32 = 0
        var expected = first
        for row in self {
            differing |= row ^ expected
            expected &+= 1
        }
        return differing == 0 ? Int(first)..<Int(first) + count : nil
    }

    /// Each counted from `first`, or -1 where there is none of `count` rows or the
    /// number is absent; and whether every one is a row.
    func rows(from first: Int32, count: Int, valid: Bitmap?) -> (rows: [Int32], areAll: Bool) {
        let end = UInt32(clamping: count)
        var outside = false
        let rows = [Int32](unsafeUninitializedCapacity: self.count) { rows, size in
            for (place, number) in self.enumerated() {
                let row = number &- first
                let isRow = UInt32(bitPattern: row) < end && (valid.map { $0[place] } ?? true)
                rows[place] = isRow ? row : -1
                outside = outside || !isRow
            }
            size = self.count
        }
        return (rows, !outside)
    }

    /// Of each the code at its distance from `first`, found by several threads;
    /// nil where one has none, or there are too few for that.
    func lookedUp(in codes: [Int32], from first: Int32, threads: Int) -> [Int32]? {
        let parts = Parallel.ranges(count, pieces: 4 * threads, least: 1 << 16)
        guard threads > 1, parts.count > 1 else { return nil }
        let end = UInt32(clamping: codes.count)
        var areAll = true
        let found = [Int32](unsafeUninitializedCapacity: count) { target, size in
            // Every part writes its own places.
            nonisolated(unsafe) let target = target
            let answers = Parallel.map(parts.count, threads: threads) { part -> Bool in
                self.withUnsafeBufferPointer { numbers in
                    codes.withUnsafeBufferPointer { codes in
                        var isOutside = false
                        for place in parts[part] {
                            let row = UInt32(bitPattern: numbers[place] &- first)
                            let isRow = row < end
                            target[place] = isRow ? codes[Int(row)] : 0
                            isOutside = isOutside || !isRow
                        }
                        return !isOutside
                    }
                }
            }
            areAll = answers.allSatisfy { $0 }
            size = areAll ? count : 0
        }
        return areAll ? found : nil
    }

    var isAscending: Bool {
        var last = Int32.min
        for row in self {
            if row < last { return false }
            last = row
        }
        return true
    }
}

extension Vector {
    /// The values at `rows`, in that order.
    package func gather(_ rows: [Int32]) -> Vector {
        if let run = rows.run { return slice(run) }
        return Vector(count: rows.count, valid: valid?.gather(rows), payload: payload.gather(rows))
            .with(possible: possible?.gather(rows))
    }

    /// The values at `rows`; a negative row gives an absent value.
    func gatherOptional(_ rows: [Int32]) -> Vector {
        var least: Int32 = 0
        for row in rows { least = Swift.min(least, row) }
        guard least < 0 else { return gather(rows) }
        guard count > 0 else { return Vector.absent(count: rows.count, like: self) }
        var result = gather(rows.map { Swift.max($0, 0) })
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

    /// Neighbouring values, copied as blocks.
    func slice(_ range: Range<Int>) -> Vector {
        guard range != 0..<count else { return self }
        return Vector(count: range.count, valid: valid?.slice(range), payload: payload.slice(range))
            .with(possible: possible?.slice(range))
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

extension Payload {
    func slice(_ range: Range<Int>) -> Payload {
        switch self {
        case .bool(let bits): .bool(bits.slice(range))
        case .int(let values): .int(Array(values[range]))
        case .float(let values): .float(Array(values[range]))
        case .decimal(let values): .decimal(Array(values[range]))
        case .code(let values): .code(Array(values[range]))
        case .date(let dates): .date(dates.slice(range))
        case .period(let start, let end): .period(start: start.slice(range), end: end.slice(range))
        case .days(let first, let last): .days(first: Array(first[range]), last: Array(last[range]))
        case .duration(let values): .duration(Array(values[range]))
        case .geo(let latitude, let longitude):
            .geo(latitude: Array(latitude[range]), longitude: Array(longitude[range]))
        case .quantity(let quantities): .quantity(quantities.slice(range))
        case .numbers(let lower, let upper): .numbers(lower: lower.slice(range), upper: upper.slice(range))
        case .list(let list): .list(list.slice(range))
        case .record(let fields): .record(fields.map { $0.slice(range) })
        case .localized(let texts): .localized(texts.map { $0.slice(range) })
        }
    }
}

extension DateColumn {
    func slice(_ range: Range<Int>) -> DateColumn {
        DateColumn(first: Array(first[range]), last: Array(last[range]), form: Array(form[range]))
    }

    func gather(_ rows: [Int32]) -> DateColumn {
        DateColumn(first: first.gather(rows), last: last.gather(rows), form: form.gather(rows))
    }
}

extension QuantityColumn {
    func slice(_ range: Range<Int>) -> QuantityColumn {
        QuantityColumn(
            amount: Array(amount[range]), upper: Array(upper[range]), unit: Array(unit[range]),
            qualifier: Array(qualifier[range]))
    }

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
    func slice(_ range: Range<Int>) -> ListColumn {
        let base = offsets[range.lowerBound]
        let elements = Int(base)..<Int(offsets[range.upperBound])
        return ListColumn(
            offsets: offsets[range.lowerBound...range.upperBound].map { $0 - base }, child: child.slice(elements))
    }

    func gather(_ rows: [Int32]) -> ListColumn {
        let offsets = self.offsets
        var total: Int32 = 0
        let ends = [Int32](unsafeUninitializedCapacity: rows.count + 1) { target, size in
            target[0] = 0
            for (place, row) in rows.enumerated() {
                total += offsets[Int(row) + 1] - offsets[Int(row)]
                target[place + 1] = total
            }
            size = rows.count + 1
        }
        if case .code(let numbers) = child.payload, child.valid == nil, child.possible == nil {
            return ListColumn(offsets: ends, child: runs(of: numbers, at: rows, count: Int(total)))
        }
        let elements = [Int32](unsafeUninitializedCapacity: Int(total)) { target, size in
            for row in rows {
                for element in offsets[Int(row)]..<offsets[Int(row) + 1] {
                    target[size] = element
                    size += 1
                }
            }
        }
        return ListColumn(offsets: ends, child: child.gather(elements))
    }

    /// Links, which most lists are, are copied run by run. Unchecked: offsets
    /// lead to places of the child.
    private func runs(of numbers: [Int32], at rows: [Int32], count: Int) -> Vector {
        let codes = [Int32](unsafeUninitializedCapacity: count) { target, size in
            numbers.withUnsafeBufferPointer { numbers in
                offsets.withUnsafeBufferPointer { offsets in
                    for row in rows {
                        for place in Int(offsets[Int(row)])..<Int(offsets[Int(row) + 1]) {
                            target[size] = numbers[place]
                            size &+= 1
                        }
                    }
                }
            }
        }
        return Vector(count: count, payload: .code(codes))
    }
}
