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
            name: name, layout: layout, records: records, prelude: prelude, issues: issues)
        return try assembly.load()
    }

    /// A dataset of records that a program writes when it knows the schema.
    package static func made(
        from schema: SourceText, prelude: SourceText, records: (Schema) throws -> SourceText
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
            name: schema.name, layout: layout, records: [try records(layout.schema)], prelude: [prelude], issues: issues
        )
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
