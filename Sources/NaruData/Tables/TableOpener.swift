import NaruEngine
import NaruSyntax

/// A table without a schema, and the name of its type.
struct OpenedTable {
    var name: String
    var file: TableFile
    var path: String
    /// Of a text the one it was written in.
    var encoding = TextEncoding.utf8
}

/// Opens the files that tables stand in.
struct TableOpener {
    /// What a file's ending says.
    enum Kind: Equatable {
        case text(TableForm)
        /// Rows in lines, whose form the content decides.
        case separated(TextKind)
        case database

        init?(path: String) {
            switch DatasetLoader.fileName(path).lowercased().split(separator: ".", omittingEmptySubsequences: false)
                .last
            {
            case "csv": self = .separated(.csv)
            case "tsv", "tab": self = .separated(.tsv)
            case "txt": self = .separated(.plain)
            case "json": self = .text(.json)
            case "ndjson", "jsonl": self = .text(.jsonLines)
            case "sqlite", "sqlite3", "db": self = .database
            default: return nil
            }
        }
    }

    let folder: String
    let options: LoadOptions
    private var texts: [String: SourceText] = [:]
    private var databases: [String: SQLiteDatabase] = [:]

    init(folder: String, _ options: LoadOptions) {
        self.folder = folder
        self.options = options
    }

    // MARK: - Tables of a schema

    /// nil after a report.
    mutating func open(_ table: SchemaLayout.Table, _ issues: inout DataIssues) throws(DatasetError) -> TableFile? {
        let path = table.file.text.hasPrefix("/") ? table.file.text : DatasetLoader.joined(folder, table.file.text)
        guard FileSystem.kind(of: path) != .missing else {
            issues.error(
                DataCode.notFound, Message("there is no file '\(path)'", ko: "'\(path)' 파일이 없습니다"), at: table.file.span,
                in: table.source)
            return nil
        }
        guard let kind = Kind(path: path) else {
            issues.error(
                DataCode.unknownKind,
                Message(
                    "tables are .csv, .tsv, .txt, .json, .ndjson or .sqlite files",
                    ko: "표는 .csv, .tsv, .txt, .json, .ndjson, .sqlite 파일입니다"),
                at: table.file.span, in: table.source)
            return nil
        }
        switch kind {
        case .database: return try openDatabase(path, table, &issues)
        case .text, .separated:
            if let name = table.table {
                issues.error(
                    DataCode.tableSource,
                    Message("only a database has several tables", ko: "표가 여럿인 것은 데이터베이스뿐입니다"), at: name.span,
                    in: table.source,
                    help: [Message("leave out 'table \(name.text)'", ko: "'table \(name.text)'을(를) 빼세요")])
                return nil
            }
            if let name = table.encoding, TextEncoding(name: name.text) == nil {
                issues.error(
                    DataCode.encoding, TextEncoding.unknown(name.text), at: name.span, in: table.source,
                    help: [TextEncoding.wayOut])
                return nil
            }
            let encoding = table.encoding.flatMap { TextEncoding(name: $0.text) }
            let source: SourceText
            if let known = texts[path] {
                source = known
            } else {
                source = try TableText.read(
                    path, encoding ?? options.tables.encoding, threads: options.threads, &issues
                ).source
            }
            texts[path] = source
            return Self.file(
                source, kind, columns: table.columns, header: table.header ?? options.tables.header, needsHeader: true,
                &issues)
        }
    }

    private static func file(
        _ source: SourceText, _ kind: Kind, columns: [DeclaredName] = [], header: HeaderChoice?,
        needsHeader: Bool = false, _ issues: inout DataIssues
    ) -> TableFile? {
        let header = columns.isEmpty ? header : header == HeaderChoice.none ? nil : header
        return switch kind {
        case .text(let form): TableFile(source, form: form, columns: columns, issues: &issues)
        // Names for the columns of a text go with runs of blanks between them.
        case .separated(.plain) where !columns.isEmpty:
            TableFile(source, form: .blanks, columns: columns, issues: &issues)
        case .separated(let kind):
            TableFile(
                source, form: nil, kind: kind, columns: columns, header: header, needsHeader: needsHeader,
                issues: &issues)
        case .database: nil
        }
    }

