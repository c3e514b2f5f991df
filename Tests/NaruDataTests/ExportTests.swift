import Foundation
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import Testing

/// What is written out is read again as the same dataset.
struct ExportTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func contents(_ name: String) throws -> [String: Data] {
        let url = folder.appending(path: name)
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: url.appending(path: $0))) })
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func load(_ name: String) throws -> LoadedDataset {
        let source = GoldenDataTests.folder + "/" + name
        let names = try FileManager.default.contentsOfDirectory(atPath: source).filter { $0 != "expected.txt" }.sorted()
        let isDataset = names.contains("schema.ties")
        return try DatasetLoader.load(paths: isDataset ? [source] : names.map { source + "/" + $0 })
    }

    private func expectRoundTrip(_ dataset: LoadedDataset) throws {
        try DatasetExport.write(dataset, to: path("once"))
        let copy = try DatasetLoader.load(paths: [path("once")])
        #expect(DatasetComparison(dataset, copy).difference == nil)
        try DatasetExport.write(copy, to: path("twice"))
        #expect(try contents("once") == contents("twice"))
    }

    @Test(arguments: ["records", "tables", "csv-quoting", "blank-separated", "csv-inference"])
    func readsBack(_ name: String) throws { try expectRoundTrip(load(name)) }

    /// Records are written as they stand, so with all that they rest on.
    @Test func bundledReadsBackWhole() throws {
        let dataset = try DatasetLoader.bundled()
        try expectRoundTrip(dataset)
        #expect(DatasetDump.text(try DatasetLoader.load(paths: [path("once")])) == DatasetDump.text(dataset))
        let files = try contents("once")
        for file in try BundledDatasetTests.files() where file.name != "schema.ties" {
            #expect(files[file.name] == Data(file.utf8), "\(file.name)")
        }
    }

    /// From a snapshot the same files come as from the dataset it was made of.
    @Test func fromSnapshot() throws {
        let dataset = try load("tables")
        try SnapshotFile.write(dataset, to: path("s.narudb"))
        try DatasetExport.write(dataset, to: path("direct"))
        try DatasetExport.write(try DatasetLoader.load(paths: [path("s.narudb")]), to: path("through"))
        #expect(try contents("direct") == contents("through"))
    }

    @Test func tablesForOtherPrograms() throws {
        let dataset = try DatasetLoader.bundled()
        try DatasetExport.write(dataset, to: path("csv"), withTables: true)
        #expect(
            DatasetComparison(dataset, try DatasetLoader.load(paths: [path("csv")])).difference == nil)
        for (table, type, count) in [
            ("claims", "claims", dataset.store.claimCount),
            (
                "city", "city",
                dataset.catalog.count(of: dataset.store.schema.types.first { $0.name == "city" }?.id ?? .entity)
            ),
        ] {
            let opened = try DatasetLoader.load(paths: [path("csv/\(table).csv")])
            #expect(opened.store.entityCount == count, "\(type)")
        }
    }

    /// Values that cells could take for something else.
    @Test func oddCells() throws {
        let schema = """
            type thing plural things
              from "odd.json"
              id key
              text text
              tags text many
              size quantity
              when period
              at geo
              `odd name` float

            """
        let rows = """
            [{"id": "1", "text": "a,\\"b\\"\\nc", "tags": ["x;y", "z|w"], "size": "about 3 `m 2`", "when": "2024/..",
              "at": "-1.5 100.25", "odd name": "1e-7"}, {"id": "2", "text": null, "tags": []}]

            """
        try FileManager.default.createDirectory(at: folder.appending(path: "in"), withIntermediateDirectories: true)
        try Data(schema.utf8).write(to: folder.appending(path: "in/schema.ties"))
        try Data(rows.utf8).write(to: folder.appending(path: "in/odd.json"))
        try expectRoundTrip(try DatasetLoader.load(paths: [path("in")]))
    }

    @Test func whatCannotBeDeclaredIsAnError() throws {
        try Data("id,type\n1,a\n".utf8).write(to: folder.appending(path: "towns.csv"))
        let dataset = try DatasetLoader.load(paths: [path("towns.csv")])
        #expect(throws: ExportFailure.self) { try DatasetExport.write(dataset, to: path("out")) }
        #expect(!FileManager.default.fileExists(atPath: path("out")))
    }

    @Test func folderHasToBeEmpty() throws {
        let dataset = try load("tables")
        try DatasetExport.write(dataset, to: path("out"))
        #expect(throws: ExportFailure.self) { try DatasetExport.write(dataset, to: path("out")) }
    }
}
