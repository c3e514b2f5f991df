package import NaruEngine
import NaruSyntax

/// A line a value, an empty line between rows.
package struct LineWriter: ResultWriter {
    private let names: [String]
    private let options: FormatOptions
    private let human: HumanText
    private var isFirst = true

    package init(columns: [OutputColumn], options: FormatOptions) {
        let names = columns.map { SafeText.escaped($0.name) }
        let width = names.map { DisplayWidth.of($0) }.max() ?? 0
        self.names = names.map { SafeText.padded($0, to: width) }
        self.options = options
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    package func begin(_ out: inout String) {}

    package mutating func write(_ rows: ArraySlice<[Value]>, _ out: inout String) {
        let paint = Paint(isOn: options.usesColor)
        for row in rows {
            if !isFirst { out += "\n" }
            isFirst = false
            for (name, value) in zip(names, row) {
                let text = human.text(value)
                out += options.showsHeader ? paint.strong(name) + "  " : ""
                out += (value == .absent ? paint.dim(text) : text) + "\n"
            }
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {
        let footer = Footer(options: options).text(end)
        if !footer.isEmpty, !isFirst { out += "\n" }
        out += footer
    }
}
