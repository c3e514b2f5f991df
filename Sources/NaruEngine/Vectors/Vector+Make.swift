package import NaruSemantics
import NaruSyntax

extension Vector {
    static func absent(count: Int, of type: ValueType, languages: Int) -> Vector {
        absent(count: count, like: Vector.empty(of: type, languages: languages))
    }

    /// One absent value of a type.
    package static func absentValue(of type: ValueType, languages: Int) -> Vector {
        absent(count: 1, of: type, languages: languages)
    }

    /// One list of single values.
    package static func list(_ values: [Vector], type: ValueType, languages: Int) -> Vector {
        var builder = VectorBuilder(like: .empty(of: ValueType(type.type), languages: languages))
        for value in values { builder.append(value) }
        return .list(elements: builder.finish(), rows: values.map { _ in 0 }, count: 1)
    }

    /// No values, with the payload that values of the type have.
    static func empty(of type: ValueType, languages: Int) -> Vector {
        let single = Vector(count: 0, payload: Payload.empty(of: type.type, languages: languages))
        guard type.cardinality == .many else { return single }
        return Vector(count: 0, payload: .list(ListColumn(offsets: [0], child: single)))
    }

    /// One value, repeated.
    static func constant(_ payload: Payload, count: Int) -> Vector {
        let one = Vector(count: 1, payload: payload)
        return count == 1 ? one : one.gather([Int32](repeating: 0, count: count))
    }

    /// Absent values are skipped, so every list has at most one element.
    func asList() -> Vector {
        if case .list = payload { return self }
        guard let valid else {
            let offsets = [Int32](0...Int32(count))
            return Vector(count: count, payload: .list(ListColumn(offsets: offsets, child: with(possible: nil))))
                .with(possible: possible)
        }
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(count + 1)
        var total: Int32 = 0
        for row in 0..<count {
            if valid[row] { total += 1 }
            offsets.append(total)
        }
        var child = with(possible: nil).gather(valid.indices)
        child.valid = nil
        return Vector(count: count, payload: .list(ListColumn(offsets: offsets, child: child))).with(possible: possible)
    }

    /// A list vector from elements and, for each, its row; rows ascend.
    static func list(elements: Vector, rows: [Int32], count: Int) -> Vector {
        Vector(count: count, payload: .list(ListColumn(offsets: offsets(of: rows, count: count), child: elements)))
    }

    static func offsets(of rows: [Int32], count: Int) -> [Int32] {
        var offsets = [Int32](repeating: 0, count: count + 1)
        for row in rows { offsets[Int(row) + 1] += 1 }
        for row in 0..<count { offsets[row + 1] += offsets[row] }
        return offsets
    }

    func isPresent(_ row: Int) -> Bool { valid?[row] ?? true }

    var presence: Bitmap {
        if case .list(let list) = payload {
            return Bitmap(count: count) { (row: Int) -> Bool in list.offsets[row] < list.offsets[row + 1] }
        }
        return valid ?? Bitmap(repeating: true, count: count)
    }

    /// The same values, absent where a bit is zero.
    func masked(by mask: Bitmap) -> Vector {
        var result = self
        result.valid = valid.map { $0 & mask } ?? mask
        return result.emptyingAbsentRows().with(possible: possible?.masked(by: mask))
    }
}

extension ListColumn {
    /// Only the elements at these places, which ascend.
    func keeping(_ places: [Int32]) -> ListColumn {
        var ends = offsets
        var kept = 0
        for row in ends.indices {
            while kept < places.count, places[kept] < offsets[row] { kept += 1 }
            ends[row] = Int32(kept)
        }
        return ListColumn(offsets: ends, child: child.gather(places))
    }

    /// For each element the row of the list it stands in.
    var rows: [Int32] { ListColumn.rows(of: offsets) }

    static func rows(of offsets: [Int32]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: Int(offsets.last ?? 0)) { target, size in
            for row in 0..<(offsets.count - 1) {
                for _ in offsets[row]..<offsets[row + 1] {
                    target[size] = Int32(truncatingIfNeeded: row)
                    size += 1
                }
            }
        }
    }
}

extension Payload {
    static func empty(of type: Type, languages: Int) -> Payload {
        switch type {
        case .bool: .bool(Bitmap(repeating: false, count: 0))
        case .int: .int([])
        case .decimal: .decimal([])
        case .float: .float([])
        case .text, .enumeration, .entity, .unknown: .code([])
        case .localizedText:
            .localized([Vector](repeating: Vector(count: 0, payload: .code([])), count: max(languages, 1)))
        case .date: .date(DateColumn())
        case .period: .period(start: DateColumn(), end: DateColumn())
        case .days: .days(first: [], last: [])
        case .numbers:
            .numbers(lower: Vector(count: 0, payload: .decimal([])), upper: Vector(count: 0, payload: .decimal([])))
        case .duration: .duration([])
        case .geo: .geo(latitude: [], longitude: [])
        case .quantity: .quantity(QuantityColumn())
        case .record(let fields): .record(fields.map { Vector.empty(of: $0.type, languages: languages) })
        }
    }
}
