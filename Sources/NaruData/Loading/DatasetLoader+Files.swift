import NaruEngine
import NaruSemantics
import NaruSyntax

extension DatasetLoader {
    /// Opens a dataset folder, tables, or a folder and tables together; each
    /// table becomes a type. A `.ties` file brings the schema beside it.
    package static func load(paths: [String]) throws(DatasetError) -> LoadedDataset {
        var assembly = DatasetAssembly(name: name(of: paths), layout: .empty)
        var hasSchema = false
        for path in paths {
            let kind = FileSystem.kind(of: path)
            guard kind != .missing else { throw FileSystem.missing(path) }
            guard kind == .folder || path.hasSuffix(".ties") else {
                try addTable(path, to: &assembly)
                continue
            }
            guard !hasSchema else { throw twoSchemas(path) }
            hasSchema = true
            let isFile = kind == .file && fileName(path) != "schema.ties"
            try addFolder(kind == .folder ? path : folder(of: path), only: isFile ? path : nil, to: &assembly)
        }
        try checkNames(assembly)
        return try assembly.load()
    }

    private static func checkNames(_ assembly: DatasetAssembly) throws(DatasetError) {
        var seen: Set<String> = []
        for type in assembly.inferred
        where assembly.layout.hasType(named: type.name) || !seen.insert(type.name).inserted {
            throw DatasetError(
                DataCode.combination,
                Message("two types would be called '\(type.name)'", ko: "'\(type.name)'이라는 유형이 둘이 됩니다"),
                help: [
                    Message("rename '\(type.file.source.name)'", ko: "'\(type.file.source.name)'의 이름을 바꾸세요")
                ])
        }
    }

    // MARK: - Folders

    private static func addFolder(
        _ folder: String, only record: String?, to assembly: inout DatasetAssembly
    ) throws(DatasetError) {
        let schemaPath = joined(folder, "schema.ties")
        guard FileSystem.kind(of: schemaPath) != .missing else { throw noSchema(folder) }
        assembly.layout = try layout(of: try text(schemaPath), issues: &assembly.issues)
        let names = try FileSystem.names(in: folder).filter { $0.hasSuffix(".ties") && $0 != "schema.ties" }
        for path in record.map({ [$0] }) ?? names.map({ joined(folder, $0) }) {
            assembly.records.append(try text(path))
        }
        let prelude = joined(folder, "prelude.naru")
        if FileSystem.kind(of: prelude) != .missing { assembly.prelude.append(try text(prelude)) }
        var opened: [String: SourceText] = [:]
        for table in assembly.layout.tables {
            let path = table.file.text.hasPrefix("/") ? table.file.text : joined(folder, table.file.text)
            guard let form = try declaredForm(table, path, &assembly.issues) else { continue }
            let source: SourceText
            if let known = opened[path] { source = known } else { source = try text(path) }
            opened[path] = source
            if let file = TableFile(source, form: form.form, columns: table.columns, issues: &assembly.issues) {
                assembly.tables.append((table, file))
            }
        }
    }

    private struct Form { var form: TableForm? }

    /// How a table of the schema is set apart; nil after a report.
    private static func declaredForm(
        _ table: SchemaLayout.Table, _ path: String, _ issues: inout DataIssues
    ) throws(DatasetError) -> Form? {
        if FileSystem.kind(of: path) == .missing {
            issues.error(
                DataCode.notFound, Message("there is no file '\(path)'", ko: "'\(path)' 파일이 없습니다"), at: table.file.span,
                in: table.source)
            return nil
        }
        if let encoding = table.encoding, !["utf8", "utf-8"].contains(encoding.text.lowercased()) {
            issues.error(
                DataCode.encoding,
                Message("only UTF-8 is read, not '\(encoding.text)'", ko: "UTF-8만 읽습니다('\(encoding.text)' 아님)"),
                at: encoding.span, in: table.source, help: [convert(from: "cp949")])
            return nil
        }
        guard let form = form(of: path) else {
            if path.hasSuffix(".txt") { return Form(form: .blanks) }
            issues.error(
                DataCode.unknownKind, Message("tables are .csv, .tsv or .txt files", ko: "표는 .csv, .tsv, .txt 파일입니다"),
                at: table.file.span, in: table.source)
            return nil
        }
        return form
    }

