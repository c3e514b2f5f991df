package import NaruEngine

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
        line(columns.map { options.showsHeader ? SafeText.escaped($0.name) : " " }, &out)
        out += "|" + columns.map { $0.isNumeric ? "---:|" : "---|" }.joined() + "\n"
    }

    package func write(_ rows: ArraySlice<[Value]>, _ out: inout String) {
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
