package import Naru

/// How programs are run and their results shown.
package struct RunOptions: Sendable {
    package var format = OutputFormat.csv
    package var formatting = FormatOptions()
    /// Rows to write of each result; nil for all.
    package var maximumRows: Int?
    /// Parse and check only.
    package var checksOnly = false
    /// Go on after a query that failed.
    package var keepsGoing = false
    /// Tell what each query took.
    package var showsStatistics = false
    /// What parameters are given, by their names.
    package var parameters: [String: ParameterInput] = [:]

    package init() {}
}
