package import NaruEngine
package import NaruSyntax

/// Writes one result as text, a batch at a time. Writers do no output
/// themselves: they append to `out`, which whoever calls them empties.
package protocol ResultWriter {
    mutating func begin(_ out: inout String)
    mutating func write(_ rows: ArraySlice<[Value]>, _ out: inout String)
    mutating func end(_ end: ResultEnd, _ out: inout String)
    /// Why the rows that have come cannot be shown in this format; asked before
    /// the end.
    func refusal(at span: Span?) -> Diagnostic?
}

extension ResultWriter {
    package func refusal(at span: Span?) -> Diagnostic? { nil }
}

/// How results are to be shown, whatever the format.
package struct FormatOptions: Sendable {
    /// The language of names, units and footers.
    package var language = Language.english
    /// What can be typed to see more.
    package var guide = Guide.commandLine(data: [])
    package var showsHeader = true
    /// What stands for an absent value, where the user has said so.
    package var absent: String?
    /// How wide a box may be; nil for as wide as it needs.
    package var width: Int?
    package var usesColor = false
    /// Whether to leave out footers.
    package var isQuiet = false

    package init() {}
}

/// What is known when the last row has come.
package struct ResultEnd: Sendable {
    package struct Stage: Sendable {
        /// As written in the program, on one line.
        package var text: String
        package var input: Int
        package var output: Int
        package var unknown: Int
        package var leftOut: Int
        package var dropped: Int
        package var outside: Int

        package init(
            text: String, input: Int, output: Int, unknown: Int, leftOut: Int = 0, dropped: Int = 0, outside: Int = 0
        ) {
            self.text = text
            self.input = input
            self.output = output
            self.unknown = unknown
            self.leftOut = leftOut
            self.dropped = dropped
            self.outside = outside
        }
    }

    /// All rows, also those behind the row limit.
    package var rows: Int
    /// The rows that were written.
    package var shown: Int
    package var stages: [Stage]

    package init(rows: Int, shown: Int, stages: [Stage]) {
        self.rows = rows
        self.shown = shown
        self.stages = stages
    }

    package var unknown: Int { stages.reduce(0) { $0 + $1.unknown } }
    package var leftOut: Int { stages.reduce(0) { $0 + $1.leftOut } }
    package var dropped: Int { stages.reduce(0) { $0 + $1.dropped } }
    package var outside: Int { stages.reduce(0) { $0 + $1.outside } }
}