    private mutating func openDatabase(
        _ path: String, _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) throws(DatasetError) -> TableFile? {
        let database: SQLiteDatabase
        if let known = databases[path] { database = known } else { database = try SQLiteDatabase(path) }
        databases[path] = database
        let names = try database.tableNames()
        guard let name = table.table?.text ?? (names.count == 1 ? names[0] : nil), names.contains(name) else {
            unknownTable(names, in: path, table, &issues)
            return nil
        }
        let content = try database.rows(of: name)
        content.report(&issues)
        guard let columns = Self.columns(of: content, table, &issues) else { return nil }
        return TableFile(content, columns: columns)
    }

    private func unknownTable(
        _ names: [String], in path: String, _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) {
        let list = names.joined(separator: ", ")
        let message =
            if let name = table.table?.text {
                Message("'\(path)' has no table '\(name)'", ko: "'\(path)'에 '\(name)' 표가 없습니다")
            } else if names.isEmpty {
                Message("'\(path)' has no table", ko: "'\(path)'에 표가 없습니다")
            } else {
                Message("'\(path)' has several tables", ko: "'\(path)'에 표가 여럿 있습니다")
            }
        issues.error(
            DataCode.tableSource, message, at: (table.table ?? table.file).span, in: table.source,
            help: names.isEmpty
                ? []
                : [
                    Message(
                        "name one behind the file: table NAME. Its tables: \(list)",
                        ko: "파일 뒤에 table 이름으로 하나를 고르세요. 표: \(list)")
                ],
            suggestions: table.table.map {
                Suggestion.spelling(of: $0.text, at: $0.span, in: table.source, among: names)
            } ?? [])
    }

    /// The names of a database's columns, or those that the schema gives them
    /// instead.
    private static func columns(
        of content: SQLiteTable, _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) -> [DeclaredName]? {
        guard table.columns.count > 0, table.columns.count != content.columns.count else {
            return table.columns.isEmpty ? content.columns : table.columns
        }
        let list = content.columns.map(\.text).joined(separator: ", ")
        issues.error(
            DataCode.raggedRow,
            Message(
                "\(table.columns.count) columns are named, and the table has \(content.columns.count)",
                ko: "이름은 \(table.columns.count)개인데 표는 \(content.columns.count)열입니다"),
            at: table.columns[0].span, in: table.source,
            help: [
                Message(
                    "leave 'columns' out to use its own names: \(list)", ko: "'columns'를 빼면 표의 열 이름을 씁니다: \(list)")
            ])
        return nil
    }

    // MARK: - Tables without a schema

    /// The tables of a file with the names of their types; none after a report.
    static func open(
        _ path: String, _ kind: Kind, _ options: LoadOptions, _ issues: inout DataIssues
    ) throws(DatasetError) -> [OpenedTable] {
        switch kind {
        case .text, .separated:
            let text = try TableText.read(path, options.tables.encoding, threads: options.threads, &issues)
            guard let file = file(text.source, kind, header: options.tables.header, &issues) else { return [] }
            return [OpenedTable(name: TableName.cleaned(path), file: file, path: path, encoding: text.encoding)]
        case .database:
            let database = try SQLiteDatabase(path)
            var tables: [OpenedTable] = []
            for name in try database.tableNames() {
                let content = try database.rows(of: name)
                content.report(&issues)
                let file = TableFile(content, columns: content.columns)
                tables.append(OpenedTable(name: InferredType.identifier(from: name), file: file, path: path))
            }
            guard !tables.isEmpty || issues.hasErrors else {
                throw DatasetError(
                    DataCode.emptyTable, Message("'\(path)' has no table", ko: "'\(path)'에 표가 없습니다"))
            }
            return tables
        }
    }
}
