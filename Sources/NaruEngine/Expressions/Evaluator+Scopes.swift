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
        let values = try evaluate(base, frame)
        guard case .list(let list) = values.asList().payload else { return values }
        let kept = try truth(predicate, elementFrame(list, of: base, for: predicate, in: frame)).yes.indices
        let rows = list.rows.gather(kept)
        if base.type.cardinality == .many {
            return .list(elements: list.child.gather(kept), rows: rows, count: frame.count)
        }
        return single(list.child.gather(kept), rows: rows, count: frame.count)
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
        return list.child.gatherOptional(places)
    }

    func map(_ base: TypedExpression, _ body: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        let values = try evaluate(base, frame)
        if base.type.cardinality == .one, values.valid == nil {
            let traces = try traces(of: [base], for: body, frame)
            return try evaluate(body, Frame(slots: [values], count: frame.count, parent: frame, traces: traces))
        }
        guard case .list(let list) = values.asList().payload else { return values }
        let results = try evaluate(body, elementFrame(list, of: base, for: body, in: frame))
        if type.cardinality == .many { return flatten(results, over: list, rows: frame.count, type: type) }
        return single(results, rows: list.rows, count: frame.count)
    }

    /// The rows of a nested query for every row of the frame at once.
    func nested(_ query: TypedQuery, _ type: ValueType, _ frame: Frame) throws(EngineError) -> Vector {
        let plan = context.planner.plan(query)
        let value = plan.row.value(at: query.span)
        let rows = try Pipeline.collect(plan, output: [value], in: frame, context: context)
        guard case .many = type.cardinality else { return conform(rows.lists[0], to: type) }
        return rows.lists[0]
    }

    /// Everything that the path leads to, the start included.
    func reached(_ start: TypedExpression, via: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        let starts = try evaluate(start, frame).asList()
        let reached = try BreadthFirst(context: context, via: via, frame: frame).run(from: starts)
        let nodes = Vector(count: reached.nodes.count, payload: .code(reached.nodes))
        guard case .list(let list) = regroup(nodes, owners: reached.owners, count: frame.count).payload else {
            return starts
        }
        return set(of: list.child, rows: list.rows, count: frame.count)
    }
}
