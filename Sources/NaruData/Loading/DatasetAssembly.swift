import NaruEngine
import NaruSemantics
import NaruSyntax

/// Turns the texts of a dataset into a store.
struct DatasetAssembly {
    var name: String
    var layout: SchemaLayout
    /// The `.ties` files but the schema, in order.
    var records: [SourceText] = []
    var prelude: [SourceText] = []
    var issues = DataIssues()

    mutating func load() throws(DatasetError) -> LoadedDataset {
        let builder = StoreBuilder(schema: layout.schema)
        let names = SchemaNames(layout.schema)
        var index = RecordIndex(builder, names)
        for (file, source) in records.enumerated() { index.add(source, file: file, files: records, issues: &issues) }
        RecordReader.read(index.headers, of: records, into: builder, names: names, issues: &issues)
        try issues.throwIfAny()
        guard let store = builder.build() else {
            throw DatasetError(
                DataCode.tooLarge, Message("the dataset's texts are more than 4 GB", ko: "데이터의 글이 4 GB를 넘습니다"))
        }
        return LoadedDataset(
            name: name, store: store, catalog: Catalog(store), prelude: prelude, warnings: issues.warnings)
    }
}
