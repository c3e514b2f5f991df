import NaruEngine
import NaruSyntax

/// The values of a table of an SQLite file.
struct SQLiteTable {
    struct Fault {
        enum Kind { case blob, encoding, zero, number }

        /// A column and what is wrong in it.
        struct Place: Hashable {
            var kind: Kind
            var column: Int
        }

        var kind: Kind
        var span: Span
        var column: Int
    }

    /// The rows as messages show them: JSON, an array a line.
    var source: SourceText
    var columns: [DeclaredName]
    /// The first ones.
    var faults: [Fault]
    var faultCounts: [Fault.Place: Int]
    /// How many rows have no value in each column.
    var absentCounts: [Int]

    /// What cannot be read of the columns with these names is an error.
    func report(_ wanted: Set<String>, _ issues: inout DataIssues) {
        func isWanted(_ column: Int) -> Bool {
            columns.indices.contains(column) && wanted.contains(columns[column].text)
        }
        let shown = faults.filter { isWanted($0.column) }
        for fault in shown {
            let column = columns.indices.contains(fault.column) ? columns[fault.column].text : ""
            issues.error(
                DataCode.badCell, fault.message(column), at: fault.span, in: source,
                help: [
                    Message(
                        "leave the column out by a view without it, or correct the value in the database",
                        ko: "그 열이 없는 뷰를 쓰거나 데이터베이스의 값을 고치세요")
                ])
        }
        issues.count(faultCounts.filter { isWanted($0.key.column) }.values.reduce(0, +) - shown.count)
    }

    /// What cannot be read is absent, and told.
    func note(_ issues: inout DataIssues) {
        for (place, count) in faultCounts.sorted(by: { ($0.key.column, $0.value) < ($1.key.column, $1.value) }) {
            let name = columns.indices.contains(place.column) ? columns[place.column].text : ""
            let what = place.kind.words
            issues.note(
                DataCode.absentCells,
                Message(
                    "column '\(name)' of \(source.name) holds \(what.english) in \(count) \(count == 1 ? "row" : "rows"), which \(count == 1 ? "is" : "are") absent here",
                    ko: "\(source.name)의 '\(name)' 열에 \(what.korean)이(가) \(count)행 있어 빈 값으로 읽었습니다"))
        }
    }
}

extension SQLiteTable.Fault.Kind {
    fileprivate var words: Message {
        switch self {
        case .blob: Message("bytes (BLOB)", ko: "바이트(BLOB)")
        case .encoding: Message("a text that is not in UTF-8", ko: "UTF-8이 아닌 글")
        case .zero: Message("a text with a zero byte", ko: "0인 바이트가 있는 글")
        case .number: Message("an infinite number", ko: "무한한 수")
        }
    }
}

extension SQLiteTable.Fault {
    func message(_ column: String) -> Message {
        switch kind {
        case .blob: Message("column '\(column)' holds bytes here (a BLOB)", ko: "'\(column)' 열에 바이트(BLOB)가 있습니다")
        case .encoding: Message("the text in column '\(column)' is not in UTF-8", ko: "'\(column)' 열의 글이 UTF-8이 아닙니다")
        case .zero: Message("the text in column '\(column)' has a zero byte", ko: "'\(column)' 열의 글에 0인 바이트가 있습니다")
        case .number: Message("the number in column '\(column)' is infinite", ko: "'\(column)' 열의 수가 무한합니다")
        }
    }
}

/// The rows of a query while they are read.
struct SQLiteRows {
    private(set) var text: [UInt8] = []
    private(set) var faults: [SQLiteTable.Fault] = []
    private(set) var faultCounts: [SQLiteTable.Fault.Place: Int] = [:]
    private(set) var absentCounts: [Int] = []
    private(set) var count = 0
    private var column = 0

    mutating func start() {
        count += 1
        text.append(UInt8(ascii: "["))
        column = 0
    }

    mutating func end() { text += [UInt8(ascii: "]"), .newline] }

    private mutating func separate() {
        if column > 0 { text.append(.comma) }
        column += 1
    }

    mutating func append(word: String) {
        separate()
        text += Array(word.utf8)
    }

    mutating func append(_ number: Int64) {
        separate()
        if number < 0 { text.append(.minus) }
        var (rest, start) = (number.magnitude, text.count)
        repeat {
            text.append(.zero + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        var end = text.count - 1
        while start < end {
            text.swapAt(start, end)
            (start, end) = (start + 1, end - 1)
        }
    }

    mutating func appendAbsent() {
        separate()
        while absentCounts.count < column { absentCounts.append(0) }
        absentCounts[column - 1] += 1
        text += Self.null
    }

    private static let null = Array("null".utf8)

    mutating func append(_ number: Double) {
        guard number.isFinite else { return append(fault: .number) }
        append(word: "\(number)")
    }

    mutating func append(text value: Bytes) {
        switch TextCheck.firstFault(in: value) {
        case nil:
            separate()
            JSONTokens.append(quoted: value, to: &text)
        case .zero: append(fault: .zero)
        case .encoding: append(fault: .encoding)
        }
    }

    /// What can't be read is absent, and reported.
    mutating func append(fault kind: SQLiteTable.Fault.Kind) {
        appendAbsent()
        faultCounts[SQLiteTable.Fault.Place(kind: kind, column: column - 1), default: 0] += 1
        guard faults.count < DataIssues.limit else { return }
        faults.append(SQLiteTable.Fault(kind: kind, span: Span(text.count - 4, text.count), column: column - 1))
    }
}
