import NaruSemantics

/// Keeps the rows whose condition is yes, or is not no. Where possible rows are
/// kept, those whose condition is unknown are such.
final class Filter: RowOperator {
    private let condition: TypedExpression
    private let possibly: Bool

    init(_ scope: Scope, _ condition: TypedExpression, possibly: Bool, stages: ClosedRange<Int>) {
        self.condition = condition
        self.possibly = possibly
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let truth = try scope.counting(batch, at: stages.lowerBound, inPassing: countsInPassing) {
            evaluator throws(EngineError) in try evaluator.truth(condition, batch.frame(in: scope.outer))
        }
        let unknown = truth.unknown
        scope.counts?.unknown(batch.open.map { (unknown & ~$0).popCount } ?? unknown.popCount, at: stages.lowerBound)
        let isOpen = scope.keepsPossible && !possibly
        let isKept = possibly || isOpen ? truth.yes | unknown : truth.yes
        let kept = (isOpen ? batch.opening(unknown) : batch).selecting(isKept.indices)
        guard let tracer = scope.tracer else { return try emit(kept) }
        let reasons = try tracer.truth(condition, kept.frame(in: scope.outer)).rows
        try emit(kept.resting(on: reasons, tracer.graph))
    }
}

/// Computes slots: in place of the incoming ones, or behind them.
final class Project: RowOperator {
    private let expressions: [TypedExpression]
    private let keepsSlots: Bool

    init(_ scope: Scope, _ expressions: [TypedExpression], keepsSlots: Bool, stages: ClosedRange<Int>) {
        self.expressions = expressions
        self.keepsSlots = keepsSlots
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let frame = batch.frame(in: scope.outer)
        let values = try scope.counting(batch, at: stages.lowerBound, inPassing: countsInPassing) {
            evaluator throws(EngineError) in try evaluator.evaluateAll(expressions, frame)
        }
        let outer = batch.outerRows == nil ? nil : batch.outer
        var result = Batch(slots: values, count: batch.count, outerRows: outer, possible: batch.open)
        if keepsSlots || scope.tracer != nil {
            let incoming = batch.compacted()
            if keepsSlots { result.slots = incoming.slots + values }
            result.lineage = try scope.tracer.flatMap { tracer throws(EngineError) in
                try lineage(of: incoming, frame, tracer)
            }
        }
        try emit(result)
    }

    private func lineage(of batch: Batch, _ frame: Frame, _ tracer: Tracer) throws(EngineError) -> Lineage? {
        guard let own = batch.lineage else { return nil }
        return own.with(traces: (keepsSlots ? own.traces : []) + (try tracer.traces(of: expressions, frame)))
    }
}

/// A row for each element of a set or list, which becomes a new slot.
final class Expand: RowOperator {
    private let elements: TypedExpression
    private let isOptional: Bool

    init(_ scope: Scope, _ elements: TypedExpression, isOptional: Bool, stages: ClosedRange<Int>) {
        self.elements = elements
        self.isOptional = isOptional
        super.init(scope, stages: stages)
    }

    override func process(
        _ batch: Batch, _ scope: Scope, _ emit: (Batch) throws(EngineError) -> Void
    ) throws(EngineError) {
        let frame = batch.frame(in: scope.outer)
        let found = try scope.evaluator.evaluate(elements, frame)
        let values = found.asList()
        let (members, open, trace) = try scope.members(of: found, elements, frame)
        guard case .list(let list) = members.payload else { return }
        let empty = ~values.presence
        if !isOptional {
            scope.counts?.dropped(batch.open.map { (empty & ~$0).popCount } ?? empty.popCount, at: stages.lowerBound)
        }
        var rows = list.rows
        var places = Array(Int32(0)..<Int32(list.child.count))
        if isOptional, !empty.isEmpty { (rows, places) = adding(empty, to: list) }
        let compact = batch.compacted()
        var slots = compact.slots.map { $0.gather(rows) }
        slots.append(list.child.gatherOptional(places))
        var expanded = Batch(
            slots: slots, count: rows.count, outerRows: compact.outerRows.map { $0.gather(rows) },
            possible: compact.open?.gather(rows))
        if let tracer = scope.tracer, let trace, let lineage = compact.lineage {
            let absent = isOptional ? try tracer.absences(of: elements, values, frame) : []
            expanded.lineage = expand(lineage, by: trace, rows, places, absent, tracer.graph)
        }
        guard let open else { return try expanded.inPieces(emit) }
        let isOpen = Bitmap(count: places.count) { (row: Int) in places[row] >= 0 && open[Int(places[row])] }
        try expanded.opening(isOpen).inPieces(emit)
    }

    /// The element that made a row is why it is there, or that there was none.
    private func expand(
        _ lineage: Lineage, by elements: Trace, _ rows: [Int32], _ places: [Int32], _ absent: [EvidenceID],
        _ graph: EvidenceGraph
    ) -> Lineage {
        var result = lineage.gather(rows)
        let traced = elements.gather(places)
        let totals = graph.totals(traced)
        result.traces.append(traced)
        result.rows = graph.join(
            result.rows, places.indices.map { places[$0] < 0 ? absent[Int(rows[$0])] : totals[$0] })
        return result
    }

    /// A row without a certain element stays, once, in front of possible ones.
    private func adding(_ empty: Bitmap, to list: ListColumn) -> (rows: [Int32], places: [Int32]) {
        var rows: [Int32] = []
        var places: [Int32] = []
        for row in 0..<(list.offsets.count - 1) {
            let range = list.offsets[row]..<list.offsets[row + 1]
            if empty[row] {
                rows.append(Int32(row))
                places.append(-1)
            }
            rows.append(contentsOf: repeatElement(Int32(row), count: range.count))
            places.append(contentsOf: range)
        }
        return (rows, places)
    }
}
