import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// The last query that ran to its end, with what is needed to ask more of it.
struct FinishedQuery {
    var query: OutputQuery
    var compilation: Compilation
    var parameters: [String: ParameterInput]
    /// As it was when the query ran.
    var session: Session
    var columns: [OutputColumn]
    var result: KeptResult
    var end: ResultEnd

    /// Writes the result once more.
    func write(with options: RunOptions, to listener: any RunListener) throws(ShellFailure) {
        let output = ResultOutput(
            columns: columns, evidence: query.evidence, options: options, isFirst: true, listener: listener)
        var start = 0
        while start < result.count {
            let next = start..<min(start + 2048, result.count)
            start = next.upperBound
            guard output.receive(result.values(next)) else { break }
        }
        if Signals.wasInterrupted { return }
        var end = end
        end.shown = output.shown
        if let refusal = output.refusal(at: nil) { throw ShellFailure(.failed, [refusal]) }
        output.finish(end)
        if let failure = output.failure { throw failure }
    }

    /// What one row rests on.
    func evidence(ofRow row: Int) throws(RunFailure) -> [RowEvidence] {
        try session.evidence(of: query, in: compilation, given: parameters, rows: row..<row + 1).first ?? []
    }
}
