import NaruSyntax

/// The cells of a block of rows, one row after another.
typealias Cells = UnsafeBufferPointer<Cell>

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
        /// Of rows whose quotation marks are wrong.
        var broken: [TableScanner.Failure] = []
        var brokenCount = 0
        /// Rows of nothing but separators, which are no rows.
        var emptyCount = 0
        var failure: TableScanner.Failure?

        /// Where reading stopped.
        var end = TableScanner.Start(position: 0, line: 1)

        /// Notes rows that stand in lines one after another.
        mutating func note(line: Int, rows more: Int = 1) {
            let line = Int32(truncatingIfNeeded: line)
            if rows == 0 { firstLine = line }
            if lines == nil, line != firstLine + Int32(truncatingIfNeeded: rows) { lines = consecutiveLines }
            lines?.append(contentsOf: line..<line + Int32(truncatingIfNeeded: more))
            rows += more
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
            broken = Array((broken + next.broken).prefix(DataIssues.limit))
            brokenCount += next.brokenCount
            emptyCount += next.emptyCount
            failure = next.failure
            end = TableScanner.Start(position: next.end.position, line: end.line + next.end.line - 1)
        }
    }

    /// What is done with a block: its cells, `width` a row, how many rows it has,
    /// the number of its first row, and the whole text.
    typealias Body = (_ cells: Cells, _ rows: Int, _ firstRow: Int, _ bytes: Bytes) -> Void

    /// As many as have about so many cells.
    private static let blockCells = 1 << 16
    private static let blockRows = 1024

    static func forEach(of file: TableFile, _ body: Body) -> Outcome {
        forEach(of: file, from: file.body, before: file.end, body)
    }

    private static let stretch = 1 << 20

    /// The same as long as something is still to be found in the rows.
    static func forEach(of file: TableFile, while isNeeded: () -> Bool, _ body: Body) {
        guard !file.form.isJSON, file.fillsDown.isEmpty else {
            _ = forEach(of: file, body)
            return
        }
        var start = file.body
        while start.position < file.end, isNeeded() {
            let end = min(file.end, start.position + stretch)
            start = forEach(of: file, from: start, before: end, body).end
        }
    }

    /// The same for the rows that start in a part of the file.
    static func forEach(
        of file: TableFile, from start: TableScanner.Start, before end: Int, _ body: Body
    ) -> Outcome {
        let width = file.width
        let size = max(16, min(blockRows, blockCells / max(1, width)))
        let block = UnsafeMutableBufferPointer<Cell>.allocate(capacity: size * width)
        defer { block.deallocate() }
        return file.source.utf8.withUnsafeBufferPointer { bytes in
            var reading = Reading(file, scanner(of: file, bytes, start), block, size)
            while reading.fill(before: end) {
                let cells = Cells(rebasing: UnsafeBufferPointer(block)[..<(reading.rows * width)])
                body(cells, reading.rows, reading.outcome.rows - reading.rows, bytes)
            }
            return reading.outcome
        }
    }

    private static func scanner(of file: TableFile, _ bytes: Bytes, _ start: TableScanner.Start) -> TableScanner {
        TableScanner(
            bytes, form: file.form, from: start, keys: file.keys, window: file.window,
            keepsBlankLines: file.width == 1 && !file.skipsBlankLines)
    }

    /// Fills blocks with the rows of a file.
    private struct Reading {
        private let width: Int
        private let block: UnsafeMutableBufferPointer<Cell>
        private let size: Int
        private var scanner: TableScanner
        private var excluded: ArraySlice<Int>
        private let fillsDown: [Int]
        /// The last cell with a value of each column that is filled down.
        private var above: [Cell]
        private var row: [Cell] = []
        private var seen = 0
        /// How many rows are read one by one before plain ones are looked for.
        private var patience = 0
        private var waiting = 0
        private(set) var outcome = Outcome()
        /// In the block.
        private(set) var rows = 0

        private static let mostPatience = 64

        init(_ file: TableFile, _ scanner: TableScanner, _ block: UnsafeMutableBufferPointer<Cell>, _ size: Int) {
            width = file.width
            self.block = block
            self.size = size
            self.scanner = scanner
            excluded = file.excluded[...]
            fillsDown = file.fillsDown
            above = Self.nothing(fillsDown)
        }

        private static func nothing(_ columns: [Int]) -> [Cell] { columns.map { _ in Cell(0, 0) } }

        @inline(__always)
        private static func fill(_ cell: inout Cell, from above: inout Cell) {
            if !cell.isAbsent { above = cell } else if !above.isAbsent { cell = above }
        }

        /// False when there are no more rows.
        mutating func fill(before end: Int) -> Bool {
            rows = 0
            // The cells of a block are few enough to be read between two questions.
            guard !Allowance.isSpent else { return false }
            while rows < size, scanner.failure == nil, scanner.position < end {
                if takePlainRows(before: end) { continue }
                guard takeRow() else { break }
            }
            outcome.failure = scanner.failure
            outcome.end = scanner.start
            return rows > 0
        }

        /// False where the next row has to be looked at closely.
        private mutating func takePlainRows(before end: Int) -> Bool {
            guard excluded.isEmpty, waiting == 0 else {
                waiting = max(0, waiting - 1)
                return false
            }
            let free = UnsafeMutableBufferPointer(rebasing: block[(rows * width)...])
            let found = scanner.plainRows(into: free, width: width, atMost: size - rows, before: end)
            patience = found > 0 ? 0 : min(Self.mostPatience, patience * 2 + 1)
            waiting = patience
            guard found > 0 else { return false }
            outcome.note(line: scanner.line - found + 1, rows: found)
            for (place, column) in fillsDown.enumerated() {
                for row in rows..<rows + found { Self.fill(&block[row * width + column], from: &above[place]) }
            }
            rows += found
            return true
        }

        /// Takes one row, unless it is left out; false at the end or on a failure.
        private mutating func takeRow() -> Bool {
            row.removeAll(keepingCapacity: true)
            guard scanner.nextRow(into: &row) else { return noteBroken() }
            guard row.count == width else {
                noteRagged()
                return true
            }
            if skipsEmptyRows, row.allSatisfy(\.isAbsent) {
                outcome.emptyCount += 1
                return true
            }
            for (place, column) in fillsDown.enumerated() { Self.fill(&row[column], from: &above[place]) }
            seen += 1
            if let next = excluded.first, next == seen - 1 {
                excluded.removeFirst()
                return true
            }
            outcome.note(line: scanner.line)
            for place in 0..<width { block[rows * width + place] = row[place] }
            rows += 1
            return true
        }

        private var skipsEmptyRows: Bool {
            switch scanner.form {
            case .separated, .unquoted: width > 1
            case .blanks, .json, .jsonTexts, .jsonLines, .values: false
            }
        }

        /// A broken quotation costs its own row; false where nothing follows.
        private mutating func noteBroken() -> Bool {
            guard let failure = scanner.failure, case .separated = scanner.form else { return false }
            // What it would have said of the rows below is not known.
            above = Self.nothing(fillsDown)
            outcome.brokenCount += 1
            if outcome.broken.count < DataIssues.limit { outcome.broken.append(failure) }
            scanner.skipBrokenRow()
            return true
        }

        private mutating func noteRagged() {
            outcome.raggedCount += 1
            above = Self.nothing(fillsDown)
            guard outcome.ragged.count < DataIssues.limit, let first = row.first, let last = row.last else { return }
            outcome.ragged.append(RaggedRow(span: first.span.joined(last.span), cells: row.count))
        }
    }

    /// The cells of one column in some rows, for messages.
    static func cells(of file: TableFile, place: Int, rows: Set<Int>) -> [Int: Cell] {
        var found: [Int: Cell] = [:]
        let width = file.width
        _ = forEach(of: file) { cells, count, firstRow, _ in
            for row in 0..<count where rows.contains(firstRow + row) {
                found[firstRow + row] = cells[row * width + place]
            }
        }
        return found
    }
}
