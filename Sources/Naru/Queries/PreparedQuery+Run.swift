import NaruEngine

extension PreparedQuery {
    /// Runs the query to its end.
    ///
    ///     let result = try await query.run(["country": "KR", "since": "2023-05"])
    ///
    /// - Parameter parameters: Values by the names of parameters. A text is read
    ///   by the parameter's type: a date, a quantity, the name of an entity.
    /// - Throws: `parameterMissing`, `parameterUnreadable`, `limitReached`;
    ///   `cancelled` within a batch of the task's cancellation.
    public func run(_ parameters: [String: Value] = [:]) async throws(NaruError) -> QueryResult {
        let given = parameters.mapValues { ParameterInput($0.stored) }
        let collected = Collected()
        do throws(RunFailure) {
            let summary = try session.run(
                query, of: compilation, given: given, counting: false, keepsRows: true
            ) { rows in
                collected.rows += rows
                return true
            }
            // A task that is cancelled gets no answer, even if one was near.
            if session.isCancelled() { throw .cancelled }
            return QueryResult(
                query: self, given: given, stored: collected.rows,
                warnings: (compilation.diagnostics + summary.warnings).map {
                    NaruDiagnostic($0, in: compilation.source)
                })
        } catch {
            throw NaruError(error, in: compilation.source)
        }
    }
}

/// Where a run puts its rows.
private final class Collected {
    var rows: [[NaruEngine.Value]] = []
}
