import Foundation
import NaruData
import NaruEngine
import NaruSemantics
import TestSupport
import Testing

/// Rows that a table is known to have are read, in every kind of file: none is
/// missing, and none comes twice.
@Suite struct KnownRowsTests {
    @Test func everyRowIsRead() throws {
        let seed = RandomSource.seed
        print("known rows: seed \(seed)")
        var random = RandomSource(seed: seed)
        try TemporaryFolder.with { folder in
            for round in 0..<40 {
                var table = KnownTable(3 + random.below(30), &random)
                for _ in 0..<3 { table.change(&random) }
                for (ending, bytes) in table.files(&random) {
                    let file = folder.appending(path: "t.\(ending)")
                    try Data(bytes).write(to: file)
                    let dataset = try DatasetLoader.load(paths: [file.path])
                    let type = try #require(dataset.catalog.schema.declaredTypes.first { !$0.isAbstract })
                    let dump = DatasetDump.text(dataset)
                    let isWhole =
                        dataset.store.range(of: type.id).count == table.rows.count
                        && table.rows.allSatisfy { dump.contains($0.name) }
                    #expect(isWhole, "seed \(seed), round \(round), \(ending)\n\(dump)")
                }
            }
        }
    }
}
