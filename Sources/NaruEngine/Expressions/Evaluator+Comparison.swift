import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    func compare(
        _ operation: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Truth {
        if let truth = try countsNothing(operation, left, right, frame) { return truth }
        let isText = left.type.type == .text || left.type.type == .localizedText
        guard frame.count > 1, left.isConstant != right.isConstant else {
            return compare(operation, try evaluate(left, frame), try evaluate(right, frame), isText: isText)
        }
        if right.isConstant {
            let constant = try evaluate(right, frame.top)
            return try compare(operation, try evaluate(left, frame), constant: constant, isText: isText)
        }
        let constant = try evaluate(left, frame.top)
        let values = try evaluate(right, frame)
        guard operation != .matches, operation != .notMatches else {
            return compare(operation, try broadcast(constant, count: frame.count), values, isText: isText)
        }
        return try compare(operation.mirrored, values, constant: constant, isText: isText)
    }

    /// Compares every value with one.
    func compare(_ operation: ComparisonOperator, _ values: Vector, constant: Vector, isText: Bool)
        throws(EngineError) -> Truth
    {
        guard constant.isPresent(0) else {
            return compare(operation, values, try broadcast(constant, count: values.count), isText: isText)
        }
        if case .code(let pattern) = constant.payload, operation == .matches || operation == .notMatches {
            return match(values, pattern: pattern[0], negated: operation == .notMatches)
        }
        if let truth = comparePresent(operation, values, constant: constant, isText: isText) {
            return truth.unknown(where: values.absent)
        }
        return compare(operation, values, try broadcast(constant, count: values.count), isText: isText)
    }

    /// nil for values of which constants have no way of their own.
    private func comparePresent(
        _ operation: ComparisonOperator, _ values: Vector, constant: Vector, isText: Bool
    ) -> Truth? {
        switch (values.payload, constant.payload) {
        case (.int(let values), .int(let constant)):
            return Comparison.exact(operation, values, constant: constant[0])
        case (.float(let values), .float(let constant)):
            return Comparison.exact(operation, values, constant: constant[0])
        case (.decimal(let values), .decimal(let constant)):
            return Comparison.exact(operation, values, constant: constant[0])
        case (.code(let codes), .code(let constant)):
            let goesByCode =
                operation == .equal || operation == .notEqual || !isText
                || (texts.areOrdered(codes) && texts.areOrdered(constant))
            return goesByCode ? Comparison.exact(operation, codes, constant: constant[0]) : nil
        case (.date(let dates), .days(let first, let last)):
            return Comparison.days(operation, dates, constant: first[0], last[0])
        default: return nil
        }
    }

    /// Compares row by row; an absent operand makes the answer unknown.
    func compare(_ operation: ComparisonOperator, _ left: Vector, _ right: Vector, isText: Bool) -> Truth {
        if case .localized(let texts) = left.payload { return inOneLanguage(operation, texts, right) }
        if case .localized(let texts) = right.payload { return inOneLanguage(operation.mirrored, texts, left) }
        if operation == .matches || operation == .notMatches {
            return match(left, right, negated: operation == .notMatches)
        }
        let truth = comparePresent(operation, left, right, isText: isText)
        return truth.unknown(where: left.absent).unknown(where: right.absent)
    }

    private func comparePresent(_ operation: ComparisonOperator, _ left: Vector, _ right: Vector, isText: Bool) -> Truth
    {
        switch (left.payload, right.payload) {
        case (.int(let left), .int(let right)): return Comparison.exact(operation, left, right)
        case (.float(let left), .float(let right)): return Comparison.exact(operation, left, right)
        case (.decimal(let left), .decimal(let right)): return Comparison.exact(operation, left, right)
        case (.code(let left), .code(let right)): return compareCodes(operation, left, right, isText: isText)
        case (.bool(let left), .bool(let right)): return compareBits(operation, left, right)
        case (.quantity(let left), .quantity(let right)): return compareQuantities(operation, left, right)
        case (.duration(let left), .duration(let right)):
            return Comparison.intervals(
                operation, count: left.count, { left[$0].difference(to: right[$0]) }, { _ in (0, 0) })
        case (.geo(let latitude, let longitude), .geo(let otherLatitude, let otherLongitude)):
            let same = Bitmap(count: latitude.count) { (row: Int) -> Bool in
                latitude[row] == otherLatitude[row] && longitude[row] == otherLongitude[row]
            }
            return Truth(yes: operation == .equal ? same : ~same)
        default: return compareDates(operation, left, right)
        }
    }

    private func compareCodes(
        _ operation: ComparisonOperator, _ left: [Int32], _ right: [Int32], isText: Bool
    ) -> Truth {
        let isEquality = operation == .equal || operation == .notEqual
        if isEquality || !isText || (texts.areOrdered(left) && texts.areOrdered(right)) {
            return Comparison.exact(operation, left, right)
        }
        let order = left.indices.map { row in
            left[row] == right[row] ? 0 : texts.isLess(left[row], right[row]) ? -1 : 1
        }
        return Comparison.exact(operation, order, [Int](repeating: 0, count: order.count))
    }

    private func compareBits(_ operation: ComparisonOperator, _ left: Bitmap, _ right: Bitmap) -> Truth {
        func numbers(_ bits: Bitmap) -> [Int64] { (0..<bits.count).map { bits[$0] ? 1 : 0 } }
        return Comparison.exact(operation, numbers(left), numbers(right))
    }

    private func compareQuantities(
        _ operation: ComparisonOperator, _ left: QuantityColumn, _ right: QuantityColumn
    ) -> Truth {
        let count = left.amount.count
        let truth = Comparison.intervals(operation, count: count, left.bounds, right.bounds)
        let otherUnits = Bitmap(count: count) { (row: Int) -> Bool in left.unit[row] != right.unit[row] }
        return truth.unknown(where: otherUnits)
    }

    private func compareDates(_ operation: ComparisonOperator, _ left: Vector, _ right: Vector) -> Truth {
        switch (left.payload, right.payload) {
        case (.date(let dates), .days(let first, let last)):
            return Comparison.days(operation, dates, first: first, last: last)
        case (.days(let first, let last), .date(let dates)):
            return Comparison.days(operation.mirrored, dates, first: first, last: last)
        case (.period(let start, let end), .days(let first, let last)):
            return comparePeriods(operation, start, end, first: (first, first), last: (last, last))
        case (.period(let start, let end), .date(let dates)):
            let truth = comparePeriods(
                operation, start, end, first: (dates.first, dates.last), last: (dates.first, dates.last))
            // What lies in a day starts and ends on it.
            switch operation {
            case .equal: return truth && relate(.equal, start, end)
            case .notEqual: return truth || relate(.notEqual, start, end)
            default: return truth
            }
        case (.period(let start, let end), .period(let otherStart, let otherEnd)) where operation == .equal:
            return relate(.equal, start, otherStart) && relate(.equal, end, otherEnd)
        case (.period(let start, let end), .period(let otherStart, let otherEnd)) where operation == .notEqual:
            return relate(.notEqual, start, otherStart) || relate(.notEqual, end, otherEnd)
        case (.period(let start, let end), .period(let otherStart, let otherEnd)):
            return comparePeriods(
                operation, start, end, first: (otherStart.first, otherStart.last),
                last: (otherEnd.first, otherEnd.last))
        case (.days, .period), (.date, .period): return compareDates(operation.mirrored, right, left)
        default:
            guard let left = left.payload.dayBounds, let right = right.payload.dayBounds else {
                return .all(false, count: left.count)
            }
            return Comparison.intervals(
                operation, count: left.first.count, { (left.first[$0], left.last[$0]) },
                { (right.first[$0], right.last[$0]) })
        }
    }

    /// Two columns of uncertain days.
    private func relate(_ operation: ComparisonOperator, _ left: DateColumn, _ right: DateColumn) -> Truth {
        Comparison.intervals(
            operation, count: left.first.count, { (left.first[$0], left.last[$0]) },
            { (right.first[$0], right.last[$0]) })
    }

    /// Periods against something that starts on a day within `first` and ends
    /// on one within `last`: before it, after it, or within it.
    private func comparePeriods(
        _ operation: ComparisonOperator, _ start: DateColumn, _ end: DateColumn, first: ([Int32], [Int32]),
        last: ([Int32], [Int32])
    ) -> Truth {
        let count = start.first.count
        let (start, end) = (start.notAfter(end), end.notBefore(start))
        func relate(
            _ operation: ComparisonOperator, _ mine: DateColumn, _ other: ([Int32], [Int32])
        ) -> Truth {
            Comparison.intervals(
                operation, count: count, { (mine.first[$0], mine.last[$0]) }, { (other.0[$0], other.1[$0]) })
        }
        switch operation {
        case .less: return relate(.less, end, first)
        case .greater: return relate(.greater, start, last)
        case .lessOrEqual: return relate(.lessOrEqual, end, last)
        case .greaterOrEqual: return relate(.greaterOrEqual, start, first)
        case .equal: return relate(.greaterOrEqual, start, first) && relate(.lessOrEqual, end, last)
        default: return !(relate(.greaterOrEqual, start, first) && relate(.lessOrEqual, end, last))
        }
    }

    /// Holds if it holds in one language; unknown only where no text is there.
    private func inOneLanguage(_ operation: ComparisonOperator, _ languages: [Vector], _ other: Vector) -> Truth {
        let isNegated = operation == .notEqual || operation == .notMatches
        let positive: ComparisonOperator =
            switch operation {
            case .notEqual: .equal
            case .notMatches: .matches
            default: operation
            }
        let truth = inOneLanguage(languages) { compare(positive, $0, other, isText: true) }
        return isNegated ? !truth : truth
    }

    func inOneLanguage(_ languages: [Vector], _ test: (Vector) -> Truth) -> Truth {
        let count = languages.first?.count ?? 0
        var yes = Bitmap(repeating: false, count: count)
        var known = Bitmap(repeating: false, count: count)
        for texts in languages {
            let truth = test(texts)
            yes = yes | truth.yes
            known = known | truth.yes | truth.no
        }
        return Truth(yes: yes, unknown: ~known)
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
        default: nil
        }
    }
}
