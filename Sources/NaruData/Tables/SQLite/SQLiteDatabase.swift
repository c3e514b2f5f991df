import CSQLite
import NaruEngine
import NaruSyntax

/// A database file of SQLite, opened for reading.
final class SQLiteDatabase {
    private let path: String
    private let library: naru_sqlite
    private var handle: OpaquePointer?

    init(_ path: String) throws(DatasetError) {
        self.path = path
        if FileSystem.kind(of: path) == .missing { throw FileSystem.missing(path) }
        guard let library = Self.library else { throw Self.libraryMissing(path) }
        self.library = library
        guard library.open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else { throw failure() }
        _ = library.busy_timeout(handle, 2000)
    }

    deinit { _ = library.close_v2(handle) }

    /// The names of its tables and views, in the order they were made.
    func tableNames() throws(DatasetError) -> [String] {
        var names: [String] = []
        let statement = try prepare(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                + " ORDER BY rowid")
        defer { _ = library.finalize(statement) }
        while try step(statement) {
            if let name = library.column_text(statement, 0) { names.append(String(cString: name)) }
        }
        return names
    }

    /// The rows of a table. In the text for messages the number of a line is that
    /// of the row.
    func rows(of table: String) throws(DatasetError) -> SQLiteTable {
        let statement = try prepare("SELECT * FROM \(Self.quoted(table))")
        defer { _ = library.finalize(statement) }
        let width = library.column_count(statement)
        let names = (0..<width).map { library.column_name(statement, $0).map { String(cString: $0) } ?? "" }
        var rows = SQLiteRows()
        while try step(statement) {
            rows.start()
            for column in 0..<width { append(statement, column, to: &rows) }
            rows.end()
            guard rows.text.count < Int(UInt32.max) else { throw FileSystem.tooLarge(path) }
        }
        return SQLiteTable(
            source: SourceText(name: "\(path)#\(table)", utf8: rows.text), cells: rows.cells,
            columns: names.map { DeclaredName(text: $0.nfc, span: Span(0, 0)) },
            faults: rows.faults, faultCount: rows.faultCount)
    }

    private func append(_ statement: OpaquePointer?, _ column: Int32, to rows: inout SQLiteRows) {
        switch library.column_type(statement, column) {
        case SQLITE_INTEGER: rows.append(word: "\(library.column_int64(statement, column))")
        case SQLITE_FLOAT: rows.append(library.column_double(statement, column))
        case SQLITE_TEXT:
            let text = library.column_text(statement, column)
            rows.append(text: Bytes(start: text, count: Int(library.column_bytes(statement, column))))
        case SQLITE_BLOB: rows.append(fault: .blob)
        default: rows.appendAbsent()
        }
    }

    // MARK: - The library

    /// nil where this system has none.
    private static let library: naru_sqlite? = withUnsafeTemporaryAllocation(of: naru_sqlite.self, capacity: 1) {
        guard let place = $0.baseAddress, naru_sqlite_load(place) != 0 else { return nil }
        return place.pointee
    }

    private static func libraryMissing(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.database,
            Message(
                "'\(path)' cannot be read: the SQLite library is not installed here",
                ko: "'\(path)'을(를) 읽을 수 없습니다: 여기에는 SQLite 라이브러리가 없습니다"),
            help: [
                Message(
                    "install libsqlite3-0 (Debian, Ubuntu) or sqlite-libs (Fedora)",
                    ko: "libsqlite3-0(Debian, Ubuntu)이나 sqlite-libs(Fedora)를 설치하세요")
            ])
    }

    // MARK: - Statements

    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private func prepare(_ query: String) throws(DatasetError) -> OpaquePointer? {
        var statement: OpaquePointer?
        guard library.prepare_v2(handle, query, -1, &statement, nil) == SQLITE_OK else { throw failure() }
        return statement
    }

    private func step(_ statement: OpaquePointer?) throws(DatasetError) -> Bool {
        switch library.step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure()
        }
    }

    private func failure() -> DatasetError {
        let reason = library.errmsg(handle).map { String(cString: $0) } ?? "out of memory"
        return DatasetError(
            DataCode.database,
            Message(
                "'\(path)' cannot be read as an SQLite database: \(reason)",
                ko: "'\(path)'을(를) SQLite 데이터베이스로 읽을 수 없습니다: \(reason)"),
            help: [
                Message(
                    "sqlite3 FILE .tables shows whether it is one, and whether another program holds it",
                    ko: "sqlite3 파일 .tables로 데이터베이스인지, 다른 프로그램이 잡고 있는지 볼 수 있습니다")
            ])
    }
}

/// The values of a table of an SQLite file.
struct SQLiteTable {
    struct Fault {
        enum Kind { case blob, encoding, zero, number }

        var kind: Kind
        var span: Span
        var column: Int
    }

    /// The rows as messages show them: JSON, an array a line.
    var source: SourceText
    /// Where the values stand in it, row by row.
    var cells: [Cell]
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
    private(set) var cells: [Cell] = []
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
        let start = text.count
        text += Array(word.utf8)
        cells.append(Cell(start, text.count))
    }

    mutating func appendAbsent() {
        separate()
        cells.append(Cell(text.count, text.count))
        text += Array("null".utf8)
    }

    mutating func append(_ number: Double) {
        guard number.isFinite else { return append(fault: .number) }
        append(word: "\(number)")
    }

    mutating func append(text value: Bytes) {
        switch TextCheck.firstFault(in: value) {
        case nil:
            separate()
            let start = text.count + 1
            JSONTokens.append(quoted: value, to: &text)
            let end = text.count - 1
            cells.append(Cell(start, end, hasEscapes: end - start > value.count || value.isEmpty))
        case .zero: append(fault: .zero)
        case .encoding: append(fault: .encoding)
        }
    }

    /// What can't be read is absent, and reported.
    mutating func append(fault kind: SQLiteTable.Fault.Kind) {
        appendAbsent()
        faultCount += 1
        guard faults.count < DataIssues.limit else { return }
        faults.append(SQLiteTable.Fault(kind: kind, span: Span(text.count - 4, text.count), column: column - 1))
    }
}
