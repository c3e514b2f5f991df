import NaruSyntax

/// Writes lines with their columns below each other.
struct TiesLayout {
    static let width = 100

    var output = ""
    private var column = 0

    mutating func write(_ lines: [TiesLine], isSchema: Bool) {
        for group in Self.groups(lines) {
            let columns = isSchema ? TiesColumns(schema: group) : TiesColumns(record: group)
            for (line, cells) in zip(group, columns.cells) { write(line, cells, columns) }
        }
    }

    /// A line at the margin and all that belongs to it.
    private static func groups(_ lines: [TiesLine]) -> [ArraySlice<TiesLine>] {
        let starts = lines.indices.filter { lines[$0].level == 0 }
        let bounds = (starts.first == 0 ? starts : [0] + starts) + [lines.count]
        return zip(bounds, bounds.dropFirst()).map { lines[$0..<$1] }
    }

    private mutating func write(_ line: TiesLine, _ cells: TiesColumns.Cells, _ columns: TiesColumns) {
        if line.hasGap { output += "\n" }
        column = 0
        put(String(repeating: "  ", count: line.level))
        var rest = line.pieces[...]
        for (place, count) in cells.counts.enumerated() {
            let start = column
            for _ in 0..<count { putNext(&rest) }
            if !rest.isEmpty { pad(to: start + columns.widths[place]) }
        }
        writeList(rest, listStart: cells.listStart)
        output += "\n"
    }

    private mutating func putNext(_ rest: inout ArraySlice<TiesLine.Piece>) {
        guard case .word(let word)? = rest.first else { return }
        rest = rest.dropFirst()
        if !isBehindBlank { put(" ") }
        put(word)
    }

    /// Words, and items with commas: as many on a line as fit.
    private mutating func writeList(_ pieces: ArraySlice<TiesLine.Piece>, listStart: Int) {
        var itemColumn: Int?
        var mustBreak = false
        for (index, piece) in pieces.enumerated() {
            let item = pieces.dropFirst(index)
            if index >= listStart, itemColumn == nil { itemColumn = column + (isBehindBlank ? 0 : 1) }
            let begins = index > 0 && pieces[pieces.startIndex + index - 1] == .comma
            let overflows = begins && column + 1 + Self.width(ofItem: item) > Self.width
            switch piece {
            case .comma: put(",")
            case .comment(let text, let ownsLine):
                if mustBreak || (ownsLine && index > 0) {
                    breakLine(to: itemColumn ?? column)
                } else if !isLineEmpty, !ownsLine {
                    put("  ")
                }
                put(text)
                mustBreak = true
                continue
            case .word(let word):
                if mustBreak || overflows { breakLine(to: itemColumn ?? column) }
                if !isBehindBlank { put(" ") }
                put(word)
            }
            mustBreak = false
        }
    }

    /// Up to its comma.
    private static func width(ofItem pieces: ArraySlice<TiesLine.Piece>) -> Int {
        var width = 0
        for piece in pieces {
            guard case .word(let word) = piece else { return piece == .comma ? width + 1 : width }
            width += DisplayWidth.of(word) + (width > 0 ? 1 : 0)
        }
        return width
    }

    // MARK: Writing

    private var isLineEmpty: Bool { output.isEmpty || output.hasSuffix("\n") || output == "\u{FEFF}" }
    private var isBehindBlank: Bool { isLineEmpty || output.utf8.last == .blank }

    private mutating func put(_ text: String) {
        output += text
        column += DisplayWidth.of(text)
    }

    private mutating func pad(to place: Int) {
        if place > column { put(String(repeating: " ", count: place - column)) }
    }

    private mutating func breakLine(to place: Int) {
        while output.utf8.last == .blank { output.removeLast() }
        output += "\n"
        column = 0
        pad(to: place)
    }
}
