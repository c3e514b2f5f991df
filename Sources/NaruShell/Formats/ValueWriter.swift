import Naru
package import NaruEngine
import NaruSyntax

/// Raw cells between tabs, for other programs' variables: no header, no
/// quotes, no escapes.
package struct ValueWriter: ResultWriter {
    private let plain: PlainText
    private let absent: String

    package init(options: FormatOptions) {
        plain = PlainText(language: options.language.rawValue)
        absent = options.absent ?? ""
    }

    package func begin(_ out: inout String) {}

    package func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            out += row.map { plain.text($0) ?? absent }.joined(separator: "\t")
            out += "\n"
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {}
}
