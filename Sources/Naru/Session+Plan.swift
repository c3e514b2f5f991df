package import NaruEngine
package import NaruPlan
package import NaruSemantics
import NaruSyntax

/// How a query is answered.
package struct QueryExplanation: Sendable {
    package var plan: Plan
    /// By operator: the source, the steps, what is shown; empty where the query
    /// asks for evidence.
    package var figures: [OperatorProfile.Figures]
}

extension Session {
    /// The plan of a query, with rows and times of a run of it.
    package func explain(
        _ query: OutputQuery, of compilation: Compilation, given: [String: ParameterInput]
    ) throws(RunFailure) -> QueryExplanation {
        let run = QueryRun(context: try context(for: compilation, given), planner: planner)
        do throws(EngineError) {
            return QueryExplanation(plan: run.plan(query), figures: try run.profile(query))
        } catch {
            throw RunFailure(error, under: limits)
        }
    }
}
