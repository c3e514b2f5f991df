import NaruEngine
import NaruSyntax

/// The cells of a sheet as a text: a row a line, the line of its number, as a
/// JSON array whose elements stand in columns A, B, C and so on.
struct SheetGrid {
    /// What a cell holds, as far as the type of its column depends on it.
    enum Content: Equatable { case text, word, unit(String) }

    /// Why something of a cell is not read.
    enum Loss: Int, CaseIterable { case error, formula, noDay, time, value, format }

    struct Lost {
        var count = 0
        /// The first one.
        var row = 0
        var column = 0
    }

    struct Column {
        var filled = 0
        /// The one unit of all its numbers; nil where there are none, or others.
        var unit: String?
        var hasOthers = false
    }

    private(set) var text: [UInt8] = []
    var merges: [CellArea] = []
    private(set) var columns: [Column] = []
    private(set) var losses = [Lost](repeating: Lost(), count: Loss.allCases.count)
    /// Whether so many cells are missing that the sheet was made to be large.
    private(set) var isTooSparse = false
    private var row = 0
    /// The lines that the text begins and ends with.
    private var firstLine = 0
    private var line = 0
    /// How many elements the line has.
    private var width = 0
    private var padded = 0

    private static let mostPadded = 100_000_000

    /// Of a piece of a sheet the text begins where its first row does.
    init(capacity: Int, isPiece: Bool = false) {
        if !isPiece { (firstLine, line) = (1, 1) }
        text.reserveCapacity(capacity)
    }

    mutating func start(_ row: Int) {
        endRow()
        self.row = row
    }

    mutating func append(at column: Int, _ content: Content, _ write: (inout [UInt8]) -> Void) {
        guard !isTooSparse else { return }
        if width == 0 { beginRow() }
        pad(to: column)
        if width > 0 { text.append(.comma) }
        write(&text)
        width = column + 1
        while columns.count < width { columns.append(Column()) }
        columns[column].note(content)
    }

    private mutating func beginRow() {
        if line == 0 { (firstLine, line) = (row, row) }
        advance(to: row)
        text.append(UInt8(ascii: "["))
    }

    private mutating func advance(to row: Int) {
        while line < row {
            text.append(.newline)
            line += 1
        }
    }

    /// Adds the cells of rows below.
    mutating func append(_ next: SheetGrid) {
        if !next.text.isEmpty {
            if line == 0 { (firstLine, line) = (next.firstLine, next.firstLine) }
            advance(to: next.firstLine)
            text += next.text
            line = next.line
        }
        merges += next.merges
        while columns.count < next.columns.count { columns.append(Column()) }
        for (place, column) in next.columns.enumerated() { columns[place].add(column) }
        for (place, lost) in next.losses.enumerated() where lost.count > 0 {
            if losses[place].count == 0 { losses[place] = lost } else { losses[place].count += lost.count }
        }
        padded += next.padded
        isTooSparse = isTooSparse || next.isTooSparse || padded > Self.mostPadded
    }

    private mutating func pad(to column: Int) {
        padded += column - width
        guard padded <= Self.mostPadded else {
            isTooSparse = true
            return
        }
        for place in width..<max(width, column) { text += place > 0 ? Self.nextAbsent : Self.absent }
        width = max(width, column)
    }

    private static let absent = Array("null".utf8)
    private static let nextAbsent = Array(",null".utf8)

    mutating func endRow() {
        if width > 0 { text.append(UInt8(ascii: "]")) }
        width = 0
    }

    mutating func note(_ loss: Loss, _ column: Int) {
        if losses[loss.rawValue].count == 0 {
            losses[loss.rawValue].row = row
            losses[loss.rawValue].column = column
        }
        losses[loss.rawValue].count += 1
    }

    mutating func finish() {
        endRow()
        if !text.isEmpty { text.append(.newline) }
    }

    /// The columns that hold anything.
    var window: Range<Int> {
        guard let first = columns.firstIndex(where: { $0.filled > 0 }) else { return 0..<0 }
        return first..<columns.count
    }
}

extension SheetGrid.Column {
    fileprivate mutating func add(_ next: SheetGrid.Column) {
        filled += next.filled
        hasOthers = hasOthers || next.hasOthers || unit != nil && next.unit != nil && unit != next.unit
        unit = unit ?? next.unit
    }

    fileprivate mutating func note(_ content: SheetGrid.Content) {
        filled += 1
        // Headers and remarks are texts, so texts are looked at by the table.
        switch content {
        case .text: break
        case .word: hasOthers = true
        case .unit(let code):
            if unit == nil { unit = code } else if unit != code { hasOthers = true }
        }
    }
}

/// A rectangle of cells; rows count from 1, columns from 0.
struct CellArea {
    static let mostRows = 1_048_576
    static let mostColumns = 16_384

    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>

    /// `B2:D4`
    init?(_ text: Bytes) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
            let first = Self.place(Bytes(rebasing: text[..<colon])),
            let last = Self.place(Bytes(rebasing: text[(colon + 1)...])), first.row <= last.row,
            first.column <= last.column
        else { return nil }
        rows = first.row...last.row
        columns = first.column...last.column
    }

    /// `C7`
    static func place(_ text: Bytes) -> (row: Int, column: Int)? {
        var (row, column, place) = (0, 0, 0)
        while place < text.count, place < 4, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[place]) {
            column = column * 26 + Int(text[place] - UInt8(ascii: "A")) + 1
            place += 1
        }
        guard place > 0, place < text.count, text.count - place < 9 else { return nil }
        while place < text.count {
            guard text[place].isDigit else { return nil }
            row = row * 10 + Int(text[place] - .zero)
            place += 1
        }
        return (row, column - 1)
    }
}
