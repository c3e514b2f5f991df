package import Naru
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
    package mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        self.rows += rows.map { $0.map(human.text) }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {
        let names = columns.map { SafeText.escaped($0.title) }
        let widths = columns.indices.map { column in
            (rows.whileAllowed.map { $0[column] } + (options.showsHeader ? [names[column]] : [])).map {
                DisplayWidth.of($0)
            }.max()
                ?? 0
        }
        if options.showsHeader {
            line(names, widths, &out)
            line(widths.map { String(repeating: "-", count: $0) }, widths, &out)
        }
        for row in rows.whileAllowed { line(row, widths, &out) }
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

/// A table of GitHub's Markdown, numbers to the right.
package struct MarkdownWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let options: FormatOptions
    private let human: HumanText

    package init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    /// Markdown knows no table without a header; without names it is blank.
    package func begin(_ out: inout String) {
        line(columns.map { options.showsHeader ? SafeText.escaped($0.title) : " " }, &out)
        out += "|" + columns.map { $0.isNumeric ? "---:|" : "---|" }.joined() + "\n"
    }

    package func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows { line(row.map(human.text), &out) }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {
        let footer = Footer(options: options).text(end)
        if !footer.isEmpty { out += "\n" + footer }
    }

    private func line(_ cells: [String], _ out: inout String) {
        out += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }

    private func escaped(_ cell: String) -> String {
        var result = ""
        for scalar in cell.unicodeScalars {
            if "\\|*_`<>[]~".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}

/// A line a value, an empty line between rows.
package struct LineWriter: ResultWriter {
    private let names: [String]
    private let options: FormatOptions
    private let human: HumanText
    private var isFirst = true

    package init(columns: [OutputColumn], options: FormatOptions) {
        let names = columns.map { SafeText.escaped($0.title) }
        let width = names.map { DisplayWidth.of($0) }.max() ?? 0
        self.names = names.map { SafeText.padded($0, to: width) }
        self.options = options
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    package func begin(_ out: inout String) {}

    package mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
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
