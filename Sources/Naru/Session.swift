package import NaruEngine
package import NaruSemantics
package import NaruSyntax

/// Compiles and runs programs over one dataset.
public struct Session: Sendable {
    public let dataset: Dataset
    /// The run's date, days since 1970-01-01.
    package var today: Int32

    package init(_ dataset: Dataset, today: Int32) {
        self.dataset = dataset
        self.today = today
    }

    /// Parses and checks a program. `program` is nil when there are errors.
    package func compile(_ source: SourceText, importing resolve: ImportResolver? = nil) -> Compilation {
        Compilation(source: source, program: nil, diagnostics: [])
    }

    /// Runs one query; `receive` gets the rows batch by batch, in order. It
    /// returns false to stop early.
    package func run(
        _ query: OutputQuery, of compilation: Compilation, parameters: [String: String],
        receive: ([[Value]]) throws -> Bool
    ) throws(RunFailure) -> RunSummary {
        RunSummary(rows: 0, stages: [], warnings: [])
    }
}

/// Finds the text of an imported file: its path as written, the importing file's name.
package typealias ImportResolver = @Sendable (_ path: String, _ from: String) -> SourceText?

package struct Compilation: Sendable {
    package var source: SourceText
    package var program: TypedProgram?
    package var diagnostics: [Diagnostic]
}

/// Why a checked query did not finish.
package struct RunFailure: Error {
    package enum Reason: Sendable { case failed, limit, cancelled }
    package var reason: Reason
    package var diagnostics: [Diagnostic]
}

extension OutputQuery {
    /// Name and static type of each result column.
    package var resultColumns: [ResultColumn] {
        columns.map { ResultColumn(name: $0.name, type: $0.value.type) }
    }
}
