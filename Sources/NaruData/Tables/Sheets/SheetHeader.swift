import NaruEngine
import NaruSyntax

/// Finds the row of a sheet that names its columns.
///
/// Titles and remarks stand above it, the rows of the table below. It has a
/// cell for most columns, mostly texts, and hardly one twice.
struct SheetHeader {
    struct Row {
        var line: Int
        /// Where the line begins in the text.
        var start: Int
        /// The elements of the window; empty ones are absent.
        var cells: [Cell]

        var filled: Int { cells.count { $0.count > 0 } }
    }

    /// How far it is looked for.
    private static let mostRows = 40

    let columns: [DeclaredName]
    /// Where the rows below begin.
    let body: TableScanner.Start
    /// What stands above it.
    let title: String

    /// nil for a sheet without cells.
    init?(_ text: [UInt8], _ window: Range<Int>, _ merges: [CellArea]) {
        let rows = text.withUnsafeBufferPointer { Self.rows($0, window) }
        guard !rows.isEmpty else { return nil }
        let words = Words(text)
        let place = rows.indices.first { Self.isHeader(rows, $0, words, merges, window) }
        guard let place else {
            columns = window.indices.map { DeclaredName(text: "column_\($0 + 1)", span: Span(0, 0)) }
            body = TableScanner.Start(position: 0, line: 1)
            title = ""
            return
        }
        let isDouble =
            rows.indices.contains(place + 1) && Self.isSplit(rows[place], rows[place + 1], words, merges, window)
        columns = Self.names(rows[place], isDouble ? rows[place + 1] : nil, words, merges, window)
        let next = place + (isDouble ? 2 : 1)
        // Behind the header where no row follows.
        body =
            rows.indices.contains(next)
            ? TableScanner.Start(position: rows[next].start, line: rows[next].line)
            : TableScanner.Start(position: text.count, line: rows[rows.count - 1].line + 1)
        let above = rows[..<place].flatMap { row in row.cells.filter { $0.count > 0 }.map(words.text) }
        title = above.joined(separator: " · ")
    }

    private static func rows(_ bytes: Bytes, _ window: Range<Int>) -> [Row] {
        var rows: [Row] = []
        var (position, line) = (0, 1)
        while rows.count < mostRows, position < bytes.count {
            if bytes[position] == .newline {
                position += 1
                line += 1
                continue
            }
            var row = Row(line: line, start: position, cells: [])
            ValueLine.read(bytes, &position, window, into: &row.cells)
            if row.filled > 0 { rows.append(row) }
        }
        return rows
    }

    private static func isHeader(
        _ rows: [Row], _ place: Int, _ words: Words, _ merges: [CellArea], _ window: Range<Int>
    ) -> Bool {
        let row = rows[place]
        let widest = rows.map(\.filled).max() ?? 0
        let filled = row.cells.indices.filter { row.cells[$0].count > 0 }
        // A group of columns has its name once, in the first of its cells.
        let spanned = filled.reduce(0) { $0 + span(row.line, $1 + window.lowerBound, merges) }
        guard !filled.isEmpty, spanned * 5 >= widest * 3, filled.count > 1 || widest == 1 else { return false }
        let texts = filled.count { words.isText(row.cells[$0]) }
        let distinct = Set(filled.map { words.text(row.cells[$0]) }).count
        return texts * 2 >= filled.count && distinct * 5 >= filled.count * 4
    }

    private static func span(_ line: Int, _ column: Int, _ merges: [CellArea]) -> Int {
        merges.first { $0.rows.lowerBound == line && $0.columns.lowerBound == column }?.columns.count ?? 1
    }

    /// Whether the names of groups stand above those of their columns.
    private static func isSplit(
        _ top: Row, _ below: Row, _ words: Words, _ merges: [CellArea], _ window: Range<Int>
    ) -> Bool {
        guard below.line == top.line + 1 else { return false }
        let groups = merges.filter { $0.rows == top.line...top.line && $0.columns.count > 1 }
        return !groups.isEmpty
            && groups.allSatisfy { group in
                group.columns.allSatisfy { column in
                    guard window.contains(column) else { return true }
                    let cell = below.cells[column - window.lowerBound]
                    return cell.count > 0 && words.isText(cell)
                }
            }
    }

    private static func names(
        _ top: Row, _ below: Row?, _ words: Words, _ merges: [CellArea], _ window: Range<Int>
    ) -> [DeclaredName] {
        var names: [DeclaredName] = []
        var taken: [String: Int] = [:]
        for place in top.cells.indices {
            let column = place + window.lowerBound
            let group = merges.first {
                $0.rows.lowerBound == top.line && $0.columns.contains(column) && $0.columns.count > 1
            }
            let first = group.map { top.cells[max(0, $0.columns.lowerBound - window.lowerBound)] } ?? top.cells[place]
            var parts = [words.heading(first)]
            if let below { parts.append(words.heading(below.cells[place])) }
            let text = parts.filter { !$0.isEmpty }.joined(separator: "_")
            let name = text.isEmpty ? "column_\(place + 1)" : text
            taken[name, default: 0] += 1
            let count = taken[name] ?? 1
            let cell = top.cells[place].count > 0 ? top.cells[place] : below?.cells[place] ?? first
            names.append(DeclaredName(text: count > 1 ? "\(name)_\(count)" : name, span: cell.span))
        }
        return names
    }

    /// The cells of the text as words.
    private struct Words {
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func isText(_ cell: Cell) -> Bool { bytes.withUnsafeBufferPointer { cell.isText(in: $0) } }

        func text(_ cell: Cell) -> String {
            bytes.withUnsafeBufferPointer { String(decoding: TableForm.values.unescaped(cell, in: $0), as: UTF8.self) }
        }

        /// Without line breaks, and with single blanks.
        func heading(_ cell: Cell) -> String {
            text(cell).nfc.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
