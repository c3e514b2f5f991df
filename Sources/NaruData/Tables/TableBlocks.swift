import NaruSyntax

/// Reads the rows of a table in blocks that fit a core's cache.
enum TableBlocks {
    struct RaggedRow {
        var span: Span
        var cells: Int
    }

    /// What a pass over the rows found.
    struct Outcome {
        var rows = 0
        var firstLine: Int32 = 0
        /// The line of each row, where they do not simply follow one another.
        var lines: [Int32]?
        var ragged: [RaggedRow] = []
        var raggedCount = 0
        var failure: TableScanner.Failure?

        /// Where reading stopped.
        var end = TableScanner.Start(position: 0, line: 1)

        mutating func note(line: Int) {
            let line = Int32(truncatingIfNeeded: line)
            if rows == 0 { firstLine = line }
            if lines == nil, line != firstLine + Int32(truncatingIfNeeded: rows) { lines = consecutiveLines }
            lines?.append(line)
            rows += 1
        }

        private var consecutiveLines: [Int32] { (0..<Int32(truncatingIfNeeded: rows)).map { firstLine + $0 } }

        /// Adds what was found in the rows behind these, whose lines were counted
        /// from 1 where these ended.
        mutating func append(_ next: Outcome) {
            let shift = Int32(truncatingIfNeeded: end.line - 1)
            if rows == 0 {
                firstLine = next.firstLine + shift
                lines = next.lines?.map { $0 + shift }
            } else if next.rows > 0 {
                let follows = next.firstLine + shift == firstLine + Int32(truncatingIfNeeded: rows)
                if lines != nil || next.lines != nil || !follows {
                    lines = (lines ?? consecutiveLines) + (next.lines ?? next.consecutiveLines).map { $0 + shift }
                }
            }
            rows += next.rows
            ragged = Array((ragged + next.ragged).prefix(DataIssues.limit))
            raggedCount += next.raggedCount
            failure = next.failure
            end = TableScanner.Start(position: next.end.position, line: end.line + next.end.line - 1)
        }
    }

    private static let blockRows = 1024

    /// Calls `body` with the cells of a block (`width` a row), how many rows it
    /// has, the number of its first row, and the whole text.
    static func forEach(
        of file: TableFile, _ body: (_ cells: [Cell], _ rows: Int, _ firstRow: Int, _ bytes: Bytes) -> Void
    ) -> Outcome {
        forEach(of: file, from: file.body, before: file.source.utf8.count, body)
    }

    /// The same for the rows that start in a part of the file.
    static func forEach(
        of file: TableFile, from start: TableScanner.Start, before end: Int,
        _ body: (_ cells: [Cell], _ rows: Int, _ firstRow: Int, _ bytes: Bytes) -> Void
    ) -> Outcome {
        let width = file.columns.count
        var outcome = Outcome()
        file.source.utf8.withUnsafeBufferPointer { bytes in
            var scanner = TableScanner(bytes, form: file.form, from: start, keys: file.keys)
            var cells: [Cell] = []
            cells.reserveCapacity(width * blockRows + 16)
            var blockStart = 0
            var seen = 0
            var excluded = file.excluded[...]
            while scanner.position < end, scanner.nextRow(into: &cells) {
                let expected = (outcome.rows - blockStart + 1) * width
                guard cells.count == expected else {
                    note(&cells, expected - width, &outcome)
                    continue
                }
                seen += 1
                if let next = excluded.first, next == seen - 1 {
                    excluded.removeFirst()
                    cells.removeSubrange((expected - width)...)
                    continue
                }
                outcome.note(line: scanner.line)
                if outcome.rows - blockStart == blockRows {
                    body(cells, blockRows, blockStart, bytes)
                    blockStart = outcome.rows
                    cells.removeAll(keepingCapacity: true)
                }
            }
            outcome.failure = scanner.failure
            outcome.end = scanner.start
            if outcome.rows > blockStart { body(cells, outcome.rows - blockStart, blockStart, bytes) }
        }
        return outcome
    }

    private static func note(_ cells: inout [Cell], _ start: Int, _ outcome: inout Outcome) {
        outcome.raggedCount += 1
        if outcome.ragged.count < DataIssues.limit, start < cells.count {
            let span = cells[start].span.joined(cells[cells.count - 1].span)
            outcome.ragged.append(RaggedRow(span: span, cells: cells.count - start))
        }
        cells.removeSubrange(min(start, cells.count)...)
    }

    /// The cells of one column in some rows, for messages.
    static func cells(of file: TableFile, place: Int, rows: Set<Int>) -> [Int: Cell] {
        var found: [Int: Cell] = [:]
        let width = file.columns.count
        _ = forEach(of: file) { cells, count, firstRow, _ in
            for row in 0..<count where rows.contains(firstRow + row) {
                found[firstRow + row] = cells[row * width + place]
            }
        }
        return found
    }
}
