import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// `union`, `intersect` and `except` of sets or lists, row by row, without
    /// duplicates. Entities come in the order of ids, other values as the left.
    func set(_ operation: SetOperator, _ operands: [TypedExpression], _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        guard let first = operands.first else { return try entities(of: .entity) }
        var result = try evaluate(first, frame).asList()
        for operand in operands.dropFirst() {
            result = combinePossible(operation, result, try evaluate(operand, frame).asList(), type)
        }
        return result
    }

    /// What is only possibly in an operand is only possibly in the result, and
    /// what is only possibly on the right of `except` is not certainly left over.
    private func combinePossible(_ operation: SetOperator, _ left: Vector, _ right: Vector, _ type: ValueType) -> Vector
    {
        guard left.possible != nil || right.possible != nil else { return combine(operation, left, right, type) }
        func whole(_ lists: Vector) -> Vector {
            lists.possible.map { combine(.union, lists, $0.lists, type) } ?? lists
        }
        let (certain, possible) =
            operation == .except
            ? (combine(.except, left, whole(right), type), combine(.except, whole(left), right, type))
            : (combine(operation, left, right, type), combine(operation, whole(left), whole(right), type))
        guard case .list(let open) = combine(.except, possible, certain, type).payload else { return certain }
        return certain.with(possible: PossibleMembers(open))
    }

    func combine(_ operation: SetOperator, _ left: Vector, _ right: Vector, _ type: ValueType) -> Vector {
        guard case .list(let a) = left.payload, case .list(let b) = right.payload else { return left }
        if case .entity = type.type, let sets = EntitySets(store: store).combine(operation, a, b) {
            return Vector(count: left.count, payload: .list(sets))
        }
        var builder = VectorBuilder(like: a.child)
        builder.append(a.child)
        builder.append(b.child)
        let elements = builder.finish()
        let rows = a.rows + b.rows
        let numbering = KeyNumbering([Vector(count: rows.count, payload: .code(rows)), elements], rows: rows.count)
        let kept = keep(operation, numbering, leftCount: a.child.count)
        return regroup(elements.gather(kept), owners: rows.gather(kept), count: left.count)
    }

    private func keep(_ operation: SetOperator, _ numbering: KeyNumbering, leftCount: Int) -> [Int32] {
        var onRight = Bitmap(repeating: false, count: numbering.count)
        for id in numbering.ids.dropFirst(leftCount) { onRight[Int(id)] = true }
        var seen = Bitmap(repeating: false, count: numbering.count)
        var kept: [Int32] = []
        for row in 0..<(operation == .union ? numbering.ids.count : leftCount) {
            let id = Int(numbering.ids[row])
            guard !seen[id], operation == .union || onRight[id] == (operation == .intersect) else { continue }
            seen[id] = true
            kept.append(Int32(row))
        }
        return kept
    }

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
