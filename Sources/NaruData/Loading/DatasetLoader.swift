import CNaruDataset
import NaruEngine
package import NaruSemantics
package import NaruSyntax

/// Opens datasets: folders, tables, and the one that the program brings.
package enum DatasetLoader {
    /// The dataset that is part of the program.
    package static func bundled() throws(DatasetError) -> LoadedDataset {
        var schema: SourceText?
        var records: [SourceText] = []
        var prelude: [SourceText] = []
        for source in bundledFiles() {
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
            name: "partnerships", layout: layout, records: records, prelude: prelude, issues: issues)
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

    /// The files of the bundled dataset as they are written.
    package static func bundledFiles() -> [SourceText] {
        var files: [SourceText] = []
        while true {
            let file = naru_dataset_file_at(files.count)
            guard let name = file.name else { return files }
            let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
            files.append(SourceText(name: String(cString: name), utf8: Array(bytes)))
        }
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
