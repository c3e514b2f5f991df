import Naru
package import NaruEngine
import NaruSyntax

/// An object a line.
package struct NDJSONWriter: ResultWriter {
    private let names: [String]
    private let json: JSONText

    package init(columns: [OutputColumn], options: FormatOptions) {
        names = columns.map(\.name)
        json = JSONText(language: options.language.rawValue)
    }

    package func begin(_ out: inout String) {}

    package func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            out += json.object(zip(names, row).map { ($0, json.text($1)) })
            out += "\n"
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {}
}
