import NaruPlan
import NaruSemantics
import NaruSyntax

extension TracedPipeline {
    /// A joined row rests on both of its rows and on the condition.
    func join(_ rows: TracedRows, _ plan: PlanJoin, stage: Int) throws(EngineError) -> TracedRows {
        let right = try side(plan.right)
        let rightFrame = right.frame(in: outer)
        let rightValues = try evaluator.evaluate(plan.rightRow, rightFrame)
        let rightTrace = graph.adding(right.lineage, to: try tracer.trace(plan.rightRow, rightFrame))
        let pairs = try candidates(rows, right, rightValues, plan)
        var matches: (left: [Int32], right: [Int32], pieces: [EvidenceID]) = ([], [], [])
        var undecided = Bitmap(repeating: false, count: rows.count)
        var matched = Bitmap(repeating: false, count: rows.count)
        var start = 0
        while start < pairs.left.count {
            try context.checkpoint()
            let end = min(start + Batch.size * 8, pairs.left.count)
            let (left, other) = (Array(pairs.left[start..<end]), Array(pairs.right[start..<end]))
            start = end
            var both = rows.gather(left)
            both.slots.append(rightValues.gather(other))
            both.traces.append(rightTrace.gather(other))
            let frame = both.frame(in: outer)
            let truth = try evaluator.truth(plan.condition, frame)
            let kept = truth.yes.indices
            matches.left += left.gather(kept)
            matches.right += other.gather(kept)
            matches.pieces += try tracer.truth(plan.condition, frame.subset(kept)).rows
            for row in left.gather(kept) { matched[Int(row)] = true }
            for row in left.gather(truth.unknown.indices) { undecided[Int(row)] = true }
        }
        counts?.unknown((~matched & undecided).popCount, at: stage)
        if plan.isOptional {
            let absence = graph.absence(of: tracer.name(ofSource: plan.right), at: nil, searched: right.count)
            addUnmatched(to: &matches, ~matched, absence)
        }
        let order = matches.left.indices.sorted { (matches.left[$0], $0) < (matches.left[$1], $1) }.map(Int32.init)
        let (leftRows, rightRows) = (matches.left.gather(order), matches.right.gather(order))
        var result = rows.gather(leftRows)
        result.slots.append(rightValues.gatherOptional(rightRows))
        result.traces.append(rightTrace.gather(rightRows))
        let joined = graph.join(matches.pieces.gather(order), Trace(right.lineage).gather(rightRows).rows)
        result.lineage = graph.join(result.lineage, joined)
        return result
    }

    private func addUnmatched(
        to matches: inout (left: [Int32], right: [Int32], pieces: [EvidenceID]), _ rows: Bitmap, _ absence: EvidenceID
    ) {
        for row in rows.indices {
            matches.left.append(row)
            matches.right.append(-1)
            matches.pieces.append(absence)
        }
    }

    /// The pairs of rows to test: those that agree on the first key, or all.
    private func candidates(_ rows: TracedRows, _ right: TracedRows, _ values: Vector, _ plan: PlanJoin)
        throws(EngineError) -> (left: [Int32], right: [Int32])
    {
        if outer.count == 1, !plan.keys.isEmpty {
            let frame = Frame(slots: [values], count: right.count, parent: outer)
            let probes = try evaluator.evaluateAll(plan.keys.map(\.left), rows.frame(in: outer))
            if let index = LookupIndex(try evaluator.evaluateAll(plan.keys.map(\.right), frame)),
                let found = index.matches(probes, isWide: true)
            {
                return (found.pairs.left, found.pairs.right)
            }
        }
        let places = Vector.offsets(of: right.outer, count: outer.count)
        var pairs: (left: [Int32], right: [Int32]) = ([], [])
        for row in 0..<rows.count {
            let owner = Int(rows.outer[row])
            let range = places[owner]..<places[owner + 1]
            if row % Batch.size == 0 { try context.willGrow(to: pairs.left.count + range.count) }
            pairs.left += repeatElement(Int32(row), count: range.count)
            pairs.right += range
        }
        return pairs
    }

    /// `union` and `intersect` rest on every row that is the same; what
    /// `except` leaves, also on having looked through the right.
    func set(
        _ rows: TracedRows, _ operation: SetOperator, _ plan: Plan, leftSlots: [Int], rightSlots: [Int]
    ) throws(EngineError) -> TracedRows {
        let right = try side(plan)
        var all = combined(rows, right, leftSlots: leftSlots, rightSlots: rightSlots)
        let certainCount = all.count
        if operation == .except { all = try addingPossible(of: plan, rightSlots, to: all) }
        var numbering = KeyNumbering(rows: all.count)
        numbering.refine(by: Vector(count: all.count, payload: .code(all.outer)))
        for slot in all.slots { numbering.refine(by: slot) }
        let open = Bitmap(count: all.count) { (row: Int) in row >= certainCount }
        let kept = SetOperation.keep(operation, numbering, leftCount: rows.count, open: open)
        let staying = zip(kept.rows, kept.isOpen).filter { !$0.1 }.map(\.0)
        let order = staying.enumerated().sorted {
            (all.outer[Int($0.element)], $0.offset) < (all.outer[Int($1.element)], $1.offset)
        }.map(\.element)
        var members = all.lineage
        for (slot, trace) in zip(all.slots, all.traces) {
            members = graph.join(members, tracer.firstLanguage(of: slot, trace))
        }
        let joined = graph.joinAll(members, owners: numbering.ids, count: numbering.count)
        var result = all.gather(order)
        result.lineage = order.map { joined[Int(numbering.ids[Int($0)])] }
        if operation == .except {
            let absence = graph.absence(of: tracer.name(ofSource: plan), at: nil, searched: right.count)
            result.lineage = result.lineage.map { graph.join($0, absence) }
        }
        return result
    }

    /// Also the rows that are only possibly on the right: what may be there is
    /// not certainly left over. They are evidence of nothing.
    private func addingPossible(of plan: Plan, _ slots: [Int], to rows: TracedRows) throws(EngineError) -> TracedRows {
        let outputs = slots.map { TypedExpression(.slot(frame: 0, $0), plan.row.slots[$0], at: plan.spans[0]) }
        let right = try Pipeline.collect(plan, output: outputs, in: outer, context: context, keepsPossible: true)
        guard let open = right.open?.indices else { return rows }
        var result = rows
        result.slots = zip(rows.slots, right.values).map { own, values in
            var builder = VectorBuilder(like: own)
            builder.append(own)
            builder.append(values.gather(open))
            return builder.finish()
        }
        let none = Trace.none(open.count)
        let places = Array(Int32(0)..<Int32(rows.count)) + [Int32](repeating: -1, count: open.count)
        result.traces = rows.traces.map { $0.gather(places) }
        result.lineage += none.rows
        result.order += none.rows
        result.outer += right.owners.gather(open)
        return result
    }

    private func combined(_ left: TracedRows, _ right: TracedRows, leftSlots: [Int], rightSlots: [Int]) -> TracedRows {
        let slots = zip(leftSlots, rightSlots).map { first, second -> Vector in
            var builder = VectorBuilder(like: left.slots[first])
            builder.append(left.slots[first])
            builder.append(right.slots[second])
            return builder.finish()
        }
        let traces = zip(leftSlots, rightSlots).map { graph.concatenate([left.traces[$0], right.traces[$1]]) }
        return TracedRows(
            slots: slots, traces: traces, lineage: left.lineage + right.lineage, outer: left.outer + right.outer)
    }
}
