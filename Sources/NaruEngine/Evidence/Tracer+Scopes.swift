import NaruPlan
import NaruSemantics
import NaruSyntax

extension Tracer {
    /// A row for each element of a list, seen as slot 0.
    func elementFrame(_ list: ListColumn, _ elements: Trace, in frame: Frame) -> Frame {
        Frame(slots: [list.child], count: list.child.count, parent: frame, parentRows: list.rows, traces: [elements])
    }

    /// What is kept rests on itself and on the condition that it fulfils.
    func filter(
        _ base: TypedExpression, _ predicate: TypedExpression, _ type: ValueType, _ frame: Frame
    ) throws(EngineError) -> Trace {
        let values = try value(base, frame)
        let (list, elements) = graph.elements(of: values, try trace(base, frame))
        let condition = try truth(predicate, elementFrame(list, elements, in: frame))
        let kept = condition.truth.yes.indices
        let pieces = graph.adding(condition.rows.gather(kept), to: elements.gather(kept))
        let rows = list.rows.gather(kept)
        guard type.cardinality == .many else { return single(pieces, rows: rows, count: frame.count) }
        let offsets = Vector.offsets(of: rows, count: frame.count)
        return Trace(Trace.none(frame.count).rows, shape: .list(offsets: offsets, pieces))
    }

    /// At most one value a row, placed at its row.
    private func single(_ pieces: Trace, rows: [Int32], count: Int) -> Trace {
        var places = [Int32](repeating: -1, count: count)
        for (index, row) in rows.enumerated() { places[Int(row)] = Int32(index) }
        return pieces.gather(places)
    }

