import NaruPlan
import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// A frame with one row for each element of a list, seen as slot 0.
    func elementFrame(_ list: ListColumn, in frame: Frame) -> Frame {
        Frame(slots: [list.child], count: list.child.count, parent: frame, parentRows: list.rows)
    }

    /// The same for a body that may ask what the elements of `base` rest on.
    func elementFrame(_ list: ListColumn, of base: TypedExpression, for body: TypedExpression, in frame: Frame)
        throws(EngineError) -> Frame
    {
        try context.willGrow(to: list.child.count)
        guard let tracer = frame.tracer, body.asksEvidence else { return elementFrame(list, in: frame) }
        let values = try tracer.value(base, frame)
        let elements = tracer.graph.elements(of: values, try tracer.trace(base, frame)).trace
        return tracer.elementFrame(list, elements, in: frame)
    }

    /// What slots of a new frame rest on, for a body that may ask.
    private func traces(of slots: [TypedExpression], for body: TypedExpression, _ frame: Frame)
        throws(EngineError) -> [Trace]?
    {
        guard let tracer = frame.tracer, body.asksEvidence else { return nil }
        return try tracer.traces(of: slots, frame)
    }

    func apply(_ arguments: [TypedExpression], _ body: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        try evaluate(body, try applied(arguments, body, frame))
    }

    /// The frame that a function's body sees.
    func applied(_ arguments: [TypedExpression], _ body: TypedExpression, _ frame: Frame) throws(EngineError) -> Frame {
        let slots = try evaluateAll(arguments, frame)
        let traces = try traces(of: arguments, for: body, frame)
        return Frame(slots: slots, count: frame.count, parent: frame, traces: traces)
    }

    func filter(_ base: TypedExpression, _ predicate: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        try filter(try evaluate(base, frame), base, predicate, frame, isSet: base.type.type.isEntity)
    }

    func filter(
        _ values: Vector, _ base: TypedExpression, _ predicate: TypedExpression, _ frame: Frame, isSet: Bool
    ) throws(EngineError) -> Vector {
        guard case .list(let list) = values.asList().payload else { return values }
        let inner = try elementFrame(list, of: base, for: predicate, in: frame)
        let truth = try uncounted.truthInParts(predicate, inner)
        tally?.add(predicate, truth)
        let kept = list.keeping(truth.yes.indices)
        let filtered =
            base.type.cardinality == .many
            ? Vector(count: frame.count, payload: .list(kept))
            : single(kept.child, rows: kept.rows, count: frame.count)
        var open = truth.unknown.isEmpty ? [] : [Members(list, at: truth.unknown.indices)]
        if let possible = values.possible?.list {
            let truth = try silent.truth(predicate, elementFrame(possible, in: frame))
            open.append(Members(possible, at: (truth.yes | truth.unknown).indices))
        }
        return adding(open, to: filtered, isSet: isSet)
    }

    /// At most one value a row, placed at its row.
    func single(_ values: Vector, rows: [Int32], count: Int) -> Vector {
        var places = [Int32](repeating: -1, count: count)
        for (index, row) in rows.enumerated() where values.isPresent(index) { places[Int(row)] = Int32(index) }
        return values.gatherOptional(places)
    }

    /// The expression's type decides whether a filter kept a list: a filter on
    /// a key is optional.
    func conform(_ vector: Vector, to type: ValueType) -> Vector {
        if type.cardinality == .many { return vector.asList() }
        guard case .list(let list) = vector.payload else { return vector }
        var places = [Int32](repeating: -1, count: vector.count)
        for row in 0..<vector.count where list.offsets[row] < list.offsets[row + 1] {
            places[row] = list.offsets[row]
        }
        return list.child.gatherOptional(places).with(possible: vector.possible)
    }

    func map(_ base: TypedExpression, _ body: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        let values = try evaluate(base, frame)
        if base.type.cardinality == .one, values.valid == nil {
            let traces = try traces(of: [base], for: body, frame)
            return try uncounted.evaluate(
                body, Frame(slots: [values], count: frame.count, parent: frame, traces: traces))
        }
        guard case .list(let list) = values.asList().payload else { return values }
        let results = try uncounted.evaluateInParts(body, elementFrame(list, of: base, for: body, in: frame))
        let isSet = type.type.isEntity
        let mapped =
            type.cardinality == .many
            ? flatten(results, over: list, rows: frame.count, isSet: isSet)
            : single(results, rows: list.rows, count: frame.count)
        return try addingPossible(of: values, to: mapped, isSet: isSet) { possible throws(EngineError) in
            try silent.evaluate(body, elementFrame(possible, in: frame))
        }
    }

    /// The rows of a nested query for every row of the frame at once.
    func nested(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        guard let plan = expression.plan else { throw .internal("a query that was not planned") }
        let value = plan.row.value(at: plan.span)
        let parts = try inOuterParts(of: frame, plan) { part throws(EngineError) in
            let rows = try Pipeline.collect(
                plan, output: [value], in: part, context: context, keepsPossible: plan.traits.keepsPossible)
            return (conform(rows.lists(of: 0), to: expression.type), rows.count)
        }
        guard let whole = Vector.concatenate(parts) else { throw .internal("a nested query of no rows") }
        return whole
    }

    /// Rows of which nobody knows whether they belong to an outer row may be most
    /// of a dataset for each, and operators keep all of them. So such a query runs
    /// for some outer rows at a time, as many as gave few of them before.
    private func inOuterParts(
        of frame: Frame, _ plan: Plan, _ body: (Frame) throws(EngineError) -> (Vector, rows: Int)
    ) throws(EngineError) -> [Vector] {
        let isBounded = plan.traits.keepsPossible && plan.mayHavePossible && frame.tracer == nil
        var size = isBounded ? min(frame.count, 64) : frame.count
        guard size < frame.count else { return [try body(frame).0] }
        var parts: [Vector] = []
        var start = 0
        while start < frame.count {
            let end = min(start + size, frame.count)
            let (part, rows) = try body(frame.subset(Array(Int32(start)..<Int32(end))))
            parts.append(part)
            start = end
            size = max(1, min(8 * size, size * 16 * Batch.size / max(rows, 1)))
        }
        return parts
    }

    /// How many rows a nested query certainly has for every row of the frame;
    /// what they are is not looked at.
    func countOfRows(_ plan: Plan, _ frame: Frame) throws(EngineError) -> Vector {
        let parts = try inOuterParts(of: frame, plan) { part throws(EngineError) in
            try countOfRows(plan, forAll: part)
        }
        return Vector.concatenate(parts) ?? Vector(count: 0, payload: .int([]))
    }

    /// The counts, and how many rows were looked at for them.
    private func countOfRows(_ plan: Plan, forAll frame: Frame) throws(EngineError) -> (Vector, rows: Int) {
        var counts = [Int64](repeating: 0, count: frame.count)
        var seen = 0
        try Pipeline.run(
            plan, output: [], in: frame, context: context, keepsPossible: plan.traits.keepsPossible
        ) { rows throws(EngineError) in
            seen += rows.count
            if let open = rows.open {
                for (row, outer) in rows.outer.enumerated() where !open[row] { counts[Int(outer)] += 1 }
            } else {
                for outer in rows.outer { counts[Int(outer)] += 1 }
            }
            return true
        }
        return (Vector(count: frame.count, payload: .int(counts)), seen)
    }

    /// Everything that the path leads to, the start included.
    func reached(_ start: TypedExpression, via: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        let starts = try evaluate(start, frame).asList()
        let search = BreadthFirst(context: context, via: via, frame: frame)
        let (reached, open) = try search.run(
            from: starts, keepsPossible: starts.possible != nil || via.mayHavePossible)
        let nodes = Vector(count: reached.nodes.count, payload: .code(reached.nodes))
        func members(_ rows: [Int32]) -> Members { Members(nodes.gather(rows), owners: reached.owners.gather(rows)) }
        let isCertain = open.map { ~$0 } ?? Bitmap(repeating: true, count: nodes.count)
        let certain = members(isCertain.indices)
        guard case .list(let list) = regroup(certain.elements, owners: certain.owners, count: frame.count).payload
        else { return starts }
        let set = set(of: list.child, rows: list.rows, count: frame.count)
        return adding(open.map { [members($0.indices)] } ?? [], to: set, isSet: true)
    }
}
