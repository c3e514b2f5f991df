import CNaruDataset
import NaruEngine
package import NaruSemantics
package import NaruSyntax

/// Opens datasets: folders, tables, and the one that the program brings.
package enum DatasetLoader {
    /// The dataset that is part of the program. It was made by `of(files:)`.
    package static func bundled() throws(DatasetError) -> LoadedDataset {
        let bytes = UnsafeRawBufferPointer(start: naru_partnerships_start(), count: naru_partnerships_length)
        return try snapshot(SnapshotFile(bytes, name: "partnerships"))
    }

    /// A dataset of texts: `schema.ties`, a prelude, and records.
    package static func of(files: [SourceText], name: String) throws(DatasetError) -> LoadedDataset {
        var schema: SourceText?
        var records: [SourceText] = []
        var prelude: [SourceText] = []
        for source in files {
            if source.name == "schema.ties" {
                schema = source
            } else if source.name.hasSuffix(".ties") {
                records.append(source)
            } else {
                prelude.append(source)
            }
        }
        var issues = DataIssues()
        let layout = try layout(of: schema ?? SourceText(name: "schema.ties", utf8: []), issues: &issues)
        var assembly = DatasetAssembly(
            name: name, layout: layout, records: records.map(RecordFile.written), prelude: prelude, issues: issues)
        return try assembly.load()
    }

    /// A dataset of records that a program makes when the schema is known.
    package static func made(
        from schema: SourceText, prelude: SourceText, records: (Schema) throws -> MadeRecords
    ) throws -> LoadedDataset {
        var issues = DataIssues()
        let layout = try layout(of: schema, issues: &issues)
        for table in layout.tables {
            issues.error(
                DataCode.notFound,
                Message("there is no file '\(table.file.text)'", ko: "'\(table.file.text)' 파일이 없습니다"),
                at: table.file.span, in: table.source)
        }
        try issues.throwIfAny()
        var assembly = DatasetAssembly(
            name: schema.name, layout: layout, records: [.made(try records(layout.schema))], prelude: [prelude],
            issues: issues)
        return try assembly.load()
    }

    static func layout(of schema: SourceText, issues: inout DataIssues) throws(DatasetError) -> SchemaLayout {
        let declarations = SchemaReader.read(schema, issues: &issues)
        // A schema that was read in part would only cause errors that follow.
        try issues.throwIfAny()
        let layout = SchemaBuilder.build(declarations, source: schema, issues: &issues)
        try issues.throwIfAny()
        guard let layout else { throw DatasetError([]) }
        return layout
    }
}

extension DatasetLoader {
    /// Opens a dataset folder, tables, or a folder and tables together; each
    /// table becomes a type. A `.ties` file brings the schema beside it.
    ///
    /// A lenient load leaves out what is wrong and tells so in `leftOut`; it
    /// fails where a whole file cannot be read.
    package static func load(
        paths: [String], options: LoadOptions = LoadOptions()
    ) throws(DatasetError) -> LoadedDataset {
        if let snapshot = paths.first(where: { $0.hasSuffix(".narudb") }) {
            guard paths.count == 1 else { throw .snapshotAlone(snapshot) }
            var dataset = try Self.snapshot(snapshot)
            dataset.warnings += options.tables.withoutEffect(on: [])
            return dataset
        }
        var assembly = DatasetAssembly(name: name(of: paths), layout: .empty)
        assembly.options = options
        var hasSchema = false
        for given in paths {
            let data = try DataPath(given)
            let path = data.path
            let kind = FileSystem.kind(of: path)
            guard kind != .missing else { throw FileSystem.missing(path) }
            guard kind == .folder || path.hasSuffix(".ties") else {
                try addTable(data, to: &assembly)
                continue
            }
            guard !hasSchema else { throw twoSchemas(path) }
            hasSchema = true
            let isFile = kind == .file && fileName(path) != "schema.ties"
            try addFolder(kind == .folder ? path : folder(of: path), only: isFile ? path : nil, to: &assembly)
        }
        if hasSchema, !assembly.opened.isEmpty {
            var alone = withoutTables(assembly)
            assembly.stored = try alone.load().store
        }
        nameApart(&assembly.opened)
        for table in assembly.opened {
            try DatasetError.throwIfSpent()
            assembly.inferred.append(
                InferredType(table.file, named: table.name, assembly.options, issues: &assembly.issues))
        }
        assembly.opened = []
        for warning in options.tables.withoutEffect(on: assembly.kinds) { assembly.issues.add(warning) }
        try DatasetError.throwIfSpent()
        try checkNames(assembly)
        return try assembly.load()
    }

