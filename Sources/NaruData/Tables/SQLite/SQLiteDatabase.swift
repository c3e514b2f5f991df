import CSQLite
import NaruEngine
import NaruSyntax

/// A database file of SQLite, opened for reading. Nothing of it is changed and
/// nothing is put beside it: a reader that took part in another program's
/// transactions would make files of its own.
final class SQLiteDatabase {
    private let path: String
    private let library: naru_sqlite
    private var handle: OpaquePointer?
    private let stepsLeft = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    init(_ path: String) throws(DatasetError) {
        self.path = path
        switch FileSystem.kind(of: path) {
        case .missing: throw FileSystem.missing(path)
        case .stream: throw FileSystem.notRegular(path)
        case .file, .folder: break
        }
        guard let library = Self.library else { throw Self.libraryMissing(path) }
        self.library = library
        // SQLite keeps the file open, so that its name may go at once, and stays
        // nowhere however this ends.
        let copy = try FileSystem.copyOnDisk(of: path)
        defer { if let copy { FileSystem.remove(copy) } }
        if copy == nil { try checkIsComplete() }
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        guard library.open_v2(Self.address(copy ?? path), &handle, flags, nil) == SQLITE_OK else { throw failure() }
        // What a stranger's schema calls runs only if it can do no harm.
        for setting in ["trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"] {
            _ = try texts("PRAGMA \(setting)")
        }
        limit(millionSteps: nil)
    }

    /// While a program has a database open, part of what it wrote may stand in
    /// files beside it, which are read by taking part in its transactions.
    private func checkIsComplete() throws(DatasetError) {
        // A journal that is done with begins with a zero.
        for ending in ["-wal", "-journal"] where FileSystem.hasStart(path + ending) {
            throw DatasetError(
                DataCode.database,
                Message(
                    "'\(path)' is not complete: a program that has it open keeps changes in '\(path)\(ending)'",
                    ko: "'\(path)'은(는) 완전하지 않습니다: 이 파일을 연 프로그램이 '\(path)\(ending)'에 변경을 두고 있습니다"),
                help: [
                    Message(
                        "close that program, or make a copy with sqlite3 FILE '.backup COPY'",
                        ko: "그 프로그램을 닫거나 sqlite3 파일 '.backup 사본'으로 사본을 만드세요")
                ])
        }
    }

