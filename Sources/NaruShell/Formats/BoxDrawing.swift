import NaruSyntax

/// Draws a box whose layout is settled, and counts what it had to shorten.
struct BoxDrawing {
    let columns: [OutputColumn]
    let layout: BoxLayout
    let paint: Paint
    let showsHeader: Bool
    private(set) var shortened = 0
    private(set) var shortenedHeaders = 0

    init(columns: [OutputColumn], layout: BoxLayout, options: FormatOptions) {
        self.columns = columns
        self.layout = layout
        paint = Paint(isOn: options.usesColor)
        showsHeader = options.showsHeader
    }

    mutating func draw(_ cells: [[String]], isAbsent: (Int, Int) -> Bool, _ out: inout String) {
        let paint = paint
        rule("┌", "┬", "┐", &out)
        if showsHeader {
            line(columns.map(\.name), &out) { _, text in paint.strong(text) }
            line(columns.map(\.type), &out) { _, text in paint.dim(text) }
            shortenedHeaders = shortened
            rule("├", "┼", "┤", &out)
        }
        shortened = 0
        for (row, texts) in cells.enumerated() {
            line(texts, &out) { column, text in isAbsent(row, column) ? paint.dim(text) : text }
        }
        rule("└", "┴", "┘", &out)
    }

    private func rule(_ left: String, _ middle: String, _ right: String, _ out: inout String) {
        let widths = layout.widths + (layout.hidden.isEmpty ? [] : [1])
        let bars = widths.map { String(repeating: "─", count: $0 + 2) }
        out += paint.dim(left + bars.joined(separator: middle) + right) + "\n"
    }

    private mutating func line(_ texts: [String], _ out: inout String, painted: (Int, String) -> String) {
        let bar = paint.dim("│")
        for (column, width) in layout.widths.enumerated() {
            let text = SafeText.escaped(texts[column])
            let short = SafeText.shortened(text, to: width)
            if short != text { shortened += 1 }
            let padded = SafeText.padded(short, to: width, right: columns[column].isNumeric)
            out += "\(bar) \(painted(column, padded)) "
        }
        out += layout.hidden.isEmpty ? bar + "\n" : "\(bar) \(paint.dim("…")) \(bar)\n"
    }
}
