import NaruSyntax
import TestSupport

@testable import NaruEngine

/// Vectors of every kind, with few different values, so that many rows are the
/// same.
enum VectorKind: CaseIterable {
    case bool, int, float, decimal, code, date, period, days, duration, geo, quantity, numbers, list, record, localized

    func vector(_ count: Int, _ random: inout RandomSource) -> Vector {
        let result = Vector(count: count, payload: payload(count, &random))
        if self == .list || random.chance(40) { return result }
        let bits = Bitmap(places: (0..<count).filter { _ in random.chance(70) }.map { Int32($0) }, count: count)
        return result.masked(by: bits)
    }

    private func payload(_ count: Int, _ random: inout RandomSource) -> Payload {
        func draw<T>(_ values: [T], _ random: inout RandomSource) -> [T] {
            (0..<count).map { _ in random.pick(values) }
        }
        func dates(_ random: inout RandomSource) -> DateColumn {
            var column = DateColumn()
            for _ in 0..<count {
                let first = Int32(random.below(3)) - 1
                column.append(
                    PartialDate(
                        first: first, last: first + Int32(random.below(2)), precision: random.pick([.day, .interval]),
                        qualifier: random.pick([[], .uncertain])))
            }
            return column
        }
        let decimals = [
            ExactDecimal(mantissa: 15, scale: 1), ExactDecimal(mantissa: 150, scale: 2), ExactDecimal(-2),
            ExactDecimal(mantissa: 1 << 70, scale: 3), .zero, ExactDecimal(mantissa: 0, scale: 4),
        ]
        switch self {
        case .bool:
            return .bool(Bitmap(places: (0..<count).filter { _ in random.chance(50) }.map { Int32($0) }, count: count))
        case .int: return .int(draw([.min, -1, 0, 1, 2, .max], &random))
        case .float: return .float(draw([-0.0, 0, 1.5, -2, 1e300], &random))
        case .decimal: return .decimal(draw(decimals, &random))
        case .code: return .code(draw(random.chance(50) ? [0, 1, 2, 3] : [0, 1, 70_000, .max], &random))
        case .date: return .date(dates(&random))
        case .period: return .period(start: dates(&random), end: dates(&random))
        case .days: return .days(first: draw([-3, 0, 4], &random), last: draw([4, 5], &random))
        case .duration:
            return .duration(draw([Duration(), Duration(months: 1), Duration(days: 30), Duration(days: -1)], &random))
        case .geo: return .geo(latitude: draw([0, 1.25], &random), longitude: draw([-7, 9], &random))
        case .quantity:
            return .quantity(
                QuantityColumn(
                    amount: draw(decimals, &random), upper: draw(decimals, &random), unit: draw([0, 1], &random),
                    qualifier: draw([0, 1, 2], &random)))
        case .numbers:
            return .numbers(
                lower: VectorKind.int.vector(count, &random), upper: VectorKind.int.vector(count, &random))
        case .list:
            var owners: [Int32] = []
            for row in 0..<count { owners += repeatElement(Int32(row), count: random.below(4)) }
            let kind: VectorKind = random.pick([.int, .code, .quantity])
            return .list(
                ListColumn(
                    offsets: Vector.offsets(of: owners, count: count), child: kind.vector(owners.count, &random)))
        case .record:
            return .record([VectorKind.int.vector(count, &random), VectorKind.date.vector(count, &random)])
        case .localized:
            return .localized([VectorKind.code.vector(count, &random), VectorKind.code.vector(count, &random)])
        }
    }
}

extension Vector {
    /// What a row holds, in all languages.
    func text(_ row: Int) -> String {
        guard isPresent(row) else { return "absent" }
        switch payload {
        case .bool(let bits): return "\(bits[row])"
        case .int(let values): return "\(values[row])"
        case .float(let values): return "\(values[row] == 0 ? 0 : values[row])"
        case .decimal(let values): return "\(values[row].normalized)"
        case .code(let codes): return "\(codes[row])"
        case .date(let dates): return dates.text(row)
        case .period(let start, let end): return "\(start.text(row)) \(end.text(row))"
        case .days(let first, let last): return "\(first[row]) \(last[row])"
        case .duration(let values): return "\(values[row])"
        case .geo(let latitude, let longitude): return "\(latitude[row]) \(longitude[row])"
        case .quantity(let quantities):
            let amount = quantities[row]
            return "\(amount.amount.normalized) \(amount.upper.normalized) \(amount.unit) \(amount.qualifier)"
        case .numbers(let lower, let upper): return "\(lower.text(row)) \(upper.text(row))"
        case .list(let list):
            return "\((Int(list.offsets[row])..<Int(list.offsets[row + 1])).map { list.child.text($0) })"
        case .record(let fields): return "\(fields.map { $0.text(row) })"
        case .localized(let texts): return "\(texts.map { $0.text(row) })"
        }
    }

    /// What makes a row the same as another one.
    func key(_ row: Int) -> String {
        guard isPresent(row), case .localized(let texts) = payload else { return text(row) }
        return texts.first { $0.isPresent(row) }?.text(row) ?? "absent"
    }

    var texts: [String] { (0..<count).map { text($0) } }
}

extension DateColumn {
    fileprivate func text(_ row: Int) -> String { "\(first[row])..\(last[row]) as \(form[row])" }
}
