import NaruPlan
import NaruSemantics
import NaruSyntax

/// A question of whether a set has a member that meets some conditions. It needs
/// no set: nothing is sorted, a member may come several times, and where there are
/// more members than entities that they could be, each entity is asked once.
struct MemberQuestion {
    struct Condition {
        var expression: TypedExpression
        var isNegated: Bool
    }

    private let evaluator: Evaluator
    private let base: TypedExpression
    private let conditions: [Condition]
    private var context: RunContext { evaluator.context }

    /// The conditions of filters are conditions like the one that is asked for.
    init(of base: TypedExpression, meeting condition: Condition? = nil, _ evaluator: Evaluator) {
        self.evaluator = evaluator
        var base = base
        var conditions = condition.map { [$0] } ?? []
        while case .filter(let inner, let predicate) = base.kind {
            conditions.insert(Condition(expression: predicate, isNegated: false), at: 0)
            base = inner
        }
        self.base = base
        self.conditions = conditions
    }

    /// Whether what is asked of a member has nothing to do with the row that asks.
    private var dependsOnMembersAlone: Bool { !conditions.contains { $0.expression.reads(outside: 1) } }

    /// Whether such members are there, for each row.
    func answer(_ frame: Frame) throws(EngineError) -> Truth {
        let values: Vector
        switch try someTarget(of: base, frame) {
        case .answer(let truth): return truth
        case .members(let members): values = members
        case nil: values = try evaluator.members(of: base, frame)
        }
        return try evaluator.some(of: values, possible: values.possible?.lists) { values, _ throws(EngineError) in
            guard case .list(let list) = values.asList().payload else { return .all(false, count: frame.count) }
            guard !conditions.isEmpty else {
                return Truth(yes: Vector(count: frame.count, payload: .list(list)).presence)
            }
            if let asked = try someEntity(of: list, base.type.type) { return asked }
            let inner = evaluator.elementFrame(list, in: frame)
            try context.willGrow(to: inner.count)
            if list.child.count > Batch.size, list.child.count > 8 * frame.count {
                return try someFew(of: list, inner)
            }
            return evaluator.some(try truth(inner), list)
        }
    }

    /// Long lists are asked a few members at a time, and no further once there is a yes.
    private func someFew(of list: ListColumn, _ members: Frame) throws(EngineError) -> Truth {
        let count = list.offsets.count - 1
        let hits = Hits(outer: count)
        var open = Bitmap(repeating: false, count: count)
        var search = HitSearch((0..<count).map { list.offsets[$0]..<list.offsets[$0 + 1] })
        while let pairs = search.next(hits, about: Batch.size * 8) {
            let truth = try truth(members.subset(pairs.right))
            for place in truth.yes.indices { hits.insert(pairs.left[Int(place)]) }
            for place in truth.unknown.indices { open[Int(pairs.left[Int(place)])] = true }
        }
        return Truth(yes: hits.found, unknown: open & ~hits.found)
    }

    /// Whether all conditions hold.
    private func truth(_ frame: Frame) throws(EngineError) -> Truth {
        var result = Truth.all(true, count: frame.count)
        for condition in conditions {
            let truth = try evaluator.truthInParts(condition.expression, frame)
            result = result && (condition.isNegated ? !truth : truth)
        }
        return result
    }

    /// Asks every entity between the first and the last one of the lists, if
    /// these are no more than the elements; nil if they are.
    private func someEntity(of list: ListColumn, _ type: Type) throws(EngineError) -> Truth? {
        guard type.isEntity, case .code(let numbers) = list.child.payload, numbers.count > Batch.size,
            dependsOnMembersAlone, let bounds = numbers.bounds,
            Int(bounds.upperBound) - Int(bounds.lowerBound) < numbers.count
        else { return nil }
        let answers = try truth(ofAll: bounds)
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
    private func someTarget(of base: TypedExpression, _ frame: Frame) throws(EngineError) -> Asked? {
        guard base.isQuiet, !conditions.isEmpty, dependsOnMembersAlone else { return nil }
        switch base.kind {
        case .map(let one, let body) where one.type.cardinality == .one:
            let values = try evaluator.evaluate(one, frame)
            guard values.valid == nil else { return nil }
            return try someTarget(of: body, Frame(slots: [values], count: frame.count, parent: frame))
        case .field(let inner, let link)
        where inner.type.cardinality == .many && evaluator.store.schema[link].isSingleLink:
            try evaluator.checkClaims(of: link)
            let members = try evaluator.members(of: inner, frame)
            if let answer = try answer(of: members, through: link) { return .answer(answer) }
            return .members(try evaluator.eachElement(of: members, isSet: false) { evaluator.read(link, of: $0) })
        default: return nil
        }
    }

    /// nil where there are fewer members than entities that they or the ends of
    /// their links could be.
    private func answer(of members: Vector, through link: FieldID) throws(EngineError) -> Truth? {
        guard members.possible == nil, case .list(let list) = members.payload,
            case .code(let numbers) = list.child.payload, list.child.valid == nil, numbers.count > Batch.size,
            let bounds = numbers.bounds, bounds.count <= numbers.count
        else { return nil }
        try context.willGrow(to: bounds.count)
        let targets = FieldReader(context: context).read(link, of: Range(bounds))
        guard targets.valid == nil, targets.possible == nil, case .code(let ends) = targets.payload,
            let answers = try answers(of: ends)
        else { return nil }
        return some(answers, list.offsets, numbers, from: bounds.lowerBound)
    }

    /// What entities answer, each asked once; nil where fewer are asked about.
    private func answers(of numbers: [Int32]) throws(EngineError) -> Truth? {
        guard let bounds = numbers.bounds, bounds.count <= numbers.count else { return nil }
        let answers = try truth(ofAll: bounds)
        return Truth(
            yes: answers.yes.gather(numbers, from: bounds.lowerBound, threads: context.threads),
            unknown: answers.unknown.isEmpty
                ? nil : answers.unknown.gather(numbers, from: bounds.lowerBound, threads: context.threads))
    }

    private func truth(ofAll bounds: ClosedRange<Int32>) throws(EngineError) -> Truth {
        try context.willGrow(to: bounds.count)
        let all = Vector.entities(Range(bounds))
        return try truth(Frame(slots: [all], count: all.count, parent: .root()))
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
        let question = MemberQuestion(of: operand, self)
        switch operation {
        case .equal: return Truth(yes: ~(try question.answer(frame).yes))
        case .notEqual, .greater: return Truth(yes: try question.answer(frame).yes)
        case .less, .lessOrEqual, .greaterOrEqual, .matches, .notMatches: return nil
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
