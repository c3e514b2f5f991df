import Naru
package import NaruEngine
import NaruSyntax

/// One array of objects, an object a line.
package struct JSONWriter: ResultWriter {
    private let names: [String]
    private let json: JSONText
    private var array = JSONArray()

    package init(columns: [OutputColumn], options: FormatOptions) {
        names = columns.map(\.name)
        json = JSONText(language: options.language.rawValue)
    }

    package func begin(_ out: inout String) { array.begin(&out) }

    package mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            array.append(json.object(zip(names, row).map { ($0, json.text($1)) }), to: &out)
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) { array.end(&out) }
}
