package import NaruPlan
package import NaruSemantics
package import NaruSyntax

/// One run of one query to its end.
package struct QueryRun {
    let context: RunContext
    let planner: Planner

    package init(context: RunContext, planner: Planner) {
        self.context = context
        self.planner = planner.over(context.store, batchSize: context.batchSize)
    }

    package struct Outcome {
        package var rows: Int
        package var stages: [StageCount]
        /// The result itself, where it was to be kept.
        package var kept: KeptResult?
    }

    /// `receive` gets rows batch by batch and returns false to stop early. Rows
    /// that it keeps count as memory of the run, and so does a kept result. Rows
    /// beyond those that are wanted are counted and not made.
    ///
    /// Counting costs: nothing stops early, and conditions within expressions
    /// are evaluated for it. So a query in which nothing can be unknown is run
    /// without, and again with counts if it gave no row.
    package func run(
        _ query: OutputQuery, counting: Bool, keepsRows: Bool = false, keepsResult: Bool = false,
        wanted: Int = .max, plan: PlannedOutput? = nil, receive: @escaping ([[Value]]) -> Bool
    ) throws(EngineError) -> Outcome {
        let isCounted = counting && query.query.mayLeaveOut
        let planned = isCounted ? planner.plan(query, for: .counts) : plan ?? planner.plan(query)
        let plan = planned.plan
        // What a row shows of its entities is under the views too.
        let shown = try context.viewed(by: plan.views)
        let columns = planned.columns.map(\.value)
        let reader = ValueReader(context: shown)
        var total = 0
        let hold = MemoryHold(context.meter)
        let keeper = keepsResult ? ResultKeeper(planned, languages: shown.languages) : nil
        let meter = context.meter
        let counter = isCounted ? StageCounter(stages: plan.spans.count) : nil
        try Pipeline.run(
            plan, output: keeper?.output ?? columns, in: .root(), context: context, counts: counter, isWhole: true
        ) { output throws(EngineError) in
            let made = min(output.count, max(0, wanted - total))
            total += output.count
            try meter.deliver(output.count)
            if let keeper {
                keeper.add(output.values, count: output.count)
                try hold.add(output.values.reduce(0) { $0 + $1.byteCount })
            }
            // Rows take much more room than their columns, so few are made at a time.
            let bytes = output.values.reduce(0) { $0 + $1.byteCount }
            let size = max(1, min(Batch.size, output.count * QueryRun.fewBytes / max(bytes, 1)))
            for start in stride(from: 0, to: made, by: size) {
                if size < Batch.size { try context.checkpoint() }
                let rows = (start..<min(start + size, made)).map { row in
                    zip(output.values, columns).map { reader.value($0, row, $1.type.type) }
                }
                if keepsRows { try hold.add(rows.reduce(0) { $0 + $1.byteCount }) }
                try context.checkStore()
                guard receive(rows) else { return false }
            }
            return true
        }
        try context.checkStore()
        let kept = keeper?.result(in: shown)
        if let counter { return Outcome(rows: total, stages: try stages(of: plan, query, counter), kept: kept) }
        return Outcome(rows: total, stages: counting && total == 0 ? try counts(of: query) : [], kept: kept)
    }

    /// How many rows went into and came out of each stage of the query as it is
    /// written, and what each could not decide: a run of its own, without
    /// warnings.
    package func counts(of query: OutputQuery) throws(EngineError) -> [StageCount] {
        let plan = planner.plan(query.query, for: .counts)
        let counter = StageCounter(stages: plan.spans.count)
        try Pipeline.run(plan, output: [], in: .root(), context: context.silent(), counts: counter) { _ in true }
        let counts = try stages(of: plan, query, counter)
        try context.checkStore()
        return counts
    }

    /// Columns of so many bytes become rows at a time.
    private static let fewBytes = 1 << 20

    private func stages(of plan: Plan, _ query: OutputQuery, _ counter: StageCounter) throws(EngineError)
        -> [StageCount]
    {
        counter.unknown(try UndecidedRecords.count(in: query, context), at: 0)
        return plan.spans.enumerated().map { stage, span in
            let leftOut = counter.leftOut(at: stage)
            return StageCount(
                span: span, input: counter.input[stage], output: counter.output[stage],
                unknown: counter.unknown[stage], leftOut: leftOut.elements, dropped: leftOut.rows,
                outside: leftOut.outside)
        }
    }
}

extension QueryRun {
    /// The value of an expression that stands in no row.
    package func value(of expression: TypedExpression) throws(EngineError) -> Vector {
        let value = try Evaluator(context: context).evaluate(planner.planned(expression), .root())
        try context.checkStore()
        return value
    }
}

extension QueryRun {
    package func plan(_ query: OutputQuery) -> Plan { planner.plan(query).plan }

    /// Runs a query for the figures of its operators; its rows are dropped. A
    /// query that asks for evidence is run another way, which has none.
    package func profile(_ query: OutputQuery) throws(EngineError) -> [OperatorProfile.Figures] {
        let profile = RunProfile()
        let planned = planner.plan(query)
        try Pipeline.run(
            planned.plan, output: planned.columns.map(\.value), in: .root(), context: context.profiled(by: profile),
            isWhole: true
        ) { _ in true }
        try context.checkStore()
        return profile.figures
    }
}

package struct ResultColumn: Sendable {
    package var name: String
    package var type: ValueType

    package init(name: String, type: ValueType) {
        self.name = name
        self.type = type
    }
}

/// How many rows one stage took in, gave on, and could not decide.
package struct StageCount: Hashable, Sendable {
    /// `agreements`, `where signed in @2024`: as in the program.
    package var span: Span
    package var input: Int
    package var output: Int
    /// Rows whose condition was unknown.
    package var unknown: Int
    /// Elements that `[C]` and nested queries left out because C was unknown.
    package var leftOut: Int
    /// Rows that `expand` dropped because there was nothing to expand.
    package var dropped: Int
    /// Rows for which `across` has no column.
    package var outside: Int

    package init(
        span: Span, input: Int, output: Int, unknown: Int, leftOut: Int = 0, dropped: Int = 0, outside: Int = 0
    ) {
        self.span = span
        self.input = input
        self.output = output
        self.unknown = unknown
        self.leftOut = leftOut
        self.dropped = dropped
        self.outside = outside
    }
}

/// What a finished query can tell besides its rows.
package struct RunSummary: Sendable {
    package var rows: Int
    /// The source first, then each stage; empty where nothing was counted.
    package var stages: [StageCount]
    /// Bytes that operators held at most, as limits count them.
    package var peakMemory: Int
    /// Run-time warnings, counted by place.
    package var warnings: [Diagnostic]
    /// The result itself, where it was to be kept.
    package var kept: KeptResult?

    /// Rows that some `where` could not decide.
    package var unknown: Int { stages.reduce(0) { $0 + $1.unknown } }
    package var leftOut: Int { stages.reduce(0) { $0 + $1.leftOut } }
    package var dropped: Int { stages.reduce(0) { $0 + $1.dropped } }
    package var outside: Int { stages.reduce(0) { $0 + $1.outside } }

    package init(rows: Int, stages: [StageCount], peakMemory: Int, warnings: [Diagnostic], kept: KeptResult? = nil) {
        self.kept = kept
        self.rows = rows
        self.stages = stages
        self.peakMemory = peakMemory
        self.warnings = warnings
    }
}
