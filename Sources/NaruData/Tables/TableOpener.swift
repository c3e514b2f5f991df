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
        case workbook
        case graph(GraphForm)

        /// As messages list them.
        static let endings = ".csv .tsv .txt .xlsx .json .ndjson .sqlite .graphml .gexf"

        /// Whether its bytes may stand for characters in several ways.
        var hasEncoding: Bool {
            switch self {
            case .text, .separated: true
            case .database, .workbook, .graph: false
            }
        }

        /// Whether a row of it names the columns.
        var hasHeader: Bool {
            switch self {
            case .separated, .workbook: true
            case .text, .database, .graph: false
            }
        }

        init?(path: String) {
            let name = DatasetLoader.fileName(path).lowercased()
            let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
            switch plain.split(separator: ".", omittingEmptySubsequences: false).last {
            case "csv": self = .separated(.csv)
            case "tsv", "tab": self = .separated(.tsv)
            case "txt": self = .separated(.plain)
            case "json", "geojson": self = .text(.json)
            case "ndjson", "jsonl": self = .text(.jsonLines)
            case "sqlite", "sqlite3", "db", "db3": self = .database
            case "xlsx", "xlsm": self = .workbook
            case "graphml": self = .graph(.graphML)
            case "gexf": self = .graph(.gexf)
            default: return nil
            }
        }
    }

    private let folder: String
    private let reach: DatasetReach
    private let options: LoadOptions
    /// The columns that a table of the schema is read for.
    private let wanted: (SchemaLayout.Table) -> Set<String>
    private var texts: [String: SourceText] = [:]
    private var databases: [String: SQLiteDatabase] = [:]
    private var workbooks: [String: Workbook] = [:]

    init(folder: String, _ reach: DatasetReach, _ options: LoadOptions, layout: SchemaLayout) {
        self.folder = folder
        self.reach = reach
        self.options = options
        wanted = layout.headers
    }

    // MARK: - Tables of a schema

    /// nil after a report.
    mutating func open(_ table: SchemaLayout.Table, _ issues: inout DataIssues) throws(DatasetError) -> TableFile? {
        guard var file = try file(of: table, &issues) else { return nil }
        file.fillsDown = file.columns.indices.filter { table.fillsDown.contains(file.columns[$0].text) }
        return file
    }

    private mutating func file(
        of table: SchemaLayout.Table, _ issues: inout DataIssues
    ) throws(DatasetError) -> TableFile? {
        let path = table.file.text.hasPrefix("/") ? table.file.text : DatasetLoader.joined(folder, table.file.text)
        guard reach.allows(path) else {
            issues.add(.outside(path, at: table.file.span, in: table.source))
            return nil
        }
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
                    "tables are .csv, .tsv, .txt, .xlsx, .json, .ndjson or .sqlite files",
                    ko: "표는 .csv, .tsv, .txt, .xlsx, .json, .ndjson, .sqlite 파일입니다"),
                at: table.file.span, in: table.source, help: ForeignFile.help(for: path).map { [$0] } ?? [])
            return nil
        }
        guard wordsFit(kind, table, &issues) else { return nil }
        switch kind {
        case .database: return try openDatabase(path, table, &issues)
        case .workbook: return try openWorkbook(path, table, &issues)
        case .graph(let form): return try openGraph(path, form, table, &issues)
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

    /// False after a report of what the schema says of a file that has no such thing.
    private func wordsFit(_ kind: Kind, _ table: SchemaLayout.Table, _ issues: inout DataIssues) -> Bool {
        if let encoding = table.encoding, !kind.hasEncoding {
            issues.error(
                DataCode.encoding,
                Message(
                    "'\(table.file.text)' says itself how it is encoded", ko: "'\(table.file.text)'에는 인코딩이 정해져 있습니다"),
                at: encoding.span, in: table.source,
                help: [Message("leave out 'encoding \(encoding.text)'", ko: "'encoding \(encoding.text)'을(를) 빼세요")])
            return false
        }
        guard table.header != nil, !kind.hasHeader else { return true }
        issues.error(
            DataCode.tableSource,
            Message(
                "no line of '\(table.file.text)' is a header: it names its columns itself",
                ko: "'\(table.file.text)'에는 머리글 줄이 없고, 열 이름이 정해져 있습니다"),
            at: table.file.span, in: table.source, help: [Message("leave out 'header'", ko: "'header'를 빼세요")])
        return false
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
        case .database, .workbook, .graph: nil
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
        guard let content = try database.rows(of: name) else { return nil }
        content.report(wanted(table), &issues)
        guard let columns = Self.columns(content.columns, table, &issues) else { return nil }
        return TableFile(values: content.source, columns: columns)
    }

    private mutating func openWorkbook(
        _ path: String, _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) throws(DatasetError) -> TableFile? {
        let workbook: Workbook
        if let known = workbooks[path] {
            workbook = known
        } else {
            workbook = try Workbook(FileSystem.read(path, threads: options.threads), path)
        }
        workbooks[path] = workbook
        let names = workbook.visible
        guard let name = table.table?.text ?? (names.count == 1 ? names[0] : nil), workbook.names.contains(name) else {
            unknownTable(names, in: path, table, &issues)
            return nil
        }
        guard let sheet = try workbook.sheet(name, threads: options.threads), !sheet.isEmpty else {
            issues.error(
                DataCode.emptyTable,
                Message("the sheet '\(name)' of '\(path)' is empty", ko: "'\(path)'의 '\(name)' 시트가 비었습니다"),
                at: (table.table ?? table.file).span, in: table.source)
            return nil
        }
        let header = table.header ?? options.tables.header
        guard var file = try sheet.file(header, needsHeader: table.columns.isEmpty, &issues),
            let columns = Self.columns(file.columns, table, &issues)
        else { return nil }
        file.columns = columns
        return file
    }

    private func openGraph(
        _ path: String, _ form: GraphForm, _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) throws(DatasetError) -> TableFile? {
        let tables = try GraphFile.read(FileSystem.read(path, threads: options.threads), form, path).tables
        guard let name = table.table?.text, var file = tables.first(where: { $0.name == name })?.file else {
            unknownTable(tables.map(\.name), in: path, table, &issues)
            return nil
        }
        guard let columns = Self.columns(file.columns, table, &issues) else { return nil }
        file.columns = columns
        return file
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
        _ own: [DeclaredName], _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) -> [DeclaredName]? {
        guard table.columns.count > 0, table.columns.count != own.count else {
            return table.columns.isEmpty ? own : table.columns
        }
        let list = own.map(\.text).joined(separator: ", ")
        issues.error(
            DataCode.raggedRow,
            Message(
                "\(table.columns.count) columns are named, and the table has \(own.count)",
                ko: "이름은 \(table.columns.count)개인데 표는 \(own.count)열입니다"),
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
            let tables = try SQLiteTables(path).all(&issues)
            guard !tables.isEmpty || issues.hasErrors else {
                throw DatasetError(
                    DataCode.emptyTable, Message("'\(path)' has no table", ko: "'\(path)'에 표가 없습니다"))
            }
            return tables
        case .workbook: return try openSheets(path, options, &issues)
        case .graph(let form):
            let graph = try GraphFile.read(FileSystem.read(path, threads: options.threads), form, path)
            return graph.tables.map { OpenedTable(name: $0.name, file: $0.file, path: path) }
        }
    }

    /// The only sheet with cells is called like its file.
    private static func openSheets(
        _ path: String, _ options: LoadOptions, _ issues: inout DataIssues
    ) throws(DatasetError) -> [OpenedTable] {
        let workbook = try Workbook(FileSystem.read(path, threads: options.threads), path)
        var tables: [OpenedTable] = []
        for name in workbook.visible {
            guard let sheet = try workbook.sheet(name, threads: options.threads), !sheet.isEmpty,
                let file = try sheet.file(options.tables.header, needsHeader: false, &issues)
            else { continue }
            tables.append(OpenedTable(name: InferredType.identifier(from: name), file: file, path: path))
        }
        if !workbook.hidden.isEmpty {
            let list = workbook.hidden.joined(separator: ", ")
            issues.note(
                DataCode.notRead,
                Message("hidden sheets of '\(path)' are not read: \(list)", ko: "'\(path)'의 숨겨진 시트는 읽지 않습니다: \(list)"))
        }
        if tables.count == 1 { tables[0].name = TableName.cleaned(path) }
        guard !tables.isEmpty || issues.hasErrors else {
            throw DatasetError(
                DataCode.emptyTable, Message("'\(path)' has no sheet with cells", ko: "'\(path)'에 내용이 있는 시트가 없습니다"))
        }
        return tables
    }
}
