import NaruData
package import NaruEngine
package import NaruPlan
package import NaruSemantics
import NaruSyntax

extension Session {
    /// Runs one query; `receive` gets its rows batch by batch, in order, and
    /// returns false to stop early. Parameters are bound by their text. Rows
    /// that `receive` keeps count as memory of the run. With `counting` the
    /// summary has counts where something could be unknown or there is no row.
    package func run(
        _ query: OutputQuery, of compilation: Compilation, parameters: [String: String],
        counting: Bool = true, keepsRows: Bool = false, keepsResult: Bool = false,
        receive: @escaping ([[NaruEngine.Value]]) -> Bool
    ) throws(RunFailure) -> RunSummary {
        try run(
            query, of: compilation, given: parameters.mapValues(ParameterInput.text), counting: counting,
            keepsRows: keepsRows, keepsResult: keepsResult, receive: receive)
    }

    package func run(
        _ query: OutputQuery, of compilation: Compilation, given: [String: ParameterInput],
        counting: Bool = true, keepsRows: Bool = false, keepsResult: Bool = false, wanted: Int = .max,
        plan: PlannedOutput? = nil,
        receive: @escaping ([[NaruEngine.Value]]) -> Bool
    ) throws(RunFailure) -> RunSummary {
        if compilation.program?.usesLastResult ?? false, query.query.asksEvidence { throw .evidenceOfLastResult }
        let context = try context(for: compilation, given)
        do throws(EngineError) {
            let outcome = try context.allowance.covering { () throws(EngineError) in
                try QueryRun(context: context, planner: planner).run(
                    query, counting: counting, keepsRows: keepsRows, keepsResult: keepsResult, wanted: wanted,
                    plan: plan,
                    receive: receive)
            }
            return RunSummary(
                rows: outcome.rows, stages: outcome.stages, peakMemory: context.meter.peak,
                warnings: vetted(
                    context.warnings.map { RuntimeWarning(compilation).diagnostic($0.warning, count: $0.count) },
                    of: compilation),
                kept: outcome.kept)
        } catch {
            throw compilation.placed(RunFailure(error, under: limits))
        }
    }

    /// Rows in and out, unknown, left out and dropped, by stage of the query as
    /// it is written; the query is run for it.
    package func counts(
        of query: OutputQuery, in compilation: Compilation, parameters: [String: String]
    ) throws(RunFailure) -> [StageCount] {
        try counts(of: query, in: compilation, given: parameters.mapValues(ParameterInput.text))
    }

    func counts(
        of query: OutputQuery, in compilation: Compilation, given: [String: ParameterInput]
    ) throws(RunFailure) -> [StageCount] {
        let context = try context(for: compilation, given)
        do throws(EngineError) {
            return try context.allowance.covering { () throws(EngineError) in
                try QueryRun(context: context, planner: planner).counts(of: query)
            }
        } catch {
            throw compilation.placed(RunFailure(error, under: limits))
        }
    }

    /// The place of its language among the dataset's.
    var languageNumber: Int {
        language.flatMap(dataset.loaded.catalog.schema.languages.firstIndex) ?? 0
    }

    /// What one run of a program shares, with its parameters bound.
    func context(for compilation: Compilation, _ given: [String: ParameterInput]) throws(RunFailure) -> RunContext {
        let reads = compilation.program?.usesLastResult ?? false
        let texts = (reads ? lastResult?.texts : nil) ?? TextPool(dataset.loaded.store.texts)
        let values: [Vector]
        do throws(RunFailure) {
            values = try bind(compilation.program?.parameters ?? [], given, texts)
        } catch {
            // A name may not have been found because the names could not be read.
            if let damage = dataset.damageDiagnostic { throw RunFailure(reason: .failed, diagnostics: [damage]) }
            throw compilation.placed(error)
        }
        let limits = RunLimits(self, texts)
        return RunContext(
            store: dataset.loaded.store, texts: texts, today: today, parameters: values,
            language: languageNumber, threads: max(1, threads), batchSize: batchSize, meter: limits.meter,
            allowance: limits.allowance,
            checkpoint: { [store = dataset.loaded.store] () throws(EngineError) in
                try limits.check()
                if let damage = store.damage { throw .damaged(damage) }
            })
    }
}

extension RunFailure {
    /// A result is values; what they rest on is found by running their query.
    static let evidenceOfLastResult = RunFailure(
        reason: .failed,
        diagnostics: [
            Diagnostic(
                .notSupported, .error,
                Message("the last result does not know what it rests on", ko: "마지막 결과에는 근거가 남아 있지 않습니다"), at: nil,
                help: [
                    Message(
                        "ask its query: `… | why`, or `.why` right after it",
                        ko: "그 질의에 물으세요: `… | why`, 또는 바로 뒤에 `.why`")
                ])
        ])
}
