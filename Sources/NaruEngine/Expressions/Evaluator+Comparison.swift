import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    func compare(
        _ operation: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Truth {
        if let truth = try countsNothing(operation, left, right, frame) { return truth }
        guard let relation = operation.relation else {
            let truth = try TextSearch(self, isWord: false).truth(left, right, frame)
            return operation == .notMatches ? !truth : truth
        }
        let comparison = comparison(of: left)
        guard frame.count > 1, left.isConstant != right.isConstant else {
            return try comparison.relate(relation, try evaluate(left, frame), try evaluate(right, frame))
        }
        if right.isConstant {
            let constant = try evaluate(right, frame.top)
            return try comparison.relate(relation, try evaluate(left, frame), constant: constant)
        }
        let constant = try evaluate(left, frame.top)
        return try comparison.relate(relation.mirrored, try evaluate(right, frame), constant: constant)
    }

    /// For values of the type that an expression has.
    func comparison(of expression: TypedExpression) -> ValueComparison {
        ValueComparison(
            context: context, isText: expression.type.type == .text || expression.type.type == .localizedText)
    }

    /// Compares row by row; an absent operand makes the answer unknown.
    func compare(by operation: ComparisonOperator, _ left: Vector, _ right: Vector, _ comparison: ValueComparison)
        throws(EngineError) -> Truth
    {
        guard let relation = operation.relation else {
            let truth = try TextSearch(self, isWord: false).truth(left, right)
            return operation == .notMatches ? !truth : truth
        }
        return try comparison.relate(relation, left, right)
    }
}

extension Evaluator {
    func contains(_ element: TypedExpression, _ set: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        let values = try evaluate(element, frame)
        return try contains(values, set, frame, comparison(of: element))
    }

    private func contains(_ values: Vector, _ set: TypedExpression, _ frame: Frame, _ comparison: ValueComparison)
        throws(EngineError) -> Truth
    {
        switch set.kind {
        case .range(let lower, let upper):
            return try relate(.greaterOrEqual, values, lower, frame) && relate(.lessOrEqual, values, upper, frame)
        case .apply(let arguments, let body):
            return try contains(values, body, try applied(arguments, body, frame), comparison)
        default: break
        }
        if let items = set.listedItems, !items.allSatisfy(\.isWrittenOut) {
            return try equals(values, oneOf: items, frame, comparison)
        }
        if set.isConstant, frame.count > 1 {
            let one = try evaluate(set, frame.top)
            if case .days = one.payload { return try comparison.relate(.equal, values, constant: one) }
        }
        // The same set for every row is evaluated once.
        let isShared = set.type.cardinality == .many && !set.reads(outside: 0)
        let sets = isShared ? try evaluate(set, .root()) : try members(of: set, frame)
        return try some(of: sets, possible: sets.possible?.lists) { sets, _ throws(EngineError) in
            try isShared
                ? contains(values, inAll: sets, comparison)
                : contains(values, in: sets, comparison)
        }
    }

    private func contains(_ values: Vector, in sets: Vector, _ comparison: ValueComparison) throws(EngineError) -> Truth
    {
        switch sets.payload {
        case .list(let list):
            let repeated = values.gather(list.rows)
            let truth = some(try comparison.equals(repeated, list.child), list)
            return truth.unknown(where: values.absent.map { $0 & sets.presence })
        case .numbers: return try comparison.equals(values, sets)
        case .period(let start, let end):
            return try comparison.within(values, start, end).unknown(where: values.absent).unknown(where: sets.absent)
        case .code where !comparison.isText:
            // An absent entity is the empty set, where an absent day is some day.
            return try comparison.relate(.equal, values, sets) && Truth(yes: sets.presence)
        default: return try comparison.relate(.equal, values, sets)
        }
    }

    /// The `or` of equalities, so that an absent item leaves the answer open
    /// unless another one is equal.
    private func equals(_ values: Vector, oneOf items: [TypedExpression], _ frame: Frame, _ comparison: ValueComparison)
        throws(EngineError) -> Truth
    {
        var result = Truth.all(false, count: frame.count)
        for item in items {
            result = try result || comparison.equals(values, evaluate(item, frame))
        }
        return result
    }

    /// An end of a range that is left out is open; one that is absent or
    /// uncertain leaves the answer unknown where the other end does not decide.
    private func relate(
        _ relation: Relation, _ values: Vector, _ end: TypedExpression?, _ frame: Frame
    ) throws(EngineError) -> Truth {
        guard let end else { return .all(true, count: frame.count) }
        let comparison = ValueComparison(context: context, isText: false)
        if end.isConstant, frame.count > 1 {
            let (value, bound) = try context.inCommonNumber(values, evaluate(end, frame.top))
            return try comparison.relate(relation, value, constant: bound)
        }
        let (value, bound) = try context.inCommonNumber(values, evaluate(end, frame))
        return try comparison.relate(relation, value, bound)
    }

    /// Codes are looked up in a hash table; other values are compared one by one.
    private func contains(_ values: Vector, inAll set: Vector, _ comparison: ValueComparison) throws(EngineError)
        -> Truth
    {
        guard case .list(let list) = set.payload else { return try comparison.relate(.equal, values, set) }
        if case .code(let codes) = values.payload, case .code(let members) = list.child.payload {
            let members = Set(members)
            let yes = Bitmap(count: codes.count) { (row: Int) -> Bool in members.contains(codes[row]) }
            return Truth(yes: yes).unknown(where: members.isEmpty ? nil : values.absent)
        }
        var result = Truth.all(false, count: values.count)
        for index in 0..<list.child.count {
            let member = try broadcast(list.child.gather([Int32(index)]), count: values.count)
            result = try result || comparison.equals(values, member)
        }
        return result
    }

    /// `3..4`, or a range of days.
    func range(_ lower: TypedExpression?, _ upper: TypedExpression?, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        let low = try lower.map { expression throws(EngineError) in try evaluate(expression, frame) }
        let high = try upper.map { expression throws(EngineError) in try evaluate(expression, frame) }
        guard type.type == .days else {
            let (low, high) = (try low.map(exactEnds), try high.map(exactEnds))
            guard let like = low ?? high else { return Vector.absent(count: frame.count, of: type, languages: 0) }
            let open = Vector.absent(count: frame.count, like: like)
            return Vector(
                count: frame.count, valid: bothPresent(low, high),
                payload: .numbers(lower: low ?? open, upper: high ?? open))
        }
        let first = low?.payload.dayBounds?.first ?? [Int32](repeating: PartialDate.distantPast, count: frame.count)
        let last = high?.payload.dayBounds?.last ?? [Int32](repeating: PartialDate.distantFuture, count: frame.count)
        return Vector(count: frame.count, valid: bothPresent(low, high), payload: .days(first: first, last: last))
    }

    /// Ranges have ends of one kind, so that they can stand beside each other.
    private func exactEnds(_ ends: Vector) throws(EngineError) -> Vector {
        guard case .float(let numbers) = ends.payload else { return try context.widened(ends, to: .decimal) }
        return Vector.rowwise([ends], zero: .zero, payload: Payload.decimal) { ExactDecimal(numbers[$0]) }
    }

    /// An end that is left out is open; one that is absent leaves no range.
    private func bothPresent(_ low: Vector?, _ high: Vector?) -> Bitmap? {
        guard let first = low?.valid, let second = high?.valid else { return low?.valid ?? high?.valid }
        return first & second
    }
}
