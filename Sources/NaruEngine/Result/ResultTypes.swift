package import NaruSemantics
package import NaruSyntax

package struct ResultColumn: Sendable {
    package var name: String
    package var type: ValueType

    package init(name: String, type: ValueType) {
        self.name = name
        self.type = type
    }
}

/// How many rows one stage took in, gave on, and could not decide.
package struct StageCount: Hashable, Sendable {
    /// `agreements`, `where signed in @2024`: as in the program.
    package var span: Span
    package var input: Int
    package var output: Int
    /// Rows whose condition was unknown.
    package var unknown: Int
    /// Elements that `[C]` and nested queries left out because C was unknown.
    package var leftOut: Int
    /// Rows that `expand` dropped because there was nothing to expand.
    package var dropped: Int
    /// Rows for which `across` has no column.
    package var outside: Int

    package init(
        span: Span, input: Int, output: Int, unknown: Int, leftOut: Int = 0, dropped: Int = 0, outside: Int = 0
    ) {
        self.span = span
        self.input = input
        self.output = output
        self.unknown = unknown
        self.leftOut = leftOut
        self.dropped = dropped
        self.outside = outside
    }
}

/// What a finished query can tell besides its rows.
package struct RunSummary: Sendable {
    package var rows: Int
    /// The source first, then each stage; empty where nothing was counted.
    package var stages: [StageCount]
    /// Bytes that operators held at most, as limits count them.
    package var peakMemory: Int
    /// Run-time warnings, counted by place.
    package var warnings: [Diagnostic]
    /// The result itself, where it was to be kept.
    package var kept: KeptResult?

    /// Rows that some `where` could not decide.
    package var unknown: Int { stages.reduce(0) { $0 + $1.unknown } }
    package var leftOut: Int { stages.reduce(0) { $0 + $1.leftOut } }
    package var dropped: Int { stages.reduce(0) { $0 + $1.dropped } }
    package var outside: Int { stages.reduce(0) { $0 + $1.outside } }

    package init(rows: Int, stages: [StageCount], peakMemory: Int, warnings: [Diagnostic], kept: KeptResult? = nil) {
        self.kept = kept
        self.rows = rows
        self.stages = stages
        self.peakMemory = peakMemory
        self.warnings = warnings
    }
}
