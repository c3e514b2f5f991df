import Foundation
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

struct BundledDatasetTests {
    private static let folder = SharedData.repository.appending(path: "Sources/CNaruDataset/partnerships").path

    private static func load() -> LoadedDataset? {
        do throws(DatasetError) {
            return try DatasetLoader.bundled()
        } catch {
            let nowhere = SourceText(name: "", utf8: [])
            Issue.record("\(DiagnosticRenderer().render(error.diagnostics, in: nowhere))")
            return nil
        }
    }

    @Test func loads() throws {
        let dataset = try #require(Self.load())
        #expect(dataset.store.ids.count > 400)
        #expect(dataset.prelude.count == 1)
        let city = try #require(dataset.catalog.schema.types.first { $0.name == "city" }?.id)
        #expect(dataset.catalog.entities(named: "샌디에이고", in: city).map(\.id) == ["san-diego"])
        #expect(dataset.catalog.entities(named: "malaga", in: city).map(\.id) == ["malaga"])
        #expect(dataset.catalog.entity(id: "siheung", in: city)?.label == "시흥시")
        #expect(dataset.catalog.hasUnit("KRW") && !dataset.catalog.hasUnit("furlong"))
    }

    /// The files that the snapshot is made of, in the order of their names.
    static func files() throws -> [SourceText] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
        return try names.sorted().map { name in
            SourceText(name: name, utf8: Array(try Data(contentsOf: URL(filePath: folder + "/" + name))))
        }
    }

    /// `RECORD_SNAPSHOTS=1` writes the snapshot that is compiled in.
    @Test func snapshotIsOfTheFiles() throws {
        let recorded = Self.folder + ".narudb"
        try TemporaryFolder.with { scratch in
            let path = scratch.appending(path: "partnerships.narudb").path
            try SnapshotFile.write(try DatasetLoader.of(files: Self.files(), name: "partnerships"), to: path)
            let made = try Data(contentsOf: URL(filePath: path))
            if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
                try made.write(to: URL(filePath: recorded))
                Issue.record("recorded \(recorded); build again and run without RECORD_SNAPSHOTS")
            }
            #expect(try Data(contentsOf: URL(filePath: recorded)) == made, "`make dataset` makes it anew")
        }
    }

    @Test func folderAndProgramAgree() throws {
        let bundled = try #require(Self.load())
        let folder = try DatasetLoader.load(paths: [Self.folder])
        #expect(DatasetDump.text(bundled) == DatasetDump.text(folder))
    }

    @Test func quotesAreShort() throws {
        let store = try #require(Self.load()).store
        for citation in store.claims.citations { #expect(store.texts[citation.quote].count <= 120) }
    }

    @Test func noAddressOfAPerson() throws {
        let address = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]/
        for file in try Self.files() {
            #expect(String(decoding: file.utf8, as: UTF8.self).firstMatch(of: address) == nil, "\(file.name)")
        }
    }

    @Test func claimsMatchColumns() throws {
        let store = try #require(Self.load()).store
        #expect(store.claims.starts.count == store.ids.count + 1)
        for number in 0..<store.entityCount {
            let claims = store.claims.claims[store.claims.range(of: Int32(number))]
            #expect(claims.first.map { $0.field == nil } ?? false)
            #expect(claims.allSatisfy { $0.subject == Int32(number) })
        }
    }
}
