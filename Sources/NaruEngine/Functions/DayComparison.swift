import NaruSemantics
import NaruSyntax

/// Days that may be known only in part, sets of days, and periods of them.
extension ValueComparison {
    func relateDates(_ relation: Relation, _ left: Vector, _ right: Vector) throws(EngineError) -> Truth {
        switch (left.payload, right.payload) {
        case (.date(let dates), .days(let first, let last)):
            return Comparison.days(relation, dates, first: first, last: last)
        case (.days(let first, let last), .date(let dates)):
            return Comparison.days(relation.mirrored, dates, first: first, last: last)
        case (.period(let start, let end), .days(let first, let last)):
            return relatePeriods(relation, start, end, first: (first, first), last: (last, last))
        case (.period(let start, let end), .date(let dates)):
            let truth = relatePeriods(
                relation, start, end, first: (dates.first, dates.last), last: (dates.first, dates.last))
            // What lies in a day starts and ends on it.
            switch relation {
            case .equal: return truth && relate(.equal, start, end)
            case .notEqual: return truth || relate(.notEqual, start, end)
            case .less, .lessOrEqual, .greater, .greaterOrEqual: return truth
            }
        case (.period(let start, let end), .period(let otherStart, let otherEnd)) where relation == .equal:
            return relate(.equal, start, otherStart) && relate(.equal, end, otherEnd)
        case (.period(let start, let end), .period(let otherStart, let otherEnd)) where relation == .notEqual:
            return relate(.notEqual, start, otherStart) || relate(.notEqual, end, otherEnd)
        case (.period(let start, let end), .period(let otherStart, let otherEnd)):
            return relatePeriods(
                relation, start, end, first: (otherStart.first, otherStart.last),
                last: (otherEnd.first, otherEnd.last))
        case (.days, .period), (.date, .period): return try relateDates(relation.mirrored, right, left)
        default:
            guard let days = left.payload.dayBounds, let others = right.payload.dayBounds else {
                // Of values that are all absent the kind says nothing.
                guard (left.presence & right.presence).isEmpty else {
                    throw .internal("a comparison of values of two kinds")
                }
                return .all(false, count: left.count)
            }
            return Comparison.intervals(
                relation, count: left.count, { (days.first[$0], days.last[$0]) },
                { (others.first[$0], others.last[$0]) })
        }
    }

    /// Two columns of uncertain days.
    private func relate(_ relation: Relation, _ left: DateColumn, _ right: DateColumn) -> Truth {
        Comparison.intervals(
            relation, count: left.first.count, { (left.first[$0], left.last[$0]) },
            { (right.first[$0], right.last[$0]) })
    }

    /// Periods against something that starts on a day within `first` and ends
    /// on one within `last`: before it, after it, or within it.
    private func relatePeriods(
        _ relation: Relation, _ start: DateColumn, _ end: DateColumn, first: ([Int32], [Int32]),
        last: ([Int32], [Int32])
    ) -> Truth {
        let count = start.first.count
        let (start, end) = (start.notAfter(end), end.notBefore(start))
        func relate(
            _ relation: Relation, _ mine: DateColumn, _ other: ([Int32], [Int32])
        ) -> Truth {
            Comparison.intervals(
                relation, count: count, { (mine.first[$0], mine.last[$0]) }, { (other.0[$0], other.1[$0]) })
        }
        switch relation {
        case .less: return relate(.less, end, first)
        case .greater: return relate(.greater, start, last)
        case .lessOrEqual: return relate(.lessOrEqual, end, last)
        case .greaterOrEqual: return relate(.greaterOrEqual, start, first)
        case .equal: return relate(.greaterOrEqual, start, first) && relate(.lessOrEqual, end, last)
        case .notEqual: return !(relate(.greaterOrEqual, start, first) && relate(.lessOrEqual, end, last))
        }
    }

    /// Whether an uncertain day lies in a period with uncertain ends.
    func within(_ values: Vector, _ start: DateColumn, _ end: DateColumn) throws(EngineError) -> Truth {
        guard let days = values.payload.dayBounds else {
            guard case .period(let otherStart, let otherEnd) = values.payload else {
                // Of values that are all absent the kind says nothing.
                guard values.presence.isEmpty else { throw .internal("something else than days in a period") }
                return .all(false, count: values.count)
            }
            let first = Vector(count: values.count, payload: .date(otherStart.notAfter(otherEnd)))
            let last = Vector(count: values.count, payload: .date(otherEnd.notBefore(otherStart)))
            return try within(first, start, end) && within(last, start, end)
        }
        func relate(_ relation: Relation, _ other: DateColumn) -> Truth {
            Comparison.intervals(
                relation, count: values.count, { (days.first[$0], days.last[$0]) },
                { (other.first[$0], other.last[$0]) })
        }
        return relate(.greaterOrEqual, start) && relate(.lessOrEqual, end)
    }
}

extension DateColumn {
    /// Starts of periods with these ends: none begins after it ends.
    func notAfter(_ ends: DateColumn) -> DateColumn {
        DateColumn(first: first, last: zip(last, ends.last).map { min($0, $1) }, form: form)
    }

    /// Ends of periods with these starts.
    func notBefore(_ starts: DateColumn) -> DateColumn {
        DateColumn(first: zip(first, starts.first).map { max($0, $1) }, last: last, form: form)
    }
}

extension Duration {
    /// Least and greatest number of days by which it is longer: equal months
    /// cancel out, others have 28 to 31 days and twelve of them 365 or 366.
    func difference(to other: Duration) -> (Int64, Int64) {
        let months = Int64(months) - Int64(other.months)
        let days = Int64(days) - Int64(other.days)
        let (years, rest) = months.magnitude.quotientAndRemainder(dividingBy: 12)
        let least = Int64(years * 365 + rest * 28)
        let greatest = Int64(years * 366 + rest * 31)
        return months < 0 ? (days - greatest, days - least) : (days + least, days + greatest)
    }
}

extension Payload {
    var dayBounds: (first: [Int32], last: [Int32])? {
        switch self {
        case .date(let dates): (dates.first, dates.last)
        case .days(let first, let last): (first, last)
        case .bool, .int, .decimal, .float, .code, .period, .duration, .geo, .quantity, .numbers, .list, .record,
            .localized:
            nil
        }
    }
}
