import NaruSyntax

/// A small terminal: what a stream of text and control sequences leaves on a
/// screen. Dim text (hints) is taken for blank, since only a reader can tell
/// whether a hint is a good one.
struct ScreenEmulator {
    let columns: Int
    let rows: Int
    private(set) var cursor = (row: 0, column: 0)
    private var cells: [[String]]
    /// A cluster that more scalars may still join.
    private var cluster = ""
    private var escape: String?
    private var isDim = false
    /// The last column is filled, and the next character wraps.
    private var wraps = false
    private(set) var pastesAreMarked = false
    /// What it does not know; there should be nothing.
    private(set) var unknown: [String] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The rows as text, without blanks at their ends.
    var lines: [String] { cells.map { String($0.joined().reversed().drop { $0 == " " }.reversed()) } }

    mutating func feed(_ text: String) {
        for scalar in text.unicodeScalars { feed(scalar) }
        settle()
    }

    private mutating func feed(_ scalar: Unicode.Scalar) {
        if let begun = escape {
            escape = begun + String(scalar)
            if begun.isEmpty, scalar != "[" {
                unknown.append("ESC \(scalar)")
                escape = nil
            } else if scalar.properties.isAlphabetic {
                escape = nil
                obey(begun.dropFirst(), scalar)
            }
            return
        }
        switch scalar {
        case "\u{1B}":
            settle()
            escape = ""
        case "\r":
            settle()
            (cursor.column, wraps) = (0, false)
        case "\n":
            settle()
            wraps = false
            lineFeed()
        case _ where scalar.value < 0x20:
            settle()
            unknown.append("control \(scalar.value)")
        default:
            if !cluster.isEmpty, (cluster + String(scalar)).count > 1 { settle() }
            cluster.unicodeScalars.append(scalar)
        }
    }

    private mutating func lineFeed() {
        if cursor.row < rows - 1 {
            cursor.row += 1
        } else {
            cells.removeFirst()
            cells.append(Array(repeating: " ", count: columns))
        }
    }

    private mutating func settle() {
        guard !cluster.isEmpty else { return }
        defer { cluster = "" }
        let width = DisplayWidth.of(cluster)
        guard width > 0 else { return unknown.append("a mark by itself") }
        if wraps || cursor.column + width > columns {
            cursor.column = 0
            lineFeed()
            wraps = false
        }
        cells[cursor.row][cursor.column] = isDim ? " " : cluster
        if width == 2 { cells[cursor.row][cursor.column + 1] = isDim ? " " : "" }
        cursor.column += width
        if cursor.column >= columns { (cursor.column, wraps) = (columns - 1, true) }
    }

    private mutating func obey(_ parameters: Substring, _ command: Unicode.Scalar) {
        let number = Int(parameters.filter(\.isNumber)) ?? 0
        if command != "m" { wraps = false }
        switch (command, parameters.first == "?") {
        case ("A", false): cursor.row = max(0, cursor.row - max(number, 1))
        case ("B", false): cursor.row = min(rows - 1, cursor.row + max(number, 1))
        case ("C", false): cursor.column = min(columns - 1, cursor.column + max(number, 1))
        case ("H", false): cursor = (0, 0)
        case ("J", false): clear(all: number == 2)
        case ("K", false): clearLine()
        case ("m", false): isDim = number == 2
        case ("h", true), ("l", true):
            if number == 2004 {
                pastesAreMarked = command == "h"
            } else if number != 25 {
                unknown.append("mode \(number)")
            }
        default: unknown.append("\(parameters)\(command)")
        }
    }

    private mutating func clearLine() {
        for column in cursor.column..<columns { cells[cursor.row][column] = " " }
    }

    private mutating func clear(all: Bool) {
        clearLine()
        for row in (all ? 0 : cursor.row + 1)..<rows { cells[row] = Array(repeating: " ", count: columns) }
    }
}
