package import NaruEngine
import NaruSemantics
import NaruSyntax

/// All rows of a run, in the query's order.
///
///     let result = try await session.run("agreements | take 3 | select title")
///     result.count    // 3
///     let title = result[0]["title"].text
///     for row in result { print(row) }
public struct QueryResult: Sendable, RandomAccessCollection {
    /// The query that gave it.
    ///
    ///     result.query.columns.count    // 4
    public let query: PreparedQuery

    /// Warnings of the checker, then of the run, these counted by place.
    ///
    ///     result.warnings.count    // 0
    public let warnings: [NaruDiagnostic]
    let given: [String: ParameterInput]
    let stored: [[NaruEngine.Value]]
    private let names: [String]

    init(
        query: PreparedQuery, given: [String: ParameterInput], stored: [[NaruEngine.Value]], warnings: [NaruDiagnostic]
    ) {
        self.query = query
        self.given = given
        self.stored = stored
        self.warnings = warnings
        names = query.query.columns.map(\.name)
    }

    /// 0
    public var startIndex: Int { 0 }
    /// How many rows there are.
    public var endIndex: Int { stored.count }

    /// A row by its place, from 0. A place beyond the last row is a programming
    /// mistake, as with an array.
    ///
    ///     result[0]["signed"].date    // 2023-10-31
    public subscript(place: Int) -> Row { Row(columns: names, stored: stored[place]) }

    /// All rows.
    ///
    ///     result.rows.count == result.count    // true
    public var rows: [Row] { Array(self) }

    /// The columns, in order.
    ///
    ///     result.columns.map(\.name)    // ["title", "signed", "parties", "place"]
    public var columns: [PreparedQuery.Column] { query.columns }

    /// What one stage of a query did, in rows unless said otherwise.
    ///
    ///     try result.counts.last?.unknown    // 0
    public struct StageCount: Hashable, Sendable {
        /// The stage as the program writes it: `where signed in @2024`.
        ///
        ///     stage.text    // "where signed in @2023-10"
        public let text: String

        package let stored: NaruEngine.StageCount

        /// Rows that came in.
        ///
        ///     stage.input    // 10
        public var input: Int { stored.input }

        /// Rows that it kept.
        ///
        ///     stage.kept    // 1
        public var kept: Int { stored.output }

        /// Rows for which its condition was unknown; they are not kept.
        ///
        ///     stage.unknown    // 4
        public var unknown: Int { stored.unknown }

        /// Elements (not rows) that `[C]` within it left out as unknown.
        ///
        ///     stage.leftOut    // 0
        public var leftOut: Int { stored.leftOut }

        /// Rows that `expand` dropped since there was nothing to expand.
        ///
        ///     stage.dropped    // 0
        public var dropped: Int { stored.dropped }

        /// Rows for which `group … across` has no column.
        ///
        ///     stage.outside    // 0
        public var outside: Int { stored.outside }

        /// Rows that its condition was not true of. Only a stage that filters
        /// has such; elsewhere the difference says nothing of the kind.
        ///
        ///     stage.rejected    // 5
        public var rejected: Int { Swift.max(0, input - kept - unknown - dropped) }

        package init(_ text: String, _ stored: NaruEngine.StageCount) {
            self.text = text
            self.stored = stored
        }
    }

    /// Rows in, kept, rejected and unknown by stage, the source first. The query
    /// is run for it, under the same limits, when it is asked for.
    ///
    ///     try result.counts.map(\.kept)    // [10, 1, 1]
    ///
    /// - Throws: `limitReached` and `cancelled`, as a run does.
    public var counts: [StageCount] {
        get throws(NaruError) {
            do throws(RunFailure) {
                return try query.stages(given)
            } catch {
                throw NaruError(error, in: query.compilation.source)
            }
        }
    }

    /// What a row rests on, claim by claim, as `why` shows it; the query is run
    /// again for it, under the same limits. Nothing for a place without a row.
    ///
    ///     for claim in try result.evidence(forRow: 0) {
    ///         print(claim.field ?? "", claim.value ?? "", claim.quote ?? "")
    ///     }
    ///
    /// - Throws: `limitReached` and `cancelled`, as a run does.
    public func evidence(forRow place: Int) throws(NaruError) -> [Evidence] {
        guard stored.indices.contains(place) else { return [] }
        do throws(RunFailure) {
            let found = try query.session.evidence(
                of: query.query, in: query.compilation, given: given, rows: place..<(place + 1))
            return (found.first ?? []).map(Evidence.init(stored:))
        } catch {
            throw NaruError(error, in: query.compilation.source)
        }
    }
}

extension PreparedQuery {
    /// What each stage does with some parameters.
    package func stages(_ given: [String: ParameterInput]) throws(RunFailure) -> [QueryResult.StageCount] {
        compilation.worded(try session.counts(of: query, in: compilation, given: given))
    }
}