    // MARK: - Tables without a schema

    private static func addTable(_ path: String, to assembly: inout DatasetAssembly) throws(DatasetError) {
        guard let form = form(of: path) else { throw unknownKind(path) }
        let source = try text(path)
        guard let file = TableFile(source, form: form.form, columns: [], issues: &assembly.issues) else {
            try assembly.issues.throwIfAny()
            return
        }
        assembly.inferred.append(InferredType(file, path: path, issues: &assembly.issues))
    }

    private static func form(of path: String) -> Form? {
        switch fileName(path).lowercased().split(separator: ".").last {
        case "csv": Form(form: nil)
        case "tsv", "tab": Form(form: .separated(.tab))
        default: nil
        }
    }

    // MARK: - Texts

    /// A file that is UTF-8 and no binary.
    static func text(_ path: String) throws(DatasetError) -> SourceText {
        let bytes = try FileSystem.read(path)
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw DatasetError([
                Diagnostic(
                    DataCode.encoding, .error,
                    Message("'\(path)' is in UTF-16, not in UTF-8", ko: "'\(path)'은(는) UTF-8이 아니라 UTF-16입니다"), at: nil,
                    help: [convert(from: "utf-16")])
            ])
        }
        let source = SourceText(name: path, utf8: bytes)
        let fault = bytes.withUnsafeBufferPointer { TextCheck.firstFault(in: $0) }
        switch fault {
        case nil: return source
        case .zero(let offset):
            throw DatasetError([
                Diagnostic(
                    DataCode.binary, .error, Message("'\(path)' is a binary file", ko: "'\(path)'은(는) 이진 파일입니다"),
                    at: nil, help: [Message("a zero byte stands at offset \(offset)", ko: "\(offset)번째 바이트가 0입니다")])
            ])
        case .encoding(let offset):
            throw DatasetError([
                Diagnostic(
                    DataCode.encoding, .error, Message("'\(path)' is not in UTF-8", ko: "'\(path)'은(는) UTF-8이 아닙니다"),
                    at: Span(offset, offset + 1), help: [convert(from: "cp949")], source: source)
            ])
        }
    }

    private static func convert(from encoding: String) -> Message {
        Message(
            "convert it: iconv -f \(encoding) -t utf-8 FILE > NEW", ko: "변환하세요: iconv -f \(encoding) -t utf-8 파일 > 새파일")
    }

    // MARK: - Paths and errors

    static func joined(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func name(of paths: [String]) -> String { paths.map(fileName).joined(separator: " + ") }

    private static func twoSchemas(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.combination,
            Message("'\(path)' brings a second schema", ko: "'\(path)'에 두 번째 스키마가 있습니다"),
            help: [Message("one dataset folder can be combined with tables", ko: "데이터 폴더 하나와 표 여럿을 함께 쓸 수 있습니다")])
    }

    private static func noSchema(_ folder: String) -> DatasetError {
        DatasetError(
            DataCode.noSchema, Message("'\(folder)' has no schema.ties", ko: "'\(folder)'에 schema.ties가 없습니다"),
            help: [
                Message(
                    "a dataset folder holds schema.ties; a single table is opened by its own path",
                    ko: "데이터 폴더에는 schema.ties가 있어야 합니다. 표 하나는 그 파일 경로로 여세요")
            ])
    }

    private static func unknownKind(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.unknownKind,
            Message("'\(path)' is no kind of data that can be opened", ko: "'\(path)'은(는) 열 수 있는 데이터가 아닙니다"),
            help: [
                Message(
                    "data is a folder with schema.ties, or a .csv or .tsv file",
                    ko: "데이터는 schema.ties가 있는 폴더나 .csv, .tsv 파일입니다")
            ])
    }
}
