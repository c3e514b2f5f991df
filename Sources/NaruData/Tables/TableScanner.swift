import NaruSyntax

/// A cell of a table file, without its quotation marks.
struct Cell {
    /// Doubled quotation marks stand in it.
    private static let escaped: UInt32 = 1 << 31

    private(set) var start: UInt32
    private var sizeAndFlag: UInt32

    @inline(__always)
    init(_ start: Int, _ end: Int, hasEscapes: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        sizeAndFlag = UInt32(truncatingIfNeeded: end - start) | (hasEscapes ? Self.escaped : 0)
    }

    @inline(__always) var count: Int { Int(sizeAndFlag & ~Self.escaped) }
    var hasEscapes: Bool { sizeAndFlag & Self.escaped != 0 }
    /// Nothing is written; quotation marks with nothing in them are a text.
    var isAbsent: Bool { sizeAndFlag == 0 }
    var span: Span { Span(Int(start), Int(start) + count) }
}

/// How the cells of a table file are set apart.
enum TableForm: Equatable {
    /// RFC 4180 with this separator.
    case separated(UInt8)
    /// With this separator, and quotation marks like any other character.
    case unquoted(UInt8)
    /// Runs of blanks and tabs; lines that start with `%` or `#` are comments.
    case blanks
    /// A JSON array of rows.
    case json
    /// The same, with all values in quotation marks.
    case jsonTexts
    /// A JSON row a line.
    case jsonLines
    /// Values that were written by this program: a JSON array a line, with
    /// nothing between its elements. A line may end before its last columns.
    case values

    /// Cells are written as in JSON.
    var isJSON: Bool {
        switch self {
        case .separated, .unquoted, .blanks: false
        case .json, .jsonTexts, .jsonLines, .values: true
        }
    }

    /// The text of a cell with its escapes replaced.
    func unescaped(_ cell: Cell, in bytes: Bytes) -> [UInt8] {
        isJSON ? JSONTokens.unescaped(cell, in: bytes) : TableScanner.unescaped(cell, in: bytes)
    }
}

/// Splits a table into cells, a row at a time. The text is valid UTF-8.
struct TableScanner {
    enum Failure {
        case openQuote(Span)
        case afterQuote(Span)
        case json(JSONScanner.Fault)
    }

    /// A place to read on from, and its line (from 1).
    struct Start {
        var position: Int
        var line: Int
    }

    let bytes: Bytes
    let form: TableForm
    private(set) var position: Int
    /// Where the row read last begins, and its line.
    private(set) var rowStart: Int
    private(set) var line: Int
    private var nextLine: Int
    private(set) var failure: Failure?
    private let keys: JSONKeys
    /// Of values: which elements of their lines are cells.
    private let window: Range<Int>
    /// Of a table of one column, where a blank line is a row.
    private let keepsBlankLines: Bool

    init(
        _ bytes: Bytes, form: TableForm, from start: Start, keys: JSONKeys = JSONKeys(), window: Range<Int> = 0..<0,
        keepsBlankLines: Bool = false
    ) {
        self.bytes = bytes
        self.form = form
        self.keys = keys
        self.window = window
        self.keepsBlankLines = keepsBlankLines
        rowStart = start.position
        position = start.position
        line = start.line
        nextLine = start.line
    }

    var start: Start { Start(position: position, line: nextLine) }

    /// Appends the cells of the next row that is not blank; false at the end
    /// or on a failure.
    mutating func nextRow(into cells: inout [Cell]) -> Bool {
        if form == .values { return valuesRow(&cells) }
        if form.isJSON { return jsonRow(&cells) }
        while position < bytes.count {
            line = nextLine
            rowStart = position
            if !keepsBlankLines, skipBlankLine() { continue }
            switch form {
            case .separated(let separator): return separatedRow(separator, isQuoted: true, &cells)
            case .unquoted(let separator): return separatedRow(separator, isQuoted: false, &cells)
            case .blanks: if blankRow(&cells) { return true }
            case .json, .jsonTexts, .jsonLines, .values: return false
            }
        }
        return false
    }

