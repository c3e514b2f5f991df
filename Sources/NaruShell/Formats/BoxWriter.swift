package import NaruEngine
import NaruSyntax

/// A table drawn with lines, the type under each header. It may shorten texts
/// and leave out columns to fit a terminal, and then says so.
package struct BoxWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let options: FormatOptions
    private let human: HumanText
    private var rows: [[Value]] = []

    package init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    package func begin(_ out: inout String) {}

    /// Widths depend on all rows, so they are kept until the end.
    package mutating func write(_ rows: ArraySlice<[Value]>, _ out: inout String) { self.rows += rows }

    package func end(_ end: ResultEnd, _ out: inout String) {
        var notes: [Message] = []
        if !rows.isEmpty, !columns.isEmpty {
            let cells = rows.map { $0.map(human.text) }
            let layout = BoxLayout(columns: columns, cells: cells, header: options.showsHeader, width: options.width)
            if rows.count == 1, layout.isCut { return vertical(end, &out) }
            var drawing = BoxDrawing(columns: columns, layout: layout, options: options)
            drawing.draw(cells, isAbsent: { rows[$0][$1] == .absent }, &out)
            notes = layout.notes(cells: drawing.shortened, headers: drawing.shortenedHeaders, options)
        }
        out += Footer(options: options).text(end, notes: notes)
    }

    private func vertical(_ end: ResultEnd, _ out: inout String) {
        var lines = LineWriter(columns: columns, options: options)
        lines.write(rows[...], &out)
        lines.end(end, &out)
    }
}
