import NaruPlan
import NaruSemantics
import NaruSyntax

/// Questions of whether a set has a member of some kind. They need no set:
/// nothing is sorted, a member may come several times, and where there are more
/// members than entities that they could be, each entity is asked once.
extension Evaluator {
    /// What `evaluate` gives, but with the members of sets in any order and any
    /// number of times.
    func members(of expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        switch expression.kind {
        case .field(let base, let field) where expression.isQuiet:
            try checkClaims(of: field)
            return try eachElement(of: try members(of: base, frame), isSet: false) { read(field, of: $0) }
        case .map(let base, let body) where expression.isQuiet && expression.type.cardinality == .many:
            let values = try members(of: base, frame)
            if base.type.cardinality == .one, values.valid == nil {
                return try members(of: body, Frame(slots: [values], count: frame.count, parent: frame))
            }
            return try evaluate(expression, frame)
        case .filter(let base, let predicate) where expression.isQuiet && base.type.cardinality == .many:
            return try filter(try members(of: base, frame), base, predicate, frame, isSet: false).asList()
        default: return try evaluate(expression, frame)
        }
    }

    /// `count(xs) = 0` and the like: whether there is a certain member. nil for
    /// another comparison.
    func countsNothing(
        _ operation: ComparisonOperator, _ left: TypedExpression, _ right: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Truth? {
        // Where elements are counted, all of them have to be met.
        guard tally == nil, case .aggregate(.count, let operand, _, poolsGroup: false) = left.kind, operand.isQuiet,
            case .literal(.int(0)) = right.kind
        else { return nil }
        switch operation {
        case .equal: return Truth(yes: ~(try hasMembers(of: operand, nil, isNegated: false, frame).yes))
        case .notEqual, .greater: return Truth(yes: try hasMembers(of: operand, nil, isNegated: false, frame).yes)
        case .less, .lessOrEqual, .greaterOrEqual, .matches, .notMatches: return nil
        }
    }

    /// Whether members of a set that meet all conditions are there, for each row.
    func hasMembers(
        of base: TypedExpression, meeting conditions: [(expression: TypedExpression, isNegated: Bool)], _ frame: Frame
    ) throws(EngineError) -> Truth {
        let values: Vector
        switch try someTarget(of: base, meeting: conditions, frame) {
        case .answer(let truth): return truth
        case .members(let members): values = members
        case nil: values = try members(of: base, frame)
        }
        return try some(of: values, possible: values.possible?.lists) { values, _ throws(EngineError) in
            guard case .list(let list) = values.asList().payload else { return .all(false, count: frame.count) }
            guard !conditions.isEmpty else {
                return Truth(yes: Vector(count: frame.count, payload: .list(list)).presence)
            }
            if let asked = try someEntity(of: list, base.type.type, meeting: conditions) { return asked }
            let inner = elementFrame(list, in: frame)
            try context.willGrow(to: inner.count)
            if list.child.count > Batch.size, list.child.count > 8 * frame.count {
                return try someFew(of: list, inner, meeting: conditions)
            }
            return some(try truth(of: conditions, inner), list)
        }
    }

    /// Long lists are asked a few members at a time, and no further once there is a yes.
    private func someFew(
        of list: ListColumn, _ members: Frame, meeting conditions: [(expression: TypedExpression, isNegated: Bool)]
    ) throws(EngineError) -> Truth {
        let count = list.offsets.count - 1
        let hits = Hits(outer: count)
        var open = Bitmap(repeating: false, count: count)
        var search = HitSearch((0..<count).map { list.offsets[$0]..<list.offsets[$0 + 1] })
        while let pairs = search.next(hits, about: Batch.size * 8) {
            let truth = try truth(of: conditions, members.subset(pairs.right))
            for place in truth.yes.indices { hits.insert(pairs.left[Int(place)]) }
            for place in truth.unknown.indices { open[Int(pairs.left[Int(place)])] = true }
        }
        return Truth(yes: hits.found, unknown: open & ~hits.found)
    }

    private func truth(of conditions: [(expression: TypedExpression, isNegated: Bool)], _ frame: Frame)
        throws(EngineError) -> Truth
    {
        var result = Truth.all(true, count: frame.count)
        for condition in conditions {
            let truth = try truthInParts(condition.expression, frame)
            result = result && (condition.isNegated ? !truth : truth)
        }
        return result
    }

    /// Asks every entity between the first and the last one of the lists, if
    /// these are no more than the elements; nil if they are.
    private func someEntity(
        of list: ListColumn, _ type: Type, meeting conditions: [(expression: TypedExpression, isNegated: Bool)]
    ) throws(EngineError) -> Truth? {
        guard type.isEntity, case .code(let numbers) = list.child.payload, numbers.count > Batch.size,
            !conditions.contains(where: { $0.expression.reads(outside: 1) }),
            let bounds = numbers.bounds, Int(bounds.upperBound) - Int(bounds.lowerBound) < numbers.count
        else { return nil }
        let answers = try truth(of: conditions, ofAll: bounds)
        return some(answers, list.offsets, numbers, from: bounds.lowerBound)
    }

    private enum Asked {
        case answer(Truth)
        /// The members themselves, where it is no less work to ask for an answer.
        case members(Vector)
    }

    /// Where a link leads from many members, the entities at its end are asked,
    /// and what a member gets is the answer of the one it leads to: nothing is put
    /// in the order of the members. nil of other sets.
    private func someTarget(
        of base: TypedExpression, meeting conditions: [(expression: TypedExpression, isNegated: Bool)], _ frame: Frame
    ) throws(EngineError) -> Asked? {
        guard base.isQuiet, !conditions.isEmpty, !conditions.contains(where: { $0.expression.reads(outside: 1) })
        else { return nil }
        switch base.kind {
        case .map(let one, let body) where one.type.cardinality == .one:
            let values = try evaluate(one, frame)
            guard values.valid == nil else { return nil }
            let inner = Frame(slots: [values], count: frame.count, parent: frame)
            return try someTarget(of: body, meeting: conditions, inner)
        case .field(let inner, let link) where inner.type.cardinality == .many && store.schema[link].isSingleLink:
            try checkClaims(of: link)
            let members = try members(of: inner, frame)
            if let answer = try answer(of: members, through: link, meeting: conditions) { return .answer(answer) }
            return .members(try eachElement(of: members, isSet: false) { read(link, of: $0) })
        default: return nil
        }
    }

    /// nil where there are fewer members than entities that they or the ends of
    /// their links could be.
    private func answer(
        of members: Vector, through link: FieldID,
        meeting conditions: [(expression: TypedExpression, isNegated: Bool)]
    ) throws(EngineError) -> Truth? {
        guard members.possible == nil, case .list(let list) = members.payload,
            case .code(let numbers) = list.child.payload, list.child.valid == nil, numbers.count > Batch.size,
            let bounds = numbers.bounds, bounds.count <= numbers.count
        else { return nil }
        try context.willGrow(to: bounds.count)
        let targets = FieldReader(context: context).read(link, of: Range(bounds))
        guard targets.valid == nil, targets.possible == nil, case .code(let ends) = targets.payload,
            let answers = try answers(of: ends, meeting: conditions)
        else { return nil }
        return some(answers, list.offsets, numbers, from: bounds.lowerBound)
    }

    /// What entities answer, each asked once; nil where fewer are asked about.
    private func answers(of numbers: [Int32], meeting conditions: [(expression: TypedExpression, isNegated: Bool)])
        throws(EngineError) -> Truth?
    {
        guard let bounds = numbers.bounds, bounds.count <= numbers.count else { return nil }
        let answers = try truth(of: conditions, ofAll: bounds)
        return Truth(
            yes: answers.yes.gather(numbers, from: bounds.lowerBound, threads: context.threads),
            unknown: answers.unknown.isEmpty
                ? nil : answers.unknown.gather(numbers, from: bounds.lowerBound, threads: context.threads))
    }

    private func truth(
        of conditions: [(expression: TypedExpression, isNegated: Bool)], ofAll bounds: ClosedRange<Int32>
    ) throws(EngineError) -> Truth {
        try context.willGrow(to: bounds.count)
        let all = Vector.entities(Range(bounds))
        return try truth(of: conditions, Frame(slots: [all], count: all.count, parent: .root()))
    }

    /// Yes for a list with a yes, else unknown for one with an unknown; the
    /// answer for a number is found by its distance from `first`.
    private func some(_ answers: Truth, _ offsets: [Int32], _ numbers: [Int32], from first: Int32) -> Truth {
        let rows = offsets.count - 1
        let parts = Parallel.ranges((rows + 63) / 64, pieces: 4 * context.threads, least: 64).map {
            $0.lowerBound * 64..<Swift.min($0.upperBound * 64, rows)
        }
        func places(of bits: Bitmap) -> Bitmap {
            Bitmap.concatenate(
                Parallel.map(parts.count, threads: context.threads) { part in
                    Self.some(bits, offsets, parts[part], numbers, from: first)
                })
        }
        let yes = places(of: answers.yes)
        return answers.unknown.isEmpty ? Truth(yes: yes) : Truth(yes: yes, unknown: places(of: answers.unknown) & ~yes)
    }

    private static func some(
        _ bits: Bitmap, _ offsets: [Int32], _ rows: Range<Int>, _ numbers: [Int32], from first: Int32
    ) -> Bitmap {
        bits.words.withUnsafeBufferPointer { words in
            numbers.withUnsafeBufferPointer { numbers in
                offsets.withUnsafeBufferPointer { offsets in
                    Bitmap(count: rows.count) { (row: Int) -> Bool in
                        let row = row + rows.lowerBound
                        for place in Int(offsets[row])..<Int(offsets[row + 1]) {
                            let bit = Int(numbers[place] &- first)
                            if words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 { return true }
                        }
                        return false
                    }
                }
            }
        }
    }
}

extension Bitmap {
    /// The bits at these distances from `first`. Unchecked reads: callers pass
    /// numbers of this bitmap.
    fileprivate func gather(_ numbers: [Int32], from first: Int32, threads: Int) -> Bitmap {
        let parts = Parallel.ranges((numbers.count + 63) / 64, pieces: 4 * threads, least: 64).map {
            $0.lowerBound * 64..<Swift.min($0.upperBound * 64, numbers.count)
        }
        return Bitmap.concatenate(
            Parallel.map(parts.count, threads: threads) { part in
                words.withUnsafeBufferPointer { words in
                    numbers.withUnsafeBufferPointer { numbers in
                        Bitmap(count: parts[part].count) { (row: Int) -> Bool in
                            let bit = Int(numbers[parts[part].lowerBound + row] &- first)
                            return words[bit >> 6] >> UInt64(bit & 63) & 1 == 1
                        }
                    }
                }
            })
    }
}

extension Field {
    /// Whether it leads from each entity to one, as it is stored.
    fileprivate var isSingleLink: Bool {
        guard case .link = content else { return false }
        return !isMany && !isInverse
    }
}
