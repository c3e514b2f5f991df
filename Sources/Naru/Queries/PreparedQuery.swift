import NaruData
package import NaruEngine
import NaruPlan
package import NaruSemantics
import NaruSyntax

/// A query that was parsed and checked. It runs any number of times, also at
/// once, with other values for its parameters.
///
///     let query = try session.prepare("""
///         param country: text
///         cities | where country.iso = $country | select name, n: count(agreements)
///         """)
///     query.columns.map(\.name)    // ["name", "n"]
///     query.parameters.map(\.name)    // ["country"]
///     let result = try await query.run(["country": "KR"])
public struct PreparedQuery: Sendable {
    package var session: Session
    package let compilation: Compilation
    package let query: OutputQuery
    /// How its rows are found; each run follows it.
    let plan: PlannedOutput

    /// A column of the result.
    ///
    ///     query.columns[2].description    // "last: date?"
    public struct Column: Hashable, Sendable, CustomStringConvertible {
        /// What rows and decoding call it.
        ///
        ///     query.columns[0].name    // "name"
        public let name: String

        /// As schemas and programs write it: `text`, `date`, `city`,
        /// `{name, n}` for a record, `city | county` where it is one of several.
        ///
        ///     query.columns[2].type    // "date"
        public let type: String

        /// How many values a row has in it.
        ///
        ///     query.columns[2].cardinality    // .optional
        public let cardinality: Cardinality
        /// `last: date?`
        public var description: String { "\(name): \(type)\(cardinality.mark)" }
    }

    /// How many values there are.
    ///
    ///     query.columns[2].cardinality == .optional    // true
    public enum Cardinality: Hashable, Sendable {
        /// Always one.
        case one
        /// None or one.
        case optional
        /// Any number; a value of such a column is a list.
        case many

        fileprivate var mark: String {
            switch self {
            case .one: ""
            case .optional: "?"
            case .many: "*"
            }
        }
    }

    /// What can be given to a run.
    ///
    ///     query.parameters.first?.name    // "country"
    public struct Parameter: Hashable, Sendable {
        /// As `run` takes it, without `$`.
        ///
        ///     query.parameters[1].name    // "since"
        public let name: String

        /// As programs write it: `text`, `city`.
        ///
        ///     query.parameters[1].type    // "date"
        public let type: String

        /// A parameter that is optional may be left absent.
        ///
        ///     query.parameters[1].cardinality    // .optional
        public let cardinality: Cardinality

        /// Its default, as the program writes it; nil where there is none.
        ///
        ///     query.parameters[1].defaultText    // nil
        public let defaultText: String?

        /// Whether a run fails without a value for it.
        ///
        ///     query.parameters.map(\.isRequired)    // [true, false]
        public var isRequired: Bool { defaultText == nil && cardinality != .optional }
    }

    /// The columns of the result, in order, known before it runs.
    ///
    ///     query.columns.map(\.name)    // ["name", "n", "last"]
    public var columns: [Column] {
        query.resultColumns.map {
            Column(name: $0.name, type: schema.describe($0.type.type), cardinality: Cardinality($0.type.cardinality))
        }
    }

    /// The parameters, in the order of the program.
    ///
    ///     query.parameters.map(\.name)    // ["country", "since"]
    public var parameters: [Parameter] {
        (compilation.program?.parameters ?? []).map {
            Parameter(
                name: $0.name, type: schema.describe($0.type.type), cardinality: Cardinality($0.type.cardinality),
                defaultText: $0.defaultValue.map { compilation.words($0.span) })
        }
    }

    /// What the checker warns of.
    ///
    ///     query.warnings.map(\.code)    // []
    public var warnings: [NaruDiagnostic] {
        compilation.diagnostics.map { NaruDiagnostic($0, in: compilation.source) }
    }

    package var schema: Schema { session.dataset.loaded.catalog.schema }
}

extension PreparedQuery.Cardinality {
    init(_ cardinality: NaruSemantics.Cardinality) {
        switch cardinality {
        case .one: self = .one
        case .optional: self = .optional
        case .many: self = .many
        }
    }
}

extension PreparedQuery {
    /// Runs the query to its end.
    ///
    ///     let result = try await query.run(["country": "KR", "since": "2023-05"])
    ///
    /// - Parameter parameters: Values by the names of parameters. A text is read
    ///   by the parameter's type: a date, a quantity, the name of an entity.
    /// - Throws: `parameterMissing`, `parameterUnreadable`, `limitReached`;
    ///   `cancelled` within a batch of the task's cancellation.
    public func run(_ parameters: [String: Value] = [:]) async throws(NaruError) -> QueryResult {
        let given = parameters.mapValues { ParameterInput($0.stored) }
        let collected = Collected()
        do throws(RunFailure) {
            let summary = try rows(given, areKept: true) { rows in
                collected.rows += rows
                return true
            }
            // A task that is cancelled gets no answer, even if one was near.
            if session.isCancelled() { throw .cancelled }
            return QueryResult(
                query: self, given: given, stored: collected.rows,
                warnings: (compilation.diagnostics + summary.warnings).map {
                    NaruDiagnostic($0, in: compilation.source)
                })
        } catch {
            throw NaruError(error, in: compilation.source)
        }
    }
}

/// Where a run puts its rows.
extension PreparedQuery {
    /// Runs by its plan; `receive` gets the rows as from `Session.run`.
    @discardableResult
    package func rows(
        _ given: [String: ParameterInput], areKept: Bool = false,
        receive: @escaping ([[NaruEngine.Value]]) -> Bool
    ) throws(RunFailure) -> RunSummary {
        try session.run(
            query, of: compilation, given: given, counting: false, keepsRows: areKept, plan: plan, receive: receive)
    }
}

private final class Collected {
    var rows: [[NaruEngine.Value]] = []
}
