import NaruEngine
import NaruSyntax

/// A table of an SQLite file as a JSON text.
struct SQLiteTable {
    struct Fault {
        enum Kind { case blob, encoding, zero, number }

        var kind: Kind
        var span: Span
        var column: Int
    }

    var source: SourceText
    var columns: [DeclaredName]
    var faults: [Fault]
    var faultCount: Int

    func report(_ issues: inout DataIssues) {
        for fault in faults {
            let column = columns.indices.contains(fault.column) ? columns[fault.column].text : ""
            issues.error(
                DataCode.badCell, fault.message(column), at: fault.span, in: source,
                help: [
                    Message(
                        "leave the column out by a view without it, or correct the value in the database",
                        ko: "그 열이 없는 뷰를 쓰거나 데이터베이스의 값을 고치세요")
                ])
        }
        issues.count(faultCount - faults.count)
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
    private(set) var faultCount = 0
    private var column = 0

    mutating func start() {
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

    mutating func append(_ number: Double) {
        guard number.isFinite else { return append(fault: .number) }
        append(word: "\(number)")
    }

    mutating func append(text value: Bytes) {
        switch TextCheck.firstFault(in: value) {
        case nil:
            separate()
            JSONText.append(quoted: value, to: &text)
        case .zero: append(fault: .zero)
        case .encoding: append(fault: .encoding)
        }
    }

    /// What can't be read is absent, and reported.
    mutating func append(fault kind: SQLiteTable.Fault.Kind) {
        append(word: "null")
        faultCount += 1
        guard faults.count < DataIssues.limit else { return }
        faults.append(SQLiteTable.Fault(kind: kind, span: Span(text.count - 4, text.count), column: column - 1))
    }
}
