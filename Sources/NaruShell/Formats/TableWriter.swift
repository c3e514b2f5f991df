package import NaruEngine
import NaruSyntax

/// Aligned columns without lines, for mails and notes. Nothing is shortened.
package struct TableWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let options: FormatOptions
    private let human: HumanText
    private var rows: [[String]] = []

    package init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    package func begin(_ out: inout String) {}

    /// Widths depend on all rows, so they are kept until the end.
    package mutating func write(_ rows: ArraySlice<[Value]>, _ out: inout String) {
        self.rows += rows.map { $0.map(human.text) }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {
        let names = columns.map { SafeText.escaped($0.name) }
        let widths = columns.indices.map { column in
            (rows.map { $0[column] } + (options.showsHeader ? [names[column]] : [])).map { DisplayWidth.of($0) }.max()
                ?? 0
        }
        if options.showsHeader {
            line(names, widths, &out)
            line(widths.map { String(repeating: "-", count: $0) }, widths, &out)
        }
        for row in rows { line(row, widths, &out) }
        let footer = Footer(options: options).text(end)
        if !footer.isEmpty { out += "\n" + footer }
    }

    private func line(_ cells: [String], _ widths: [Int], _ out: inout String) {
        var text = columns.indices.map { column in
            SafeText.padded(cells[column], to: widths[column], right: columns[column].isNumeric)
        }.joined(separator: "  ")
        while text.hasSuffix(" ") { text.removeLast() }
        out += text + "\n"
    }
}
