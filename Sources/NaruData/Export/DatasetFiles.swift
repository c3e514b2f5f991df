import NaruEngine
import NaruSemantics
import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A dataset as the files that it is read from again: `schema.ties`, the files
/// of its records as they are, its tables, and its definitions.
package struct DatasetFiles {
    package struct File {
        package var name: String
        package var utf8: [UInt8]

        init(_ name: String, _ utf8: [UInt8]) {
            self.name = name
            self.utf8 = utf8
        }
    }

    package private(set) var files: [File] = []
    private let store: Store
    private var names: Set<String> = ["schema.ties", "prelude.naru"]
    private(set) var tables: [TypeID: SchemaDeclarationText.Table] = [:]

    /// Throws where the schema has what `schema.ties` cannot declare: columns of
    /// a table opened by itself may have names that no declared field has.
    package init(_ dataset: LoadedDataset) throws(DatasetError) {
        store = dataset.store
        for source in store.claims.files { add(source.name, extension: ".ties", source.utf8) }
        for table in store.claims.imports { addTable(table) }
        let schema = SchemaDeclarationText(schema: store.schema, tables: tables).text
        guard Self.isReadable(schema, as: store.schema, tables) else {
            throw .unwritableSchema(dataset.name)
        }
        files.insert(File("schema.ties", Array(schema.utf8)), at: 0)
        let prelude = dataset.prelude.map { String(decoding: $0.utf8, as: UTF8.self) }.joined(separator: "\n")
        if !dataset.prelude.isEmpty { files.append(File("prelude.naru", Array(prelude.utf8))) }
    }

    /// Adds a file under the last part of its name, or one that is still free.
    @discardableResult
    mutating func add(_ path: String, extension suffix: String, _ utf8: [UInt8]) -> String {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        let stem = last.hasSuffix(suffix) ? String(last.dropLast(suffix.count)) : last
        var name = stem + suffix
        var count = 1
        while !names.insert(name).inserted {
            count += 1
            name = "\(stem)-\(count)\(suffix)"
        }
        files.append(File(name, utf8))
        return name
    }

    /// The rows stand in the lines in which they stood, since evidence names them.
    private mutating func addTable(_ table: TableImport) {
        var rows: [(line: Int, entity: EntityNumber)] = []
        for entity in table.entities where store.type(of: entity) == table.type {
            if let line = table.line(of: entity) { rows.append((line, entity)) }
        }
        rows.sort { ($0.line, $0.entity) < ($1.line, $1.entity) }
        let content = ExportedTable(store, table.type, entities: rows.map(\.entity), isWhole: false)
        // A file whose first line is a row has no header.
        let hasHeader = rows.first?.line != 1
        var text = hasHeader ? content.header : ""
        var next = hasHeader ? 2 : 1
        for row in rows {
            while next < row.line {
                text += "\n"
                next += 1
            }
            let line = content.line(of: row.entity)
            text += line
            next += line.utf8.count { $0 == .newline }
        }
        let path = table.file.hasSuffix(".csv") ? table.file : store.schema[table.type].name
        let name = add(path, extension: ".csv", Array(text.utf8))
        tables[table.type] = SchemaDeclarationText.Table(
            file: name, columns: hasHeader ? [] : content.headings, separators: content.separators)
    }

    /// Whether the declarations are read again as what they were written from.
    private static func isReadable(_ text: String, as schema: Schema, _ tables: [TypeID: SchemaDeclarationText.Table])
        -> Bool
    {
        var issues = DataIssues()
        let source = SourceText(name: "schema.ties", text: text)
        guard let layout = try? DatasetLoader.layout(of: source, issues: &issues) else { return false }
        return SchemaDeclarationText(schema: layout.schema, tables: tables).text == text
    }
}

extension DatasetFiles {
    /// Writes the files into a folder, which is made if it is not there.
    package func write(to folder: String) throws(WriteFailure) {
        try FileSystem.makeFolder(folder)
        let present = (try? FileSystem.names(in: folder)) ?? []
        guard present.isEmpty else { throw WriteFailure(folder, ENOTEMPTY) }
        for file in files {
            var target = try FileReplacement(of: DatasetLoader.joined(folder, file.name))
            try target.append(file.utf8)
            try target.finish()
        }
    }
}
