import Naru
package import NaruEngine

/// One array of objects, an object a line.
package struct JSONWriter: ResultWriter {
    private let names: [String]
    private let json: JSONText
    private var isEmpty = true

    package init(columns: [OutputColumn], options: FormatOptions) {
        names = columns.map(\.name)
        json = JSONText(language: options.language)
    }

    package func begin(_ out: inout String) { out += "[" }

    package mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            out += isEmpty ? "\n  " : ",\n  "
            isEmpty = false
            out += json.object(zip(names, row).map { ($0, json.text($1)) })
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) { out += isEmpty ? "]\n" : "\n]\n" }
}
