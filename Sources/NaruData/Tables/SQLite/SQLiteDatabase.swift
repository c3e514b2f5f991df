import CSQLite
import NaruEngine
import NaruSyntax

/// A database file of SQLite, opened for reading.
final class SQLiteDatabase {
    private let path: String
    private var handle: OpaquePointer?

    init(_ path: String) throws(DatasetError) {
        self.path = path
        if FileSystem.kind(of: path) == .missing { throw FileSystem.missing(path) }
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else { throw failure() }
        sqlite3_busy_timeout(handle, 2000)
    }

    deinit { sqlite3_close_v2(handle) }

    /// The names of its tables and views, in the order they were made.
    func tableNames() throws(DatasetError) -> [String] {
        var names: [String] = []
        let statement = try prepare(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                + " ORDER BY rowid")
        defer { sqlite3_finalize(statement) }
        while try step(statement) {
            if let name = sqlite3_column_text(statement, 0) { names.append(String(cString: name)) }
        }
        return names
    }

    /// The rows of a table as JSON, an array a line, so that the number of a
    /// line is that of the row, and messages can show it.
    func rows(of table: String) throws(DatasetError) -> SQLiteTable {
        let statement = try prepare("SELECT * FROM \(Self.quoted(table))")
        defer { sqlite3_finalize(statement) }
        let width = sqlite3_column_count(statement)
        let names = (0..<width).map { sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? "" }
        var rows = SQLiteRows()
        while try step(statement) {
            rows.start()
            for column in 0..<width { append(statement, column, to: &rows) }
            rows.end()
            guard rows.text.count < Int(UInt32.max) else { throw FileSystem.tooLarge(path) }
        }
        return SQLiteTable(
            source: SourceText(name: "\(path)#\(table)", utf8: rows.text),
            columns: names.map { DeclaredName(text: $0.nfc, span: Span(0, 0)) },
            faults: rows.faults, faultCount: rows.faultCount)
    }

    private func append(_ statement: OpaquePointer?, _ column: Int32, to rows: inout SQLiteRows) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: rows.append(word: "\(sqlite3_column_int64(statement, column))")
        case SQLITE_FLOAT: rows.append(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            let text = sqlite3_column_text(statement, column)
            rows.append(text: Bytes(start: text, count: Int(sqlite3_column_bytes(statement, column))))
        case SQLITE_BLOB: rows.append(fault: .blob)
        default: rows.append(word: "null")
        }
    }

    // MARK: - Statements

    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private func prepare(_ query: String) throws(DatasetError) -> OpaquePointer? {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, query, -1, &statement, nil) == SQLITE_OK else { throw failure() }
        return statement
    }

    private func step(_ statement: OpaquePointer?) throws(DatasetError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure()
        }
    }

    private func failure() -> DatasetError {
        let reason = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "out of memory"
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