    func map(_ base: TypedExpression, _ body: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Trace
    {
        let values = try value(base, frame)
        let found = try trace(base, frame)
        if base.type.cardinality == .one, values.valid == nil {
            let inner = Frame(slots: [values], count: frame.count, parent: frame, traces: [found])
            return graph.adding(graph.totals(found), to: try trace(body, inner))
        }
        let (list, elements) = graph.elements(of: values, found)
        let inner = elementFrame(list, elements, in: frame)
        // An element's body says nothing of the element where it does not read it.
        let results = graph.adding(graph.totals(elements), to: try trace(body, inner))
        guard type.cardinality == .many else { return single(results, rows: list.rows, count: frame.count) }
        return flatten(try value(body, inner), results, over: list, count: frame.count, isSet: type.type.isEntity)
    }

    func conditional(
        _ condition: TypedExpression, _ then: TypedExpression, _ otherwise: TypedExpression?, _ type: ValueType,
        _ frame: Frame
    ) throws(EngineError) -> Trace {
        let tested = try truth(condition, frame)
        var parts: [(rows: [Int32], trace: Trace)] = []
        let yes = tested.truth.yes.indices
        if !yes.isEmpty { parts.append((yes, try conformed(then, type, frame.subset(yes)))) }
        let no = tested.truth.no.indices
        if let otherwise, !no.isEmpty { parts.append((no, try conformed(otherwise, type, frame.subset(no)))) }
        let decided = Trace(tested.rows).masked(by: ~tested.truth.unknown)
        return graph.adding(decided.rows, to: merged(parts, count: frame.count))
    }

    /// A default rests on itself and on the absence of what it stands for.
    func coalesce(_ operands: [TypedExpression], _ type: ValueType, _ frame: Frame) throws(EngineError) -> Trace {
        var parts: [(rows: [Int32], trace: Trace)] = []
        var open = Array(Int32(0)..<Int32(frame.count))
        var missing = Trace.none(frame.count).rows
        for operand in operands where !open.isEmpty {
            let part = frame.subset(open)
            let presence = try value(operand, part).presence
            let trace = try conformed(operand, ValueType(type.type, type.cardinality), part)
            let used = presence.indices
            parts.append((open.gather(used), graph.adding(missing.gather(open.gather(used)), to: trace.gather(used))))
            let absent = try absence(of: operand, part)
            for row in (~presence).indices {
                missing[Int(open[Int(row)])] = graph.join(missing[Int(open[Int(row)])], absent[Int(row)])
            }
            open = open.gather((~presence).indices)
        }
        return merged(parts, count: frame.count)
    }

    /// The evidence of what `Evaluator.conform` gives.
    private func conformed(_ operand: TypedExpression, _ type: ValueType, _ frame: Frame) throws(EngineError) -> Trace {
        conformed(try value(operand, frame), try trace(operand, frame), to: type)
    }

    func conformed(_ values: Vector, _ trace: Trace, to type: ValueType) -> Trace {
        if type.cardinality == .many {
            let (list, elements) = graph.elements(of: values, trace)
            return .list(list, elements)
        }
        guard case .list(let list) = values.payload else { return trace }
        let elements = graph.elements(of: values, trace).trace
        return elements.gather(
            (0..<values.count).map { list.offsets[$0] < list.offsets[$0 + 1] ? list.offsets[$0] : -1 })
    }

    /// The evidence of what `Evaluator.merge` gives.
    private func merged(_ parts: [(rows: [Int32], trace: Trace)], count: Int) -> Trace {
        guard !parts.isEmpty else { return .none(count) }
        var places = [Int32](repeating: -1, count: count)
        for (place, row) in parts.flatMap(\.rows).enumerated() { places[Int(row)] = Int32(place) }
        return graph.concatenate(parts.map(\.trace)).gather(places)
    }

    /// Members of a union or intersection rest on all that put them there;
    /// what `except` leaves also on what it was looked up in.
    func set(
        _ operation: SetOperator, _ operands: [TypedExpression], _ expression: TypedExpression, _ frame: Frame
    ) throws(EngineError) -> Trace {
        var parts: [(elements: Vector, owners: [Int32], pieces: [EvidenceID])] = []
        for operand in operation == .except ? Array(operands.prefix(1)) : operands {
            let (list, elements) = graph.elements(of: try value(operand, frame), try trace(operand, frame))
            parts.append((list.child, list.rows, graph.totals(elements)))
        }
        let result = try value(expression, frame)
        var trace = merged(into: result, parts)
        guard operation == .except, case .list(let offsets, let elements) = trace.shape else { return trace }
        var missing = Trace.none(frame.count).rows
        for operand in operands.dropFirst() {
            missing = graph.join(missing, try absences(of: operand, try value(operand, frame), frame))
        }
        guard case .list(let list) = result.payload else { return trace }
        trace.shape = .list(offsets: offsets, graph.adding(missing.gather(list.rows), to: elements))
        return trace
    }

    /// Of values their order is part of the answer, of a set it is only where
    /// somebody asks for its first.
    func nested(_ expression: TypedExpression, _ frame: Frame, keepsOrder: Bool = false) throws(EngineError) -> Trace {
        guard let plan = expression.plan else { return .none(frame.count) }
        let rows = try TracedPipeline(self, evaluator: evaluator, outer: frame).run(plan)
        let inner = rows.frame(in: frame)
        let value = plan.row.value(at: plan.span)
        let isOrdered = keepsOrder || !value.type.type.isEntity
        let lineage = isOrdered ? graph.join(rows.lineage, rows.order) : rows.lineage
        let pieces = graph.adding(lineage, to: try trace(value, inner))
        let values = try evaluator.evaluate(value, inner)
        let (list, elements) = flattenedRows(values, pieces, rows, count: frame.count)
        guard case .many = expression.type.cardinality else {
            return conformed(
                Vector(count: frame.count, payload: .list(list)), .list(list, elements), to: expression.type)
        }
        return .list(list, elements)
    }

    /// `Pipeline.collect` makes one list a row of the results of a nested query.
    private func flattenedRows(_ values: Vector, _ pieces: Trace, _ rows: TracedRows, count: Int)
        -> (list: ListColumn, trace: Trace)
    {
        (ListColumn(offsets: Vector.offsets(of: rows.outer, count: count), child: values), pieces)
    }
}