    /// What the tables beside may lead to, which has to be known before their
    /// columns have types.
    private static func withoutTables(_ assembly: DatasetAssembly) -> DatasetAssembly {
        var alone = assembly
        alone.opened = []
        alone.options.tables.edges = []
        return alone
    }

    /// Where files have the same name but for their versions, these belong to it.
    static func nameApart(_ tables: inout [OpenedTable]) {
        let names = Dictionary(grouping: tables, by: \.name)
        for place in tables.indices where (names[tables[place].name]?.count ?? 0) > 1 {
            guard case .separated? = TableOpener.Kind(path: tables[place].path) else { continue }
            tables[place].name = TableName.plain(tables[place].path)
        }
    }

    private static func checkNames(_ assembly: DatasetAssembly) throws(DatasetError) {
        var seen: Set<String> = []
        for type in assembly.inferred
        where assembly.layout.hasType(named: type.name) || !seen.insert(type.name).inserted {
            throw DatasetError(
                DataCode.combination,
                Message("two types would be called '\(type.name)'", ko: "'\(type.name)'이라는 유형이 둘이 됩니다"),
                help: [
                    Message(
                        "rename '\(type.file.source.name)', or say what it is called: --data NAME=FILE",
                        ko: "'\(type.file.source.name)'의 이름을 바꾸거나 집합 이름을 지정하세요: --data 이름=파일")
                ])
        }
    }

    // MARK: - Folders

    private static func addFolder(
        _ folder: String, only record: String?, to assembly: inout DatasetAssembly
    ) throws(DatasetError) {
        let schemaPath = joined(folder, "schema.ties")
        let reach = DatasetReach(folder: folder, allowing: assembly.options.allowedOutside)
        guard FileSystem.kind(of: schemaPath) != .missing else {
            return try addTables(of: folder, reach, to: &assembly)
        }
        try reach.check(schemaPath)
        assembly.layout = try layout(of: try text(schemaPath), issues: &assembly.issues)
        let names = try FileSystem.names(in: folder).filter { $0.hasSuffix(".ties") && $0 != "schema.ties" }
        if let record {
            assembly.records.append(.written(try text(record)))
        } else {
            let paths = names.map { joined(folder, $0) }
            let streams = paths.filter { FileSystem.kind(of: $0) == .stream }
            noteUnread(streams.map(fileName), in: folder, &assembly.issues)
            for path in paths where !streams.contains(path) {
                try reach.check(path)
                assembly.records.append(.written(try text(path)))
            }
        }
        try addPrelude(of: folder, reach, to: &assembly)
        var opener = TableOpener(folder: folder, reach, assembly.options, layout: assembly.layout)
        for table in assembly.layout.tables {
            if let kind = TableOpener.Kind(path: table.file.text) { assembly.kinds.append(kind) }
            guard let file = try opener.open(table, &assembly.issues) else {
                assembly.lacksTable = true
                continue
            }
            guard table.nodes.count == 2 else {
                assembly.tables.append((table, file))
                continue
            }
            let names = table.nodes.map(\.text)
            // A column that is missing is reported with the edges.
            guard let places = NodeTable.places(names, in: file) else { continue }
            let absents = table.absents + assembly.options.tables.absents
            assembly.tables.append((table, NodeTable.file(of: file, columns: places, absents: absents)))
            assembly.prelude.append(NodeTable.prelude(from: names[0], to: names[1]))
        }
    }

