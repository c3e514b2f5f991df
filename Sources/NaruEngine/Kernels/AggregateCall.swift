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
        let values = try evaluate(operand, frame)
        guard case .list(let list) = values.asList().payload else { return values }
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
        var numbering = KeyNumbering(rows: own.child.count + all.child.count)
        numbering.refine(by: Vector(count: own.child.count + all.child.count, payload: .code(own.rows + all.rows)))
        numbering.refine(by: builder.finish())
        let known = Set(numbering.ids.prefix(own.child.count))
        let rest = numbering.ids.dropFirst(own.child.count).enumerated().filter { !known.contains($1) }
        let kept = Members(all, at: rest.map { Int32($0.offset) })
        return PossibleMembers(
            ListColumn(offsets: Vector.offsets(of: kept.owners, count: lists.count), child: kept.elements))
    }

    /// One result for each of `count` rows from present values that belong to
    /// `rows`, in any order of rows.
    func aggregate(_ call: AggregateCall, _ values: Vector, rows: [Int32], count: Int) throws(EngineError) -> Vector {
        try aggregate(call, values, Pools(owners: rows, count: count))
    }

    /// Only what is folded, a value after the other, may be running.
    func aggregate(_ call: AggregateCall, _ values: Vector, _ pools: Pools) throws(EngineError) -> Vector {
        let (rows, count) = (pools.owners, pools.count)
        switch call.aggregate {
        case .count: return Vector(count: count, payload: .int(counts(pools)))
        case .sum: return sum(call, values, pools)
        case .avg: return average(call, values, pools)
        case .min, .max: return extreme(call, values, pools)
        case .median, .percentile: return try percentile(call, values, rows, count)
        case .stddev: return standardDeviation(call, values, rows, count)
        case .first: return values.gatherOptional(places(pools, last: false))
        case .last: return values.gatherOptional(places(pools, last: true))
        case .only: return try only(call, values, rows, count)
        case .list: return regroup(values, owners: rows, count: count)
        case .distinct: return distinct(values, rows, count)
        case .concat: return try concatenate(call, values, rows, count)
        case .pairs: return try pairs(values, rows, count)
        }
    }

    func counts(_ pools: Pools) -> [Int64] { pools.states(0) { count, _ in count += 1 } }

    /// For each result the place of its first or last value, or -1.
    private func places(_ pools: Pools, last: Bool) -> [Int32] {
        pools.states(Int32(-1)) { found, place in if last || found < 0 { found = Int32(place) } }
    }

    private func only(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int)
        throws(EngineError) -> Vector
    {
        var seen = [Int](repeating: 0, count: count)
        for row in rows { seen[Int(row)] += 1 }
        if seen.contains(where: { $0 > 1 }) { throw .severalValues(call.span) }
        return values.gatherOptional(places(Pools(owners: rows, count: count), last: false))
    }

    func distinct(_ values: Vector, _ rows: [Int32], _ count: Int) -> Vector {
        var numbering = KeyNumbering(rows: values.count)
        numbering.refine(by: Vector(count: values.count, payload: .code(rows)))
        numbering.refine(by: values)
        var next: Int32 = 0
        var first: [Int32] = []
        for (place, id) in numbering.ids.enumerated() where id == next {
            first.append(Int32(place))
            next += 1
        }
        return regroup(values.gather(first), owners: rows.gather(first), count: count)
    }

    private func concatenate(
        _ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int
    ) throws(EngineError) -> Vector {
        guard case .code(let codes) = values.inLanguage(context.language).payload else { return values }
        var bytes = 0
        let separators = call.arguments.first
        var results = [String?](repeating: nil, count: count)
        for (place, row) in rows.enumerated() {
            let text = texts[codes[place]]
            let separator = separators.map { textAt($0, Int(row)) } ?? ", "
            bytes += text.utf8.count + separator.utf8.count
            try context.meter.admit(bytes)
            if results[Int(row)] == nil { results[Int(row)] = text } else { results[Int(row)]? += separator + text }
        }
        let valid = Bitmap(count: count) { (row: Int) -> Bool in
            results[row] != nil && separators?.isPresent(row) != false
        }
        return Vector(count: count, valid: valid, payload: .code(results.map { texts.code(of: $0 ?? "") }))
    }

    /// Every unordered pair of a row's values as a record of two.
    private func pairs(_ values: Vector, _ rows: [Int32], _ count: Int) throws(EngineError) -> Vector {
        guard case .list(let list) = regroup(values, owners: rows, count: count).payload else { return values }
        var first: [Int32] = []
        var second: [Int32] = []
        var owners: [Int32] = []
        try willPair(list)
        for row in 0..<count {
            let range = list.offsets[row]..<list.offsets[row + 1]
            for left in range {
                if Int(left) % Batch.size == 0 { try context.checkpoint() }
                for right in range where right > left {
                    first.append(left)
                    second.append(right)
                    owners.append(Int32(row))
                }
            }
        }
        let record = Payload.record([list.child.gather(first), list.child.gather(second)])
        return .list(elements: Vector(count: owners.count, payload: record), rows: owners, count: count)
    }

    private func willPair(_ list: ListColumn) throws(EngineError) {
        let pairs = zip(list.offsets, list.offsets.dropFirst()).reduce(0) { total, ends in
            let count = Int(ends.1 - ends.0)
            return total + count * (count - 1) / 2
        }
        try context.willGrow(to: pairs, bytes: 12 + 2 * list.child.byteCount / max(list.child.count, 1))
    }
}
