package import NaruEngine
package import NaruSemantics
import NaruSyntax

extension Session {
    /// What some rows of a query's result rest on, row by row; the query is run
    /// again for it.
    package func evidence(
        of query: OutputQuery, in compilation: Compilation, parameters: [String: String], rows: Range<Int>
    ) throws(RunFailure) -> [[RowEvidence]] {
        try evidence(of: query, in: compilation, given: parameters.mapValues(ParameterInput.text), rows: rows)
    }

    package func evidence(
        of query: OutputQuery, in compilation: Compilation, given: [String: ParameterInput], rows: Range<Int>
    ) throws(RunFailure) -> [[RowEvidence]] {
        if compilation.program?.usesLastResult ?? false { throw .evidenceOfLastResult }
        let context = try context(for: compilation, given)
        do throws(EngineError) {
            return try context.allowance.covering { () throws(EngineError) in
                try QueryRun(context: context, planner: planner).evidence(of: query, rows: rows)
            }
        } catch {
            throw compilation.placed(RunFailure(error, under: limits))
        }
    }
}
