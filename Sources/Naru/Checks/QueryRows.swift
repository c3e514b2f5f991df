import NaruEngine
import NaruSemantics
import NaruSyntax

/// All rows of the first query of a program.
struct QueryRows {
    private(set) var columns: [String]
    private(set) var rows: [[NaruEngine.Value]] = []

    /// nil for a program that doesn't fit the dataset.
    init?(_ source: SourceText, in session: Session) throws(RunFailure) {
        let compilation = session.compile(source)
        guard let query = compilation.program?.queries.first else { return nil }
        columns = query.resultColumns.map(\.name)
        let collected = Collected()
        _ = try session.run(query, of: compilation, parameters: [:], counting: false) { batch in
            collected.rows += batch
            return true
        }
        rows = collected.rows
    }

    private final class Collected {
        var rows: [[NaruEngine.Value]] = []
    }
}
