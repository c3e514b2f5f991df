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
            let (low, high) = (low.map(exactEnds), high.map(exactEnds))
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
    private func exactEnds(_ ends: Vector) -> Vector {
        switch ends.payload {
        case .int: widen(ends, to: .decimal)
        case .float(let numbers): rowwise([ends], zero: .zero, payload: Payload.decimal) { ExactDecimal(numbers[$0]) }
        default: ends
        }
    }

    /// An end that is left out is open; one that is absent leaves no range.
    private func bothPresent(_ low: Vector?, _ high: Vector?) -> Bitmap? {
        guard let first = low?.valid, let second = high?.valid else { return low?.valid ?? high?.valid }
        return first & second
    }

    /// Numbers of two types as the wider one.
    func inCommonNumber(_ left: Vector, _ right: Vector) -> (Vector, Vector) {
        switch (left.payload, right.payload) {
        case (.float, .int), (.float, .decimal): (left, widen(right, to: .float))
        case (.int, .float), (.decimal, .float): (widen(left, to: .float), right)
        case (.decimal, .int): (left, widen(right, to: .decimal))
        case (.int, .decimal): (widen(left, to: .decimal), right)
        default: (left, right)
        }
    }

    func widen(_ operand: TypedExpression, to type: Type, _ frame: Frame) throws(EngineError) -> Vector {
        let values = try evaluate(operand, frame)
        let widened = values.possible.flatMap { possible in
            PossibleMembers(ListColumn(offsets: possible.list.offsets, child: widen(possible.list.child, to: type)))
        }
        guard case .list(let list) = values.payload else { return widen(values, to: type).with(possible: widened) }
        let child = widen(list.child, to: type)
        return Vector(count: values.count, payload: .list(ListColumn(offsets: list.offsets, child: child)))
            .with(possible: widened)
    }

    private func widen(_ values: Vector, to type: Type) -> Vector {
        switch (values.payload, type) {
        case (.int(let numbers), .decimal): return replacing(values, .decimal(numbers.map { ExactDecimal($0) }))
        case (.int(let numbers), .float): return replacing(values, .float(numbers.map(Double.init)))
        case (.decimal(let numbers), .float): return replacing(values, .float(numbers.map(\.double)))
        case (.date(let dates), .days): return replacing(values, .days(first: dates.first, last: dates.last))
        case (.date(let dates), .period): return replacing(values, .period(start: dates, end: dates))
        case (.days(let first, let last), .date):
            let form = zip(first, last).map { PartialDate(days: $0, to: $1).precision.rawValue }
            return replacing(values, .date(DateColumn(first: first, last: last, form: form)))
        case (.localized, .text): return values.inLanguage(context.language)
        case (.code, .localizedText):
            return replacing(values, .localized([Vector](repeating: values, count: max(context.languages, 1))))
        default: return values
        }
    }
}
