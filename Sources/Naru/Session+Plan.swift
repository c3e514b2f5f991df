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
    /// The plan of a query; where it `runs`, with rows and times of that.
    package func explain(
        _ query: OutputQuery, of compilation: Compilation, given: [String: ParameterInput],
        runs: Bool = true
    ) throws(RunFailure) -> QueryExplanation {
        let context = try context(for: compilation, given)
        let run = QueryRun(context: context, planner: planner)
        do throws(EngineError) {
            return try context.allowance.covering { () throws(EngineError) in
                QueryExplanation(plan: run.plan(query), figures: runs ? try run.profile(query) : [])
            }
        } catch {
            throw compilation.placed(RunFailure(error, under: limits))
        }
    }
}
