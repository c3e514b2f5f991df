import NaruSemantics
import NaruSyntax
import RealModule

extension Evaluator {
    func calendarFunction(_ function: Function, _ values: [Vector]) -> Vector {
        switch function {
        case .earliest: return days(values) { $0.first == PartialDate.distantPast ? nil : $0.first }
        case .latest: return days(values) { $0.last == PartialDate.distantFuture ? nil : $0.last }
        case .overlaps: return overlaps(values).vector
        case .distance: return distance(values)
        default: return wholeUnits(function, values)
        }
    }

    private func days(_ values: [Vector], _ body: (PartialDate) -> Int32?) -> Vector {
        let days = rowwise(values, zero: Int32(0), payload: Payload.code) { row in
            span(values[0], row).flatMap(body)
        }
        guard case .code(let numbers) = days.payload else { return days }
        return replacing(
            days, .date(DateColumn(first: numbers, last: numbers, form: [UInt8](repeating: 0, count: numbers.count))))
    }

    /// All days a date, period or set of days may touch.
    private func span(_ vector: Vector, _ row: Int) -> PartialDate? {
        switch vector.payload {
        case .date(let dates): dates[row]
        case .period(let start, let end):
            PartialDate(first: start.first[row], last: end.last[row], precision: .interval)
        case .days(let first, let last): PartialDate(first: first[row], last: last[row], precision: .interval)
        default: nil
        }
    }

    /// Yes if they share a day whatever the uncertain ends are, no if they cannot.
    private func overlaps(_ values: [Vector]) -> Truth {
        guard let left = bounds(values[0]), let right = bounds(values[1]) else {
            return .all(false, count: values[0].count)
        }
        let startsBefore = Comparison.intervals(
            .lessOrEqual, count: values[0].count, { left.start[$0] }, { right.end[$0] })
        let endsAfter = Comparison.intervals(
            .greaterOrEqual, count: values[0].count, { left.end[$0] }, { right.start[$0] })
        return (startsBefore && endsAfter).unknown(where: values[0].absent).unknown(where: values[1].absent)
    }

    private func bounds(_ vector: Vector) -> (start: [(Int32, Int32)], end: [(Int32, Int32)])? {
        switch vector.payload {
        case .period(let start, let end):
            return (Array(zip(start.first, start.last)), Array(zip(end.first, end.last)))
        case .date(let dates):
            let days = Array(zip(dates.first, dates.last))
            return (days, days)
        case .days(let first, let last): return (Array(zip(first, first)), Array(zip(last, last)))
        default: return nil
        }
    }

    /// Whole years or months from one day to the other; absent where uncertain.
    private func wholeUnits(_ function: Function, _ values: [Vector]) -> Vector {
        rowwise(values, zero: Int64(0), payload: Payload.int) { row in
            guard let start = span(values[0], row), let end = span(values[1], row) else { return nil }
            let counts = [
                (start.first, end.first), (start.first, end.last), (start.last, end.first), (start.last, end.last),
            ]
            .map { months(from: $0.0, to: $0.1) / (function == .yearsBetween ? 12 : 1) }
            return counts.allSatisfy { $0 == counts[0] } ? counts[0] : nil
        }
    }

    /// The most months that, added to the start, do not pass the end, forwards
    /// or backwards; so the last day of a shorter month completes one.
    private func months(from start: Int32, to end: Int32) -> Int64 {
        let (a, b) = (CivilDate(day: start), CivilDate(day: end))
        let whole = (b.year - a.year) * 12 + b.month - a.month
        let reached = a.adding(months: whole).number
        if start <= end { return Int64(reached > end ? whole - 1 : whole) }
        return Int64(reached < end ? whole + 1 : whole)
    }

    /// The great-circle distance on a sphere of 6371.0088 km radius, in km to
    /// three places.
    private func distance(_ values: [Vector]) -> Vector {
        guard case .geo(let latitude, let longitude) = values[0].payload,
            case .geo(let otherLatitude, let otherLongitude) = values[1].payload
        else { return values[0] }
        let unit = texts.code(of: "km")
        let amounts = rowwise(values, zero: .zero, payload: Payload.decimal) { row -> ExactDecimal? in
            let radians = Double.pi / 180
            let (a, b) = (latitude[row] * radians, otherLatitude[row] * radians)
            let half = Double.sin((b - a) / 2)
            let across = Double.sin((otherLongitude[row] - longitude[row]) * radians / 2)
            let chord = half * half + Double.cos(a) * Double.cos(b) * across * across
            let kilometres = 2 * 6371.0088 * Double.asin(min(1, chord.squareRoot()))
            return ExactDecimal((kilometres * 1000).rounded())?.divided(by: ExactDecimal(1000))
        }
        guard case .decimal(let kilometres) = amounts.payload else { return amounts }
        let column = QuantityColumn(
            amount: kilometres, upper: kilometres, unit: [Int32](repeating: unit, count: amounts.count),
            qualifier: [UInt8](repeating: 0, count: amounts.count))
        return replacing(amounts, .quantity(column))
    }
}
