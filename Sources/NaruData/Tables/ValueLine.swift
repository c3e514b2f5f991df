import NaruSyntax

/// Reads a line of values, which need no check: this program wrote them.
enum ValueLine {
    /// Appends the cells that stand in the columns of the window, absent ones
    /// where the line has none, unless only written ones count. Stops before the
    /// next line.
    static func read(
        _ bytes: Bytes, _ position: inout Int, _ window: Range<Int>, countsOnlyWritten: Bool = false,
        into cells: inout [Cell]
    ) {
        var column = 0
        position += 1
        while position < bytes.count, bytes[position] != .newline {
            let cell = cell(bytes, &position)
            if window.contains(column) { cells.append(cell) }
            column += 1
            // A comma or the closing bracket.
            position += 1
        }
        guard !countsOnlyWritten else { return }
        for _ in max(column, window.lowerBound)..<max(column, window.upperBound) {
            cells.append(Cell(position, position))
        }
    }

    @inline(__always)
    private static func cell(_ bytes: Bytes, _ position: inout Int) -> Cell {
        if bytes[position] == .quote { return text(bytes, &position) }
        let start = position
        while position < bytes.count, bytes[position] != .comma, bytes[position] != UInt8(ascii: "]") { position += 1 }
        return bytes[start] == UInt8(ascii: "n") ? Cell(start, start) : Cell(start, position)
    }

    private static func text(_ bytes: Bytes, _ position: inout Int) -> Cell {
        let start = position + 1
        var hasEscapes = false
        position = start
        while position < bytes.count, bytes[position] != .quote {
            if bytes[position] == .backslash {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        position += 1
        return Cell(start, min(position - 1, bytes.count), hasEscapes: hasEscapes)
    }
}
