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
            var target = try FileDraft(of: DatasetLoader.joined(folder, file.name))
            try target.append(file.utf8)
            try target.finish()
        }
    }
}

/// Tables for other programs: what every type's records say, and what that
/// rests on. Nothing is read from them again.
extension DatasetFiles {
    package mutating func addTablesOfRecords(_ dataset: LoadedDataset) {
        let store = dataset.store
        for type in store.schema.declaredTypes where tables[type.id] == nil {
            let entities = Array(store.ownRange(of: type.id))
            guard !entities.isEmpty else { continue }
            let content = ExportedTable(store, type.id, entities: entities, isWhole: true)
            let text = entities.reduce(content.header) { $0 + content.line(of: $1) }
            add(type.name, extension: ".csv", Array(text.utf8))
        }
        guard !store.claims.claims.isEmpty else { return }
        add("claims", extension: ".csv", Array(claims(of: store).utf8))
        add("citations", extension: ".csv", Array(citations(of: store).utf8))
    }

    /// The number of a claim is its place here, from 1.
    private func claims(of store: Store) -> String {
        let header = [
            "claim", "type", "subject", "field", "language", "value", "rank", "read", "basis", "flags", "note",
        ]
        var text = CellText.line(texts: header)
        for (place, claim) in store.claims.claims.enumerated() {
            let flags = store.claims.flags(of: claim).map { store.texts[$0.name] }
            text += CellText.line(texts: [
                String(place + 1), store.schema[store.type(of: claim.subject)].name, store.id(of: claim.subject),
                claim.field.map { store.schema[$0].name } ?? "id",
                claim.language.map { store.schema.languages[Int($0)] } ?? "", store.valueText(of: claim),
                "\(claim.rank)", String(claim.isRead), "\(claim.basis)", flags.joined(separator: ";"),
                claim.note.map { store.texts[$0] } ?? "",
            ])
        }
        return text
    }

    private func citations(of store: Store) -> String {
        var text = CellText.line(texts: ["claim", "source", "quote", "offset", "occurrence", "origin"])
        for (place, claim) in store.claims.claims.enumerated() {
            for citation in store.claims.citations(of: claim) {
                text += CellText.line(texts: [
                    String(place + 1), store.id(of: citation.source), store.texts[citation.quote],
                    citation.offset.map(String.init) ?? "", String(citation.occurrence),
                    citation.origin.map { store.texts[$0] } ?? "",
                ])
            }
        }
        return text
    }
}
