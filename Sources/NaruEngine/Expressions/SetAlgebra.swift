import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// `union`, `intersect` and `except` of sets or lists, row by row, without
    /// duplicates. Entities come in the order of ids, other values as the left.
    func set(_ operation: SetOperator, _ operands: [TypedExpression], _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        guard let first = operands.first else { throw .internal("a set operation without operands") }
        var result = try evaluate(first, frame).asList()
        let algebra = SetAlgebra(evaluator: self, type: type.type)
        for operand in operands.dropFirst() {
            result = algebra.combine(operation, result, try evaluate(operand, frame).asList())
        }
        return result
    }
}

/// What set operators make of lists of values of one type.
struct SetAlgebra {
    let evaluator: Evaluator
    let type: Type

    /// What is only possibly in an operand is only possibly in the result, and
    /// what is only possibly on the right of `except` is not certainly left over.
    func combine(_ operation: SetOperator, _ left: Vector, _ right: Vector) -> Vector {
        guard left.possible != nil || right.possible != nil else { return combineCertain(operation, left, right) }
        func whole(_ lists: Vector) -> Vector {
            lists.possible.map { combineCertain(.union, lists, $0.lists) } ?? lists
        }
        let (certain, possible) =
            operation == .except
            ? (combineCertain(.except, left, whole(right)), combineCertain(.except, whole(left), right))
            : (combineCertain(operation, left, right), combineCertain(operation, whole(left), whole(right)))
        guard case .list(let open) = combineCertain(.except, possible, certain).payload else { return certain }
        return certain.with(possible: PossibleMembers(open))
    }

    /// The same of what they have certainly.
    func combineCertain(_ operation: SetOperator, _ left: Vector, _ right: Vector) -> Vector {
        guard case .list(let a) = left.payload, case .list(let b) = right.payload else { return left }
        if type.isEntity, let sets = EntitySets(store: evaluator.store).combine(operation, a, b) {
            return Vector(count: left.count, payload: .list(sets))
        }
        var builder = VectorBuilder(like: a.child)
        builder.append(a.child)
        builder.append(b.child)
        let elements = builder.finish()
        let rows = a.rows + b.rows
        let numbering = KeyNumbering([Vector(count: rows.count, payload: .code(rows)), elements], rows: rows.count)
        let kept = keep(operation, numbering, leftCount: a.child.count)
        return evaluator.regroup(elements.gather(kept), owners: rows.gather(kept), count: left.count)
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
}

/// Sets of entities, one a row, in the order of ids. Within one concrete type
/// that is the order of the numbers; only sets over several go by the places
/// of all ids.
struct EntitySets {
    let store: Store

    /// The elements of lists of entities as sets.
    func sets(of list: ListColumn) -> ListColumn {
        guard case .code(let numbers) = list.child.payload else { return list }
        return column(byPlace(NumberRuns(offsets: list.offsets, numbers: numbers)) { runs in runs[0].sets() })
    }

    /// What a set operator makes of lists of entities; nil where they are none.
    func combine(_ operation: SetOperator, _ left: ListColumn, _ right: ListColumn) -> ListColumn? {
        guard case .code(let first) = left.child.payload, case .code(let second) = right.child.payload else {
            return nil
        }
        let lists = [
            NumberRuns(offsets: left.offsets, numbers: first), NumberRuns(offsets: right.offsets, numbers: second),
        ]
        return column(
            byPlace(lists[0], lists[1]) { runs in NumberRuns.combine(operation, runs[0].sets(), runs[1].sets()) })
    }

    /// Works on numbers that are in the order of ids, whatever the entities' are.
    private func byPlace(_ lists: NumberRuns..., make: ([NumberRuns]) -> NumberRuns) -> NumberRuns {
        guard !areInIDOrder(lists) else { return make(lists) }
        var result = make(
            lists.map { runs in
                NumberRuns(offsets: runs.offsets, numbers: runs.numbers.map { store.place(of: $0) })
            })
        for index in result.numbers.indices {
            result.numbers[index] = store.entity(atPlace: result.numbers[index])
        }
        return result
    }

    private func areInIDOrder(_ lists: [NumberRuns]) -> Bool {
        let bounds = lists.compactMap(\.numbers.bounds)
        guard let least = bounds.map(\.lowerBound).min(), let greatest = bounds.map(\.upperBound).max() else {
            return true
        }
        return store.isInIDOrder(least...greatest)
    }

    private func column(_ runs: NumberRuns) -> ListColumn {
        ListColumn(offsets: runs.offsets, child: Vector(count: runs.numbers.count, payload: .code(runs.numbers)))
    }
}