    private static func addPrelude(
        of folder: String, _ reach: DatasetReach, to assembly: inout DatasetAssembly
    ) throws(DatasetError) {
        let prelude = joined(folder, "prelude.naru")
        guard FileSystem.kind(of: prelude) != .missing else { return }
        try reach.check(prelude)
        assembly.prelude.append(try text(prelude))
    }

    // MARK: - Tables without a schema

    /// A folder of nothing but tables: each becomes a type.
    private static func addTables(
        of folder: String, _ reach: DatasetReach, to assembly: inout DatasetAssembly
    ) throws(DatasetError) {
        let names = try FileSystem.names(in: folder)
        let candidates = names.filter { name in
            TableOpener.Kind(path: name) != nil && !isOfProgram(name) && !isNote(name, in: folder)
        }
        let streams = candidates.filter { FileSystem.kind(of: joined(folder, $0)) == .stream }
        noteUnread(streams, in: folder, &assembly.issues)
        let tables = candidates.filter { !streams.contains($0) }
        guard !tables.isEmpty, !names.contains(where: { $0.hasSuffix(".ties") }) else { throw noSchema(folder) }
        noteUnopened(names.filter { !candidates.contains($0) && $0 != "prelude.naru" }, in: folder, &assembly.issues)
        for name in tables {
            try reach.check(joined(folder, name))
            try addTable(DataPath(joined(folder, name)), to: &assembly)
        }
        try addPrelude(of: folder, reach, to: &assembly)
    }

    /// A folder may hold what would never end, or never begin.
    private static func noteUnread(_ streams: [String], in folder: String, _ issues: inout DataIssues) {
        guard !streams.isEmpty else { return }
        let list = streams.prefix(5).joined(separator: ", ") + (streams.count > 5 ? ", …" : "")
        issues.note(
            DataCode.notRead,
            Message(
                "not opened in '\(folder)', since they are pipes or devices: \(list)",
                ko: "'\(folder)'에서 파이프나 장치여서 열지 않은 것: \(list)"))
    }

    /// Notes are texts, too: one is a table where its lines have the same number of
    /// cells. One that cannot be read tells why when it is opened.
    private static func isNote(_ name: String, in folder: String) -> Bool {
        guard case .separated(.plain)? = TableOpener.Kind(path: name),
            let bytes = try? FileSystem.read(joined(folder, name))
        else { return false }
        return !SeparatorFinder.hasColumns(bytes)
    }

    /// What belongs to the system or to a program that has a file open is no
    /// matter; hidden files are not even listed.
    private static func noteUnopened(_ names: [String], in folder: String, _ issues: inout DataIssues) {
        let shown = names.filter { !isOfProgram($0) && FileSystem.kind(of: joined(folder, $0)) == .file }
        guard !shown.isEmpty else { return }
        let list = shown.prefix(5).joined(separator: ", ")
        let rest =
            shown.count > 5
            ? Message(" and \(shown.count - 5) more", ko: " 외 \(shown.count - 5)개") : Message("", ko: "")
        issues.note(
            DataCode.notRead,
            Message(
                "not opened in '\(folder)', since they are no tables: \(list)\(rest.english)",
                ko: "'\(folder)'에서 표가 아니어서 열지 않은 파일: \(list)\(rest.korean)"),
            help: shown.compactMap(ForeignFile.help).first.map { [$0] } ?? [])
    }

    /// `~$towns.xlsx` stands beside a workbook as long as somebody edits it.
    private static func isOfProgram(_ name: String) -> Bool {
        ["thumbs.db", "desktop.ini", "ehthumbs.db"].contains(name.lowercased()) || name.hasPrefix("~$")
            || name.hasPrefix(".~") || name.hasSuffix("~") || name.hasSuffix(".tmp")
    }

