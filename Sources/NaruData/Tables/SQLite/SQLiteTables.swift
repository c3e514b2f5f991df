import NaruSyntax

/// All tables of a database without a schema, with the keys and links that the
/// database declares. What cannot be read of one is no matter of the others.
struct SQLiteTables {
    private let database: SQLiteDatabase
    private let path: String

    /// About half a second. A view may have no end.
    private static let viewLimit: Int32 = 50

    init(_ path: String) throws(DatasetError) {
        self.path = path
        database = try SQLiteDatabase(path)
    }

    func all(_ issues: inout DataIssues) throws(DatasetError) -> [OpenedTable] {
        let views = try database.viewNames()
        var tables: [(table: String, file: TableFile)] = []
        for name in try database.tableNames() {
            guard let content = try rows(of: name, isView: views.contains(name), &issues) else { continue }
            content.note(&issues)
            var file = TableFile(values: content.source, columns: content.columns)
            file.faultyColumns = Set(content.faultCounts.keys.map(\.column))
            if let key = try? database.primaryKey(of: name), let place = content.place(of: key),
                !content.absentCounts.indices.contains(place) || content.absentCounts[place] == 0
            {
                file.declaredKey = place
            }
            tables.append((name, file))
        }
        for index in tables.indices { link(&tables[index].file, of: tables[index].table, among: tables) }
        return tables.map { OpenedTable(name: InferredType.identifier(from: $0.table), file: $0.file, path: path) }
    }

    private func rows(
        of name: String, isView: Bool, _ issues: inout DataIssues
    ) throws(DatasetError) -> SQLiteTable? {
        database.limit(millionSteps: isView ? Self.viewLimit : nil)
        defer { database.limit(millionSteps: nil) }
        do throws(DatasetError) {
            if let rows = try database.rows(of: name) { return rows }
            issues.note(
                DataCode.notRead,
                Message(
                    "the view '\(name)' of '\(path)' is left out: it takes too long, or has no end",
                    ko: "'\(path)'의 '\(name)' 뷰는 너무 오래 걸리거나 끝이 없어 읽지 않습니다"),
                help: [
                    Message(
                        "keep its rows in a table: create table NAME as select ...",
                        ko: "결과를 표로 저장하세요: create table 이름 as select ...")
                ])
        } catch {
            try DatasetError.throwIfSpent()
            // A damaged file shows itself where its tables are listed.
            guard let reason = error.diagnostics.first?.message else { throw error }
            issues.note(
                DataCode.notRead,
                Message(
                    "'\(name)' is left out: \(reason.english)", ko: "'\(name)'을(를) 읽지 않습니다: \(reason.korean)"))
        }
        return nil
    }

    /// A foreign key leads to the primary key of another table.
    private func link(
        _ file: inout TableFile, of table: String, among tables: [(table: String, file: TableFile)]
    ) {
        for key in (try? database.foreignKeys(of: table)) ?? [] {
            guard let place = file.columns.firstIndex(where: { $0.text == key.column }),
                let target = tables.first(where: { $0.table.lowercased() == key.table.lowercased() }),
                let targetKey = target.file.declaredKey,
                key.target.isEmpty || target.file.columns[targetKey].text == key.target
            else { continue }
            file.links[place] = InferredType.identifier(from: target.table)
        }
    }
}

extension SQLiteTable {
    fileprivate func place(of column: String) -> Int? { columns.firstIndex { $0.text == column } }
}