    /// A path as SQLite takes it together with options: with all that means
    /// something in an address written as its bytes.
    private static func address(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var address = path.hasPrefix("/") ? "file://" : "file:"
        for byte in path.utf8 {
            if byte.isNameByte && byte < 0x80 || [UInt8(ascii: "/"), .dot, .minus].contains(byte) {
                address.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                address += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return address + "?mode=ro&immutable=1"
    }

    /// More rows than the pages of a table have room for: a cell takes four
    /// bytes, and two say where it stands. nil for views and the like, which
    /// have no pages. Pages of a damaged file may lead to others that are
    /// already read, over and over.
    private func mostRows(of table: String) throws(DatasetError) -> Int? {
        let pages = try texts(
            "SELECT page_count * page_size / 6 + 1 FROM pragma_page_count, pragma_page_size, sqlite_master"
                + " WHERE name = \(Self.literal(table)) AND type = 'table' AND rootpage > 0")
        return pages.first.flatMap { Int($0[0]) }
    }

    deinit {
        stepsLeft.deallocate()
        _ = library.close_v2(handle)
    }

    /// The names of its tables and views, in the order they were made, without
    /// those in which an index keeps its own things.
    func tableNames() throws(DatasetError) -> [String] {
        let all = try texts(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                + " ORDER BY rowid")
        // Older libraries don't know them.
        let shadows = (try? texts("SELECT name FROM pragma_table_list WHERE type = 'shadow'")) ?? []
        return all.map { $0[0] }.filter { name in !shadows.contains { $0[0] == name } }
    }

    func viewNames() throws(DatasetError) -> Set<String> {
        Set(try texts("SELECT name FROM sqlite_master WHERE type = 'view'").map { $0[0] })
    }

    /// The column that is the primary key; nil where several are, or none.
    func primaryKey(of table: String) throws(DatasetError) -> String? {
        let keys = try texts("SELECT name FROM pragma_table_info(\(Self.literal(table))) WHERE pk > 0")
        return keys.count == 1 ? keys[0][0] : nil
    }

    /// The columns that lead to other tables, where every value leads to a row.
    func foreignKeys(of table: String) throws(DatasetError) -> [(column: String, table: String, target: String)] {
        let name = Self.literal(table)
        let keys = try texts(
            "SELECT \"from\", \"table\", coalesce(\"to\", '') FROM pragma_foreign_key_list(\(name)) AS k WHERE"
                + " (SELECT count(*) FROM pragma_foreign_key_list(\(name)) AS o WHERE o.id = k.id) = 1"
                + " AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_check(\(name)) AS c WHERE c.fkid = k.id)")
        return keys.map { ($0[0], $0[1], $0[2]) }
    }

    /// The rows of a query as texts.
    private func texts(_ query: String) throws(DatasetError) -> [[String]] {
        let statement = try prepare(query)
        defer { _ = library.finalize(statement) }
        var rows: [[String]] = []
        while try step(statement) {
            rows.append(
                (0..<library.column_count(statement)).map { place in
                    library.column_text(statement, place).map { String(cString: $0) } ?? ""
                })
        }
        return rows
    }

    /// Calls off what takes longer than about so many million steps; nil for as
    /// long as it takes.
    func limit(millionSteps: Int32?) {
        // Every million steps has ten looks at what is left.
        stepsLeft.pointee = millionSteps.map { $0 * 10 } ?? .max
        library.progress_handler(
            handle, 100_000,
            { left in
                guard let left = left?.assumingMemoryBound(to: Int32.self) else { return 0 }
                left.pointee -= 1
                return left.pointee < 0 || Allowance.isSpent ? 1 : 0
            }, stepsLeft)
    }

    /// The rows of a table. In the text for messages the number of a line is that
    /// of the row. nil where they are too many for the limit.
    func rows(of table: String) throws(DatasetError) -> SQLiteTable? {
        let statement = try prepare("SELECT * FROM \(Self.quoted(table))")
        defer { _ = library.finalize(statement) }
        let width = library.column_count(statement)
        let names = (0..<width).map { library.column_name(statement, $0).map { String(cString: $0) } ?? "" }
        var rows = SQLiteRows()
        let mostRows = try mostRows(of: table) ?? Int.max
        while true {
            let status = library.step(statement)
            if status == SQLITE_DONE { break }
            if rows.count & 1023 == 1 { try DatasetError.throwIfSpent(holding: rows.text.count) }
            if status == SQLITE_INTERRUPT {
                try DatasetError.throwIfSpent()
                return nil
            }
            guard status == SQLITE_ROW else { throw failure() }
            rows.start()
            for column in 0..<width { append(statement, column, to: &rows) }
            rows.end()
            guard rows.count <= mostRows else { throw failure("its pages lead in a circle", ko: "페이지가 서로 돌고 돕니다") }
            guard rows.text.count < Int(UInt32.max) else { throw FileSystem.tooLarge(path) }
        }
        return SQLiteTable(
            source: SourceText(name: "\(path)#\(table)", utf8: rows.text),
            columns: names.map { DeclaredName(text: $0.nfc, span: Span(0, 0)) },
            faults: rows.faults, faultCounts: rows.faultCounts, absentCounts: rows.absentCounts)
    }

    private func append(_ statement: OpaquePointer?, _ column: Int32, to rows: inout SQLiteRows) {
        switch library.column_type(statement, column) {
        case SQLITE_INTEGER: rows.append(library.column_int64(statement, column))
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

    private static func literal(_ name: String) -> String {
        "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
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
        return failure(reason, ko: reason)
    }

    private func failure(_ reason: String, ko korean: String) -> DatasetError {
        DatasetError(
            DataCode.database,
            Message(
                "'\(path)' cannot be read as an SQLite database: \(reason)",
                ko: "'\(path)'을(를) SQLite 데이터베이스로 읽을 수 없습니다: \(korean)"),
            help: [
                Message(
                    "sqlite3 FILE .tables shows whether it is one, and whether another program holds it",
                    ko: "sqlite3 파일 .tables로 데이터베이스인지, 다른 프로그램이 잡고 있는지 볼 수 있습니다")
            ])
    }
}
