import NaruSyntax

/// Which row names the columns.
package enum HeaderChoice: Equatable, Sendable {
    /// That in this line, from 1.
    case line(Int)
    case none
}

/// Finds the header among the first rows of a table: the first row of mostly
/// distinct texts that are not empty. Rows above it are a title; where the first
/// row looks like those below it, there is none.
///
/// Of a sheet cells may be merged along a row. Where the names of groups of
/// columns stand so above the names of their columns, both rows are the header.
struct HeaderFinder {
    struct Finding: Equatable {
        /// The place of the header; nil where all rows are data.
        var header: Int?
        /// The places of rows that are neither.
        var titles: [Int] = []
        /// Whether the row below belongs to the header.
        var isDouble = false
    }

    /// Texts without blanks at their ends.
    let rows: [[String]]
    /// The columns that cells merged along a row cover, by the place of the row.
    var groups: [Int: [Range<Int>]] = [:]
    /// False where a header must be somewhere.
    var allowsNone = true

    /// How many rows are worth a look.
    static let rowCount = 50

    var finding: Finding {
        guard !rows.isEmpty else { return Finding() }
        guard let candidate = rows.indices.first(where: { !isTitle($0) }), candidate > 0 else {
            return isData(0) ? Finding() : header(at: 0)
        }
        let titles = Array(0..<candidate)
        if !isData(candidate) { return header(at: candidate, titles: titles) }
        // A header may leave half of the columns without a name.
        let isWhole = rows[0].count == width && !isComment(0) && groups[0] == nil && filled(0).count * 2 >= used
        guard isWhole else { return Finding(titles: titles) }
        return isData(0) ? Finding() : header(at: 0)
    }

    /// That the row is, whatever it looks like.
    func header(at place: Int, titles: [Int] = []) -> Finding {
        Finding(header: place, titles: titles, isDouble: isDouble(place))
    }

    /// The number of cells that most rows have.
    private var width: Int {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// The columns that have a text in some of the last rows.
    private var used: Int {
        (0..<width).count { place in rows.contains { $0.count == width && !$0[place].isEmpty } }
    }

    private func filled(_ place: Int) -> [String] { rows[place].filter { !$0.isEmpty } }

    private func isComment(_ place: Int) -> Bool {
        rows[place].first?.hasPrefix("#") == true && (rows[place].count != width || width == 1)
    }

    private func isTitle(_ place: Int) -> Bool {
        let filled = filled(place)
        if filled.isEmpty || isComment(place) { return true }
        let used = used
        guard used > 1 else { return false }
        if filled.count == 1 { return true }
        let isDistinct = Set(filled).count * 2 > filled.count
        return covered(place) * 2 <= used || !isDistinct && rows[place].count == width
    }

    /// How many columns the texts of a row stand for: the name of a group for
    /// all of its columns.
    private func covered(_ place: Int) -> Int {
        let filled = filled(place).count
        guard isDouble(place), let groups = groups[place] else { return filled }
        return groups.reduce(filled) { $0 + $1.count - 1 }
    }

    /// Whether the names of groups stand above those of their columns. Beside the
    /// groups the row below has nothing new: else it is the first of the data.
    private func isDouble(_ place: Int) -> Bool {
        guard let groups = groups[place], !groups.isEmpty, rows.indices.contains(place + 1) else { return false }
        let (top, below) = (rows[place], rows[place + 1])
        return top.indices.allSatisfy { column in
            guard below.indices.contains(column) else { return false }
            let text = below[column]
            if groups.contains(where: { $0.contains(column) }) { return CellForm(text).canName }
            return text.isEmpty || text == top[column] || top[column].isEmpty && CellForm(text).canName
        }
    }

    // MARK: - A header or data

    private func isData(_ place: Int) -> Bool {
        guard allowsNone, !isDouble(place) else { return false }
        let below = rows[(place + 1)...].filter { $0.count == rows[place].count }
        guard !below.isEmpty, !below.contains(rows[place]) else { return false }
        var (names, values) = (0, 0)
        for (column, text) in rows[place].enumerated() {
            let cells = below.lazy.map { $0[column] }.filter { !$0.isEmpty && !AbsentMarkers.known.contains($0) }
            guard !cells.isEmpty else { continue }
            let form = CellForm(text)
            let areAlike = cells.allSatisfy { CellForm($0) == form }
            switch form {
            case .empty: break
            case .year, .number, .date: if areAlike { values += 1 }
            case .code(let shape): if areAlike, shape.contains("9") { values += 1 }
            case .text:
                let areValues = cells.allSatisfy { CellForm($0).isValue }
                if areValues { names += 1 } else if text.utf8.count > 1, cells.contains(text) { values += 1 }
            }
        }
        return values > 0 && names == 0
    }

    /// What a cell looks like.
    private enum CellForm: Equatable {
        case empty, text, number, date
        /// Four digits, which head a column as often as they stand in one.
        case year
        /// Letters and digits, in this order: `Q201391` is `A9`.
        case code(shape: String)

        /// Whether it may be the name of a column.
        var canName: Bool {
            switch self {
            case .text, .year, .code: true
            case .empty, .number, .date: false
            }
        }

        var isValue: Bool {
            switch self {
            case .number, .date, .year: true
            case .empty, .text, .code: false
            }
        }

        init(_ text: String) {
            let bytes = Array(text.utf8)
            guard let first = bytes.first else {
                self = .empty
                return
            }
            let digits = bytes.count(where: \.isDigit)
            guard digits > 0 else {
                self = .text
                return
            }
            if bytes.count == 4, digits == 4, first == UInt8(ascii: "1") || first == UInt8(ascii: "2") {
                self = .year
            } else if bytes.allSatisfy({ $0.isDigit || Self.signs.contains($0) }), bytes.count - digits < 8 {
                self = DateReading(text).date != nil && digits > 4 && digits < bytes.count ? .date : .number
            } else if DateReading(text).date != nil {
                self = .date
            } else if bytes.allSatisfy({ $0.isNameByte && $0 < 0x80 || $0 == .minus }), digits * 2 >= bytes.count {
                self = .code(shape: Self.shape(of: bytes))
            } else {
                self = .text
            }
        }

        private static let signs = Set("+-.,%e/ ".utf8)

        private static func shape(of bytes: [UInt8]) -> String {
            var shape = ""
            for byte in bytes {
                let sign: Character = byte.isDigit ? "9" : byte == .minus || byte == .underscore ? "-" : "A"
                if shape.last != sign { shape.append(sign) }
            }
            return shape
        }
    }
}
