import NaruPlan
import NaruSemantics
import NaruSyntax

/// An aggregate with what it needs to know besides its values.
struct AggregateCall {
    var aggregate: Aggregate
    var valueType: Type
    var resultType: ValueType
    /// One value a result: the separators of `concat`, the shares of `percentile`.
    var arguments: [Vector]
    var span: Span
}

extension Evaluator {
    func aggregate(
        _ aggregate: Aggregate, _ operand: TypedExpression, _ arguments: [TypedExpression],
        _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Vector {
        if aggregate == .count, let plan = operand.plan, operand.type.cardinality == .many, frame.tracer == nil {
            return try countOfRows(plan, frame)
        }
        let values = try evaluate(operand, frame)
        guard case .list(let list) = values.asList().payload else { return values }
        if aggregate == .count {
            let counts = zip(list.offsets, list.offsets.dropFirst()).map { Int64($1 - $0) }
            return Vector(count: frame.count, payload: .int(counts))
        }
        let call = AggregateCall(
            aggregate: aggregate, valueType: operand.type.type, resultType: expression.type,
            arguments: try evaluateAll(arguments, frame), span: expression.span)
        let result = try self.aggregate(call, list.child, rows: list.rows, count: frame.count)
        return try addingPossible(values.possible, of: aggregate, over: list, to: result)
    }

    /// Aggregates that give elements of their set give its possible ones
    /// possibly; the others are about the certain ones.
    private func addingPossible(
        _ possible: PossibleMembers?, of aggregate: Aggregate, over list: ListColumn, to result: Vector
    ) throws(EngineError) -> Vector {
        guard let possible = possible?.list else { return result }
        switch aggregate {
        case .list, .distinct, .first, .last, .only:
            return adding([Members(possible.child, owners: possible.rows)], to: result, isSet: false)
        case .pairs:
            var all = VectorBuilder(like: list.child)
            all.append(list.child)
            all.append(possible.child)
            let pairs = try pairs(all.finish(), list.rows + possible.rows, result.count)
            return result.with(possible: Self.beyond(result, in: pairs))
        case .count, .sum, .min, .max, .avg, .median, .percentile, .stddev, .concat: return result
        }
    }

    /// The elements of wider lists that the lists do not have.
    private static func beyond(_ lists: Vector, in wider: Vector) -> PossibleMembers? {
        guard case .list(let own) = lists.payload, case .list(let all) = wider.payload else { return nil }
        var builder = VectorBuilder(like: own.child)
        builder.append(own.child)
        builder.append(all.child)
        let owners = Vector(count: own.child.count + all.child.count, payload: .code(own.rows + all.rows))
        let numbering = KeyNumbering([owners, builder.finish()], rows: owners.count)
        let known = Set(numbering.ids.prefix(own.child.count))
        let rest = numbering.ids.dropFirst(own.child.count).enumerated().filter { !known.contains($1) }
        let kept = Members(all, at: rest.map { Int32($0.offset) })
        return PossibleMembers(
            ListColumn(offsets: Vector.offsets(of: kept.owners, count: lists.count), child: kept.elements))
    }
}

/// Which of several results each value goes into.
struct Pools {
    var owners: [Int32]
    var count: Int
    /// Of running results: for each the one that it goes on from, or -1. The
    /// values then stand in the order of their results.
    var previous: [Int32]?

    init(owners: [Int32], count: Int) {
        self.owners = owners
        self.count = count
    }

    /// A result for each row: over the values of the rows of its partition up
    /// to itself. `rows` ascend.
    init(running rows: [Int32], partition: [Int32], partitions: Int) {
        var last = [Int32](repeating: -1, count: partitions)
        owners = rows
        count = partition.count
        previous = partition.enumerated().map { row, part in
            defer { last[Int(part)] = Int32(row) }
            return last[Int(part)]
        }
    }

    /// Adds every value, by its place, to the state of its result.
    @inline(__always)
    func fold<State>(into states: inout [State], _ add: (inout State, Int) -> Void) {
        precondition(states.count >= count)
        // Unsafe, since every aggregated value goes through here: owners are
        // below the count.
        states.withUnsafeMutableBufferPointer { states in
            guard let previous else {
                for (place, owner) in owners.enumerated() { add(&states[Int(owner)], place) }
                return
            }
            var place = 0
            for result in 0..<count {
                if previous[result] >= 0 { states[result] = states[Int(previous[result])] }
                while place < owners.count, owners[place] == result {
                    add(&states[result], place)
                    place += 1
                }
            }
        }
    }

    /// What became of each result when every value, by its place, was added.
    func states<State>(_ initial: State, _ add: (inout State, Int) -> Void) -> [State] {
        var states = [State](repeating: initial, count: count)
        fold(into: &states, add)
        return states
    }
}
