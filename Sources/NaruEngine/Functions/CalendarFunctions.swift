import NaruSyntax
import RealModule

/// `earliest latest overlaps years_between months_between distance`
extension FunctionCall {
    func days(_ body: (PartialDate) -> Int32?) throws(EngineError) -> Vector {
        guard arguments[0].hasDays else { return try absentResult() }
        let days = rowwise(zero: Int32(0), payload: Payload.code) { row in arguments[0].span(row).flatMap(body) }
        guard case .code(let numbers) = days.payload else { throw .internal("days that are no numbers") }
        return days.replacing(
            .date(DateColumn(first: numbers, last: numbers, form: [UInt8](repeating: 0, count: numbers.count))))
    }

    /// Yes if they share a day whatever the uncertain ends are, no if they cannot.
    func overlaps() throws(EngineError) -> Vector {
        guard let left = arguments[0].ends, let right = arguments[1].ends else { return try absentResult() }
        let count = arguments[0].count
        let startsBefore = Comparison.intervals(.lessOrEqual, count: count, { left.start[$0] }, { right.end[$0] })
        let endsAfter = Comparison.intervals(.greaterOrEqual, count: count, { left.end[$0] }, { right.start[$0] })
        return (startsBefore && endsAfter).unknown(where: arguments[0].absent).unknown(where: arguments[1].absent)
            .vector
    }

    /// Whole steps of so many months from one day to the other; absent where
    /// uncertain days leave their number open.
    func wholeMonths(each length: Int64) throws(EngineError) -> Vector {
        guard arguments[0].hasDays, arguments[1].hasDays else { return try absentResult() }
        return rowwise(zero: Int64(0), payload: Payload.int) { row in
            guard let start = arguments[0].span(row), let end = arguments[1].span(row) else { return nil }
            let counts = [
                (start.first, end.first), (start.first, end.last), (start.last, end.first), (start.last, end.last),
            ]
            .map { months(from: $0.0, to: $0.1) / length }
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
    func distance() throws(EngineError) -> Vector {
        guard case .geo(let latitude, let longitude) = arguments[0].payload,
            case .geo(let otherLatitude, let otherLongitude) = arguments[1].payload
        else { return try absentResult() }
        let unit = texts.code(of: "km")
        let amounts = rowwise(zero: .zero, payload: Payload.decimal) { row -> ExactDecimal? in
            let radians = Double.pi / 180
            let (a, b) = (latitude[row] * radians, otherLatitude[row] * radians)
            let half = Double.sin((b - a) / 2)
            let across = Double.sin((otherLongitude[row] - longitude[row]) * radians / 2)
            let chord = half * half + Double.cos(a) * Double.cos(b) * across * across
            let kilometres = 2 * 6371.0088 * Double.asin(min(1, chord.squareRoot()))
            return ExactDecimal((kilometres * 1000).rounded())?.divided(by: ExactDecimal(1000))
        }
        guard case .decimal(let kilometres) = amounts.payload else { throw .internal("a distance that is no number") }
        let column = QuantityColumn(
            amount: kilometres, upper: kilometres, unit: [Int32](repeating: unit, count: amounts.count),
            qualifier: [UInt8](repeating: 0, count: amounts.count))
        return amounts.replacing(.quantity(column))
    }
}

extension Vector {
    fileprivate var hasDays: Bool {
        switch payload {
        case .date, .period, .days: true
        case .bool, .int, .float, .decimal, .code, .duration, .geo, .quantity, .numbers, .list, .record, .localized:
            false
        }
    }

    /// All days a date, period or set of days may touch.
    fileprivate func span(_ row: Int) -> PartialDate? {
        switch payload {
        case .date(let dates): dates[row]
        case .period(let start, let end):
            PartialDate(first: start.first[row], last: end.last[row], precision: .interval)
        case .days(let first, let last): PartialDate(first: first[row], last: last[row], precision: .interval)
        case .bool, .int, .float, .decimal, .code, .duration, .geo, .quantity, .numbers, .list, .record, .localized: nil
        }
    }

    /// The first and the last day that the start may be, and the end.
    fileprivate var ends: (start: [(Int32, Int32)], end: [(Int32, Int32)])? {
        switch payload {
        case .period(let start, let end):
            return (Array(zip(start.first, start.last)), Array(zip(end.first, end.last)))
        case .date(let dates):
            let days = Array(zip(dates.first, dates.last))
            return (days, days)
        case .days(let first, let last): return (Array(zip(first, first)), Array(zip(last, last)))
        case .bool, .int, .float, .decimal, .code, .duration, .geo, .quantity, .numbers, .list, .record, .localized:
            return nil
        }
    }
}
