import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    func contains(_ element: TypedExpression, _ set: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        let values = try evaluate(element, frame)
        let isText = element.type.type == .text || element.type.type == .localizedText
        return try contains(values, set, frame, isText: isText)
    }

    private func contains(_ values: Vector, _ set: TypedExpression, _ frame: Frame, isText: Bool)
        throws(EngineError) -> Truth
    {
        switch set.kind {
        case .range(let lower, let upper):
            return try relate(.greaterOrEqual, values, lower, frame) && relate(.lessOrEqual, values, upper, frame)
        case .apply(let arguments, let body):
            return try contains(values, body, try applied(arguments, body, frame), isText: isText)
        default: break
        }
        if let items = set.listedItems, !items.allSatisfy(\.isWrittenOut) {
            return try equals(values, oneOf: items, frame, isText: isText)
        }
        if set.isConstant, frame.count > 1 {
            let one = try evaluate(set, frame.top)
            if case .days = one.payload { return try compare(.equal, values, constant: one, isText: false) }
        }
        // The same set for every row is evaluated once.
        let isShared = set.type.cardinality == .many && !set.reads(outside: 0)
        let sets = isShared ? try evaluate(set, .root()) : try members(of: set, frame)
        return try some(of: sets, possible: sets.possible?.lists) { sets, _ throws(EngineError) in
            try isShared
                ? contains(values, inAll: sets, isText: isText)
                : contains(values, in: sets, isText: isText)
        }
    }

    private func contains(_ values: Vector, in sets: Vector, isText: Bool) throws(EngineError) -> Truth {
        switch sets.payload {
        case .list(let list):
            let repeated = values.gather(list.rows)
            let truth = some(equals(repeated, list.child, isText: isText), list)
            return truth.unknown(where: values.absent.map { $0 & sets.presence })
        case .numbers: return equals(values, sets, isText: isText)
        case .period(let start, let end):
            return within(values, start, end).unknown(where: values.absent).unknown(where: sets.absent)
        case .code where !isText:
            // An absent entity is the empty set, where an absent day is some day.
            return compare(.equal, values, sets, isText: false) && Truth(yes: sets.presence)
        default: return compare(.equal, values, sets, isText: isText)
        }
    }

    /// Whether each value is the member, or one of the numbers of a range.
    func equals(_ values: Vector, _ members: Vector, isText: Bool) -> Truth {
        guard case .numbers(let lower, let upper) = members.payload else {
            return compare(.equal, values, members, isText: isText)
        }
        let atLeast = compareOpen(.greaterOrEqual, values, lower)
        let atMost = compareOpen(.lessOrEqual, values, upper)
        return (atLeast && atMost).unknown(where: values.absent).unknown(where: members.absent)
    }

    /// The `or` of equalities, so that an absent item leaves the answer open
    /// unless another one is equal.
    private func equals(_ values: Vector, oneOf items: [TypedExpression], _ frame: Frame, isText: Bool)
        throws(EngineError) -> Truth
    {
        var result = Truth.all(false, count: frame.count)
        for item in items {
            result = result || equals(values, try evaluate(item, frame), isText: isText)
        }
        return result
    }

    /// An end of a range that is left out is open; one that is absent or
    /// uncertain leaves the answer unknown where the other end does not decide.
    private func relate(
        _ operation: ComparisonOperator, _ values: Vector, _ end: TypedExpression?, _ frame: Frame
    ) throws(EngineError) -> Truth {
        guard let end else { return .all(true, count: frame.count) }
        if end.isConstant, frame.count > 1 {
            let (value, bound) = context.inCommonNumber(values, try evaluate(end, frame.top))
            return try compare(operation, value, constant: bound, isText: false)
        }
        let (value, bound) = context.inCommonNumber(values, try evaluate(end, frame))
        return compare(operation, value, bound, isText: false)
    }

    /// Codes are looked up in a hash table; other values are compared one by one.
    private func contains(_ values: Vector, inAll set: Vector, isText: Bool) throws(EngineError) -> Truth {
        guard case .list(let list) = set.payload else { return compare(.equal, values, set, isText: isText) }
        if case .code(let codes) = values.payload, case .code(let members) = list.child.payload {
            let members = Set(members)
            let yes = Bitmap(count: codes.count) { (row: Int) -> Bool in members.contains(codes[row]) }
            return Truth(yes: yes).unknown(where: members.isEmpty ? nil : values.absent)
        }
        var result = Truth.all(false, count: values.count)
        for index in 0..<list.child.count {
            let member = try broadcast(list.child.gather([Int32(index)]), count: values.count)
            result = result || equals(values, member, isText: isText)
        }
        return result
    }

    /// An absent bound is open: the comparison holds.
    private func compareOpen(_ operation: ComparisonOperator, _ values: Vector, _ bound: Vector) -> Truth {
        var present = bound
        present.valid = nil
        let (number, end) = context.inCommonNumber(values, present)
        let truth = compare(operation, number, end, isText: false)
        guard let absent = bound.absent else { return truth }
        return Truth(yes: truth.yes | absent, unknown: truth.unknown & ~absent)
    }

    /// Whether an uncertain day lies in a period with uncertain ends.
    private func within(_ values: Vector, _ start: DateColumn, _ end: DateColumn) -> Truth {
        guard let days = values.payload.dayBounds else {
            guard case .period(let otherStart, let otherEnd) = values.payload else {
                return .all(false, count: values.count)
            }
            let first = Vector(count: values.count, payload: .date(otherStart.notAfter(otherEnd)))
            let last = Vector(count: values.count, payload: .date(otherEnd.notBefore(otherStart)))
            return within(first, start, end) && within(last, start, end)
        }
        func relate(_ operation: ComparisonOperator, _ other: DateColumn) -> Truth {
            Comparison.intervals(
                operation, count: values.count, { (days.first[$0], days.last[$0]) },
                { (other.first[$0], other.last[$0]) })
        }
        return relate(.greaterOrEqual, start) && relate(.lessOrEqual, end)
    }
}