    private static func addTable(_ data: DataPath, to assembly: inout DatasetAssembly) throws(DatasetError) {
        guard let kind = data.kind ?? TableOpener.Kind(path: data.path) else { throw unknownKind(data.path) }
        assembly.kinds.append(kind)
        var opened = try TableOpener.open(data.path, kind, assembly.options, &assembly.issues)
        if opened.count == 1, let name = data.name {
            opened[0].name = data.isNamed ? name : unused(name, among: assembly.opened)
        }
        if opened.isEmpty { assembly.lacksTable = true }
        assembly.opened += opened
    }

    /// Of several pipes the second is `data_2`.
    private static func unused(_ name: String, among tables: [OpenedTable]) -> String {
        let names = Set(tables.map(\.name))
        guard names.contains(name) else { return name }
        var number = 2
        while names.contains("\(name)_\(number)") { number += 1 }
        return "\(name)_\(number)"
    }

    // MARK: - Texts

    /// A file that is UTF-8 and no binary.
    static func text(_ path: String) throws(DatasetError) -> SourceText {
        let bytes = try FileSystem.read(path)
        if let wide = utf16(bytes, path) { throw wide }
        let source = SourceText(name: path, utf8: bytes)
        let fault = bytes.withUnsafeBufferPointer { TextCheck.firstFault(in: $0) }
        guard let fault else { return source }
        throw error(fault, in: source, help: [convert])
    }

    /// Spreadsheets and editors of Windows save "Unicode" so, with a mark in front.
    static func utf16(_ bytes: [UInt8], _ path: String) -> DatasetError? {
        guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
        return DatasetError([
            Diagnostic(
                DataCode.encoding, .error,
                Message("'\(path)' is in UTF-16, not in UTF-8", ko: "'\(path)'은(는) UTF-8이 아니라 UTF-16입니다"), at: nil,
                help: [
                    Message(
                        "convert it: iconv -f utf-16 -t utf-8 FILE > NEW",
                        ko: "변환하세요: iconv -f utf-16 -t utf-8 파일 > 새파일")
                ])
        ])
    }

    static func error(_ fault: TextCheck.Fault, in source: SourceText, help: [Message]) -> DatasetError {
        let path = source.name
        let diagnostic =
            switch fault {
            case .zero(let offset):
                Diagnostic(
                    DataCode.binary, .error, Message("'\(path)' is a binary file", ko: "'\(path)'은(는) 이진 파일입니다"),
                    at: nil, help: [Message("a zero byte stands at offset \(offset)", ko: "\(offset)번째 바이트가 0입니다")])
            case .encoding(let offset):
                Diagnostic(
                    DataCode.encoding, .error, Message("'\(path)' is not in UTF-8", ko: "'\(path)'은(는) UTF-8이 아닙니다"),
                    at: Span(offset, offset + 1), help: help, source: source)
            }
        return DatasetError([diagnostic])
    }

    static let convert = Message(
        "convert it: iconv -f cp949 -t utf-8 FILE > NEW", ko: "변환하세요: iconv -f cp949 -t utf-8 파일 > 새파일")

    // MARK: - Paths and errors

    static func joined(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    static func fileName(_ path: String) -> String {
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
                    "a dataset folder holds schema.ties, or tables and nothing else",
                    ko: "데이터 폴더에는 schema.ties가 있거나 표만 있어야 합니다")
            ])
    }

    static func unknownKind(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.unknownKind,
            Message("'\(path)' is no kind of data that can be opened", ko: "'\(path)'은(는) 열 수 있는 데이터가 아닙니다"),
            help: [
                ForeignFile.help(for: path)
                    ?? Message(
                        "data is a folder with schema.ties or tables, or a file: \(TableOpener.Kind.endings)",
                        ko: "데이터는 schema.ties나 표가 있는 폴더, 또는 파일입니다: \(TableOpener.Kind.endings)")
            ])
    }
}
