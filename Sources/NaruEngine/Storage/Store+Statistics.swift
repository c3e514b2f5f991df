package import NaruPlan
package import NaruSemantics
import NaruSyntax

/// Figures for the planner, of the whole dataset: each is found when it is first
/// asked for and kept.
extension Store: PlanStatistics {
    package func count(of type: TypeID) -> Int { range(of: type).count }

    package func statistics(of field: FieldID) -> FieldStatistics? {
        guard schema.claims?.isBuiltIn(schema[field].owner) != true else { return nil }
        return shared.statistics(of: field) {
            FieldStatistics(of: wholeColumn(of: field), isManyValued: schema[field].isMany || schema[field].isInverse)
        }
    }

    package func degree(of field: FieldID, from type: TypeID) -> Double? {
        let all = range(of: schema[field].owner)
        let some = range(of: type)
        guard schema.claims?.isBuiltIn(schema[field].owner) != true, !some.isEmpty, all.contains(some.lowerBound),
            some.upperBound <= all.upperBound, case .list(let list) = wholeColumn(of: field).payload
        else { return nil }
        let (first, end) = (Int(some.lowerBound - all.lowerBound), Int(some.upperBound - all.lowerBound))
        let values = list.offsets[end] - list.offsets[first]
        return Double(values) / Double(some.count)
    }
}

extension FieldStatistics {
    fileprivate init(of column: Vector, isManyValued: Bool) {
        guard isManyValued, case .list(let list) = column.payload else {
            let present = column.valid?.popCount ?? column.count
            self.init(owners: column.count, present: present, values: present, mostValues: min(present, 1))
            describe(column)
            return
        }
        var (present, most) = (0, 0)
        for row in 0..<column.count {
            let values = Int(list.offsets[row + 1] - list.offsets[row])
            if values > 0 { present += 1 }
            most = max(most, values)
        }
        self.init(owners: column.count, present: present, values: list.child.count, mostValues: most)
        describe(list.child)
    }

    private mutating func describe(_ values: Vector) {
        switch values.payload {
        case .code(let codes): describe(codes, values.valid)
        case .int(let numbers): bounds = FieldStatistics.bounds(of: numbers, values.valid) { Double($0) }
        case .float(let numbers): bounds = FieldStatistics.bounds(of: numbers, values.valid) { $0 }
        case .decimal(let numbers): bounds = FieldStatistics.bounds(of: numbers, values.valid) { $0.double }
        case .date(let dates): bounds = FieldStatistics.bounds(of: dates.first, values.valid) { Double($0) }
        case .bool, .period, .days, .duration, .geo, .quantity, .numbers, .list, .record, .localized: break
        }
    }

    /// As many codes as an enum may well have.
    private static let fewCodes = 64

    private mutating func describe(_ codes: [Int32], _ valid: Bitmap?) {
        let greatest = codes.max() ?? -1
        guard greatest >= 0 else {
            distinct = 0
            return
        }
        var counts = [Int32](repeating: 0, count: Int(greatest) + 1)
        for (row, code) in codes.enumerated() where code >= 0 && valid?[row] != false { counts[Int(code)] += 1 }
        distinct = counts.count { $0 > 0 }
        greatestCode = Int(greatest)
        if greatest < FieldStatistics.fewCodes { frequencies = counts.map(Int.init) }
    }

    private static func bounds<Number: Comparable>(
        of numbers: [Number], _ valid: Bitmap?, _ double: (Number) -> Double
    ) -> ClosedRange<Double>? {
        var range: (least: Number, greatest: Number)?
        for (row, number) in numbers.enumerated() where valid?[row] != false {
            guard let known = range else {
                range = (number, number)
                continue
            }
            range = (min(known.least, number), max(known.greatest, number))
        }
        return range.map { double($0.least)...double($0.greatest) }
    }
}
