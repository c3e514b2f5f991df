import NaruSemantics
import NaruSyntax

/// How values lie to each other. An absent one leaves the answer unknown.
struct ValueComparison {
    let context: RunContext
    /// Whether codes stand for texts.
    let isText: Bool

    private var texts: TextPool { context.texts }

    /// Row by row.
    func relate(_ relation: Relation, _ left: Vector, _ right: Vector) throws(EngineError) -> Truth {
        if case .localized(let texts) = left.payload { return try inOneLanguage(relation, texts, right) }
        if case .localized(let texts) = right.payload { return try inOneLanguage(relation.mirrored, texts, left) }
        let truth = try relatePresent(relation, left, right)
        return truth.unknown(where: left.absent).unknown(where: right.absent)
    }

    /// Compares every value with one.
    func relate(_ relation: Relation, _ values: Vector, constant: Vector) throws(EngineError) -> Truth {
        if constant.isPresent(0), let truth = relatePresent(relation, values, constant: constant) {
            return truth.unknown(where: values.absent)
        }
        return try relate(relation, values, try context.broadcast(constant, count: values.count))
    }

    /// nil for values of which constants have no way of their own.
    private func relatePresent(_ relation: Relation, _ values: Vector, constant: Vector) -> Truth? {
        switch (values.payload, constant.payload) {
        case (.int(let values), .int(let constant)):
            return Comparison.exact(relation, values, constant: constant[0])
        case (.float(let values), .float(let constant)):
            return Comparison.exact(relation, values, constant: constant[0])
        case (.decimal(let values), .decimal(let constant)):
            return Comparison.exact(relation, values, constant: constant[0])
        case (.code(let codes), .code(let constant)):
            let goesByCode =
                relation == .equal || relation == .notEqual || !isText
                || (texts.areOrdered(codes) && texts.areOrdered(constant))
            return goesByCode ? Comparison.exact(relation, codes, constant: constant[0]) : nil
        case (.date(let dates), .days(let first, let last)):
            return Comparison.days(relation, dates, constant: first[0], last[0])
        default: return nil
        }
    }

    private func relatePresent(_ relation: Relation, _ left: Vector, _ right: Vector) throws(EngineError) -> Truth {
        switch (left.payload, right.payload) {
        case (.int(let left), .int(let right)): return Comparison.exact(relation, left, right)
        case (.float(let left), .float(let right)): return Comparison.exact(relation, left, right)
        case (.decimal(let left), .decimal(let right)): return Comparison.exact(relation, left, right)
        case (.code(let left), .code(let right)): return relateCodes(relation, left, right)
        case (.bool(let left), .bool(let right)): return relateBits(relation, left, right)
        case (.quantity(let left), .quantity(let right)): return relateQuantities(relation, left, right)
        case (.duration(let left), .duration(let right)):
            return Comparison.intervals(
                relation, count: left.count, { left[$0].difference(to: right[$0]) }, { _ in (0, 0) })
        case (.geo(let latitude, let longitude), .geo(let otherLatitude, let otherLongitude)):
            let same = Bitmap(count: latitude.count) { (row: Int) -> Bool in
                latitude[row] == otherLatitude[row] && longitude[row] == otherLongitude[row]
            }
            switch relation {
            case .equal: return Truth(yes: same)
            case .notEqual: return Truth(yes: ~same)
            case .less, .lessOrEqual, .greater, .greaterOrEqual: throw .internal("an order of places")
            }
        default: return try relateDates(relation, left, right)
        }
    }

    /// Whether each value is the member, or one of the numbers of a range.
    func equals(_ values: Vector, _ members: Vector) throws(EngineError) -> Truth {
        guard case .numbers(let lower, let upper) = members.payload else {
            return try relate(.equal, values, members)
        }
        let atLeast = try relateOpen(.greaterOrEqual, values, lower)
        let atMost = try relateOpen(.lessOrEqual, values, upper)
        return (atLeast && atMost).unknown(where: values.absent).unknown(where: members.absent)
    }

    /// An absent bound is open: the comparison holds.
    private func relateOpen(_ relation: Relation, _ values: Vector, _ bound: Vector) throws(EngineError) -> Truth {
        var present = bound
        present.valid = nil
        let (number, end) = try context.inCommonNumber(values, present)
        let truth = try relate(relation, number, end)
        guard let absent = bound.absent else { return truth }
        return Truth(yes: truth.yes | absent, unknown: truth.unknown & ~absent)
    }

    private func relateCodes(_ relation: Relation, _ left: [Int32], _ right: [Int32]) -> Truth {
        let isEquality = relation == .equal || relation == .notEqual
        if isEquality || !isText || (texts.areOrdered(left) && texts.areOrdered(right)) {
            return Comparison.exact(relation, left, right)
        }
        let order = left.indices.map { row in
            left[row] == right[row] ? 0 : texts.isLess(left[row], right[row]) ? -1 : 1
        }
        return Comparison.exact(relation, order, [Int](repeating: 0, count: order.count))
    }

    private func relateBits(_ relation: Relation, _ left: Bitmap, _ right: Bitmap) -> Truth {
        func numbers(_ bits: Bitmap) -> [Int64] { (0..<bits.count).map { bits[$0] ? 1 : 0 } }
        return Comparison.exact(relation, numbers(left), numbers(right))
    }

    private func relateQuantities(
        _ relation: Relation, _ left: QuantityColumn, _ right: QuantityColumn
    ) -> Truth {
        let count = left.amount.count
        let truth = Comparison.intervals(relation, count: count, left.bounds, right.bounds)
        let otherUnits = Bitmap(count: count) { (row: Int) -> Bool in left.unit[row] != right.unit[row] }
        return truth.unknown(where: otherUnits)
    }

    /// Holds if it holds in one language; unknown only where no text is there.
    private func inOneLanguage(_ relation: Relation, _ languages: [Vector], _ other: Vector)
        throws(EngineError) -> Truth
    {
        let isNegated = relation == .notEqual
        let truth = try Truth.inOneLanguage(languages) { texts throws(EngineError) in
            try relate(isNegated ? .equal : relation, texts, other)
        }
        return isNegated ? !truth : truth
    }
}

extension Truth {
    /// Holds where it holds for one language; unknown only where no text is there.
    static func inOneLanguage(_ languages: [Vector], _ test: (Vector) throws(EngineError) -> Truth)
        throws(EngineError) -> Truth
    {
        let count = languages.first?.count ?? 0
        var yes = Bitmap(repeating: false, count: count)
        var known = Bitmap(repeating: false, count: count)
        for texts in languages {
            let truth = try test(texts)
            yes = yes | truth.yes
            known = known | truth.yes | truth.no
        }
        return Truth(yes: yes, unknown: ~known)
    }
}
