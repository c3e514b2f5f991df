import NaruPlan
package import NaruSemantics
import NaruSyntax

/// One run of one query to its end.
package struct QueryRun {
    let context: RunContext

    package init(context: RunContext) { self.context = context }

    package struct Outcome {
        package var rows: Int
        package var stages: [StageCount]
    }

    /// `receive` gets rows batch by batch and returns false to stop early. Rows
    /// that it keeps count as memory of the run.
    package func run(_ query: OutputQuery, keepsRows: Bool = false, receive: @escaping ([[Value]]) -> Bool)
        throws(EngineError) -> Outcome
    {
        let plan = context.planner.plan(query.query)
        // What a row shows of its entities is under the views too.
        let context = try context.viewed(by: plan.views)
        let counter = StageCounter(stages: plan.spans.count)
        counter.unknown(try UndecidedRecords.count(in: query, self.context), at: 0)
        let columns = query.columns.map(\.value)
        let reader = ValueReader(context: context)
        var total = 0
        let hold = MemoryHold(context.meter)
        try Pipeline.run(plan, output: columns, in: .root(), context: context, counts: counter) {
            (vectors, _, count) throws(EngineError) in
            total += count
            try context.meter.deliver(count)
            let rows = (0..<count).map { row in
                zip(vectors, columns).map { reader.value($0, row, $1.type.type) }
            }
            if keepsRows { try hold.add(rows.reduce(0) { $0 + $1.byteCount }) }
            return receive(rows)
        }
        return Outcome(rows: total, stages: counts(counter, plan.spans.count) { plan.spans[$0] })
    }

    private func counts(_ counter: StageCounter, _ stages: Int, span: (Int) -> Span) -> [StageCount] {
        (0..<stages).map { stage in
            StageCount(
                span: span(stage), input: counter.input[stage], output: counter.output[stage],
                unknown: counter.unknown[stage])
        }
    }
}

extension QueryRun {
    /// The value of an expression that stands in no row.
    package func value(of expression: TypedExpression) throws(EngineError) -> Vector {
        try Evaluator(context: context).evaluate(expression, .root())
    }
}
