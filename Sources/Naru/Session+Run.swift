import NaruData
package import NaruEngine
package import NaruSemantics
import NaruSyntax

extension Session {
    /// Runs one query; `receive` gets its rows batch by batch, in order, and
    /// returns false to stop early. Parameters are bound by their text. Rows
    /// that `receive` keeps count as memory of the run. With `counting` the
    /// summary has counts where something could be unknown or there is no row.
    package func run(
        _ query: OutputQuery, of compilation: Compilation, parameters: [String: String],
        counting: Bool = true, keepsRows: Bool = false, receive: @escaping ([[Value]]) -> Bool
    ) throws(RunFailure) -> RunSummary {
        let context = try context(for: compilation, parameters)
        do throws(EngineError) {
            let outcome = try QueryRun(context: context).run(
                query, counting: counting, keepsRows: keepsRows, receive: receive)
            return RunSummary(
                rows: outcome.rows, stages: outcome.stages, peakMemory: context.meter.peak,
                warnings: context.warnings.map { Diagnostic.runtime($0.warning, count: $0.count) })
        } catch {
            throw RunFailure(error, under: limits)
        }
    }

    /// Rows in and out, unknown, left out and dropped, by stage of the query as
    /// it is written; the query is run for it.
    package func counts(
        of query: OutputQuery, in compilation: Compilation, parameters: [String: String]
    ) throws(RunFailure) -> [StageCount] {
        let context = try context(for: compilation, parameters)
        do throws(EngineError) {
            return try QueryRun(context: context).counts(of: query)
        } catch {
            throw RunFailure(error, under: limits)
        }
    }

    /// What one run of a program shares, with its parameters bound.
    func context(for compilation: Compilation, _ parameters: [String: String]) throws(RunFailure) -> RunContext {
        let texts = TextPool(dataset.loaded.store.texts)
        let values = try bind(compilation.program?.parameters ?? [], parameters, texts)
        let limits = RunLimits(self)
        return RunContext(
            store: dataset.loaded.store, texts: texts, planner: planner, today: today, parameters: values,
            meter: limits.meter,
            checkpoint: { () throws(EngineError) in try limits.check() })
    }
}