    /// Takes rows that start before `end` as long as each is a line with `width`
    /// cells, none of them quoted: most are. Returns how many there were.
    mutating func plainRows(
        into cells: UnsafeMutableBufferPointer<Cell>, width: Int, atMost rows: Int, before end: Int
    ) -> Int {
        guard let (separator, mark) = plainSigns, let base = bytes.baseAddress, position < end, rows > 0 else {
            return 0
        }
        // A row as long as its separators is empty, and looked at closely.
        let emptySize = keepsBlankLines ? -1 : width - 1
        var row = PlainRow(start: position)
        var (index, done, filled) = (position, 0, 0)
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
            var found = Self.places(of: separator, in: word) | Self.places(of: .newline, in: word)
            while found != 0 {
                let place = index + found.trailingZeroBitCount / 8
                found &= found &- 1
                let endsLine = base[place] == .newline
                guard row.cells < width, base[row.cellStart] != mark, endsLine == (row.cells == width - 1) else {
                    return finish(done, row)
                }
                var cellEnd = place
                if endsLine {
                    if place > row.cellStart, base[place - 1] == .carriageReturn { cellEnd -= 1 }
                    if cellEnd - row.start == emptySize { return finish(done, row) }
                }
                cells[filled] = Cell(row.cellStart, cellEnd)
                filled += 1
                row.cellStart = place + 1
                row.cells += 1
                guard endsLine else { continue }
                row = PlainRow(start: place + 1)
                done += 1
                if done == rows || row.start >= end { return finish(done, row) }
            }
            index += 8
        }
        return finish(done, row)
    }

    /// The separator, and the byte that begins a cell which is not plain.
    private var plainSigns: (separator: UInt8, mark: UInt8)? {
        switch form {
        case .separated(let separator): (separator, .quote)
        // No cell begins with what ends it.
        case .unquoted(let separator): (separator, .newline)
        case .blanks, .json, .jsonTexts, .jsonLines, .values: nil
        }
    }

    /// Goes on behind the line in which the broken row began. That takes no longer
    /// for many such rows: a quotation that is not closed in its line ends at the
    /// next one that is not, and at most one goes on to the end of the file.
    mutating func skipBrokenRow() {
        failure = nil
        position = rowStart
        while position < bytes.count, bytes[position] != .newline { position += 1 }
        position = min(position + 1, bytes.count)
        nextLine = line + 1
    }

    /// A row that is being read.
    private struct PlainRow {
        let start: Int
        var cellStart: Int
        var cells = 0

        init(start: Int) {
            self.start = start
            cellStart = start
        }
    }

    /// Stands behind the rows that are done; `line` is that of the last one.
    private mutating func finish(_ rows: Int, _ next: PlainRow) -> Int {
        position = next.start
        if rows > 0 { line = nextLine + rows - 1 }
        nextLine += rows
        return rows
    }

    /// Has the highest bit of each byte that is this one.
    @inline(__always)
    private static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let rest = word ^ UInt64(byte) &* 0x0101_0101_0101_0101
        return ~((rest & low) &+ low | rest | low)
    }

    private mutating func jsonRow(_ cells: inout [Cell]) -> Bool {
        var json = JSONScanner(bytes, position: position, line: nextLine)
        let isRow = json.nextRow(keys, isLines: form == .jsonLines, into: &cells)
        line = json.rowLine
        position = json.position
        nextLine = json.line
        failure = json.fault.map { .json($0) }
        return isRow
    }

    private mutating func valuesRow(_ cells: inout [Cell]) -> Bool {
        while position < bytes.count, bytes[position] == .newline {
            position += 1
            nextLine += 1
        }
        guard position < bytes.count else { return false }
        line = nextLine
        rowStart = position
        ValueLine.read(bytes, &position, window, into: &cells)
        // The next row begins where a part of the table may end.
        if position < bytes.count {
            position += 1
            nextLine += 1
        }
        return true
    }

    private mutating func skipBlankLine() -> Bool {
        if bytes[position] == .newline {
            position += 1
        } else if bytes[position] == .carriageReturn, position + 1 < bytes.count, bytes[position + 1] == .newline {
            position += 2
        } else {
            return false
        }
        nextLine += 1
        return true
    }

    private mutating func separatedRow(_ separator: UInt8, isQuoted: Bool, _ cells: inout [Cell]) -> Bool {
        while true {
            if isQuoted, position < bytes.count, bytes[position] == .quote {
                guard quotedCell(separator, &cells) else { return false }
            } else {
                plainCell(separator, &cells)
            }
            guard position < bytes.count else { return true }
            position += 1
            if bytes[position - 1] == .newline {
                nextLine += 1
                return true
            }
        }
    }

    /// Up to the separator or the line's end, where the cursor then stands.
    @inline(__always)
    private mutating func plainCell(_ separator: UInt8, _ cells: inout [Cell]) {
        let start = position
        let index = cellEnd(from: start, separator)
        position = index
        let endsLine = index == bytes.count || bytes[index] == .newline
        let end = endsLine && index > start && bytes[index - 1] == .carriageReturn ? index - 1 : index
        cells.append(Cell(start, end))
    }

    /// The next separator or line's end, looked for in eight bytes at a time:
    /// most cells are no longer.
    @inline(__always)
    private func cellEnd(from start: Int, _ separator: UInt8) -> Int {
        var index = start
        if let base = UnsafeRawPointer(bytes.baseAddress) {
            let separators = UInt64(separator) &* 0x0101_0101_0101_0101
            let newlines = UInt64(UInt8.newline) &* 0x0101_0101_0101_0101
            while index + 8 <= bytes.count {
                let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let found = Self.zeroBytes(word ^ separators) | Self.zeroBytes(word ^ newlines)
                if found != 0 { return index + found.trailingZeroBitCount / 8 }
                index += 8
            }
        }
        while index < bytes.count, bytes[index] != separator, bytes[index] != .newline { index += 1 }
        return index
    }

    /// Has the highest bit of the first byte that is zero, and none before it.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    private mutating func quotedCell(_ separator: UInt8, _ cells: inout [Cell]) -> Bool {
        let open = position
        var hasEscapes = false
        var index = open + 1
        while index < bytes.count {
            if bytes[index] == .quote {
                guard index + 1 < bytes.count, bytes[index + 1] == .quote else { break }
                hasEscapes = true
                index += 1
            } else if bytes[index] == .newline {
                nextLine += 1
            }
            index += 1
        }
        guard index < bytes.count else {
            failure = .openQuote(Span(open, open + 1))
            return false
        }
        cells.append(Cell(open + 1, index, hasEscapes: hasEscapes || index == open + 1))
        position = index + 1
        if position + 1 < bytes.count, bytes[position] == .carriageReturn, bytes[position + 1] == .newline {
            position += 1
        }
        guard position == bytes.count || bytes[position] == separator || bytes[position] == .newline else {
            failure = .afterQuote(Span(position, position + 1))
            return false
        }
        return true
    }

    /// False for a comment or a line of blanks.
    private mutating func blankRow(_ cells: inout [Cell]) -> Bool {
        let before = cells.count
        let isComment = bytes[position] == UInt8(ascii: "%") || bytes[position] == .hash
        var start = position
        while position < bytes.count, bytes[position] != .newline {
            let byte = bytes[position]
            let isBlank = byte == .blank || byte == .tab || byte == .carriageReturn
            if isBlank {
                if start < position, !isComment { cells.append(Cell(start, position)) }
                start = position + 1
            }
            position += 1
        }
        if start < position, !isComment { cells.append(Cell(start, position)) }
        if position < bytes.count { position += 1 }
        nextLine += 1
        return cells.count > before
    }

    /// The text of a cell with doubled quotation marks made single.
    static func unescaped(_ cell: Cell, in bytes: Bytes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(cell.count)
        var index = cell.span.start
        while index < cell.span.end {
            result.append(bytes[index])
            index += bytes[index] == .quote ? 2 : 1
        }
        return result
    }
}
