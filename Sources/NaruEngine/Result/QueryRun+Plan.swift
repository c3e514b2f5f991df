package import NaruPlan
package import NaruSemantics
import NaruSyntax

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
