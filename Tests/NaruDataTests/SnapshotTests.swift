import Foundation
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import Testing

/// What is written is what is opened, and what is broken says so.
struct SnapshotTests {
    private static let seed: UInt64 = 20_240_117
    private let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private var path: String { folder.appending(path: "s.narudb").path }

    private func opened() throws -> LoadedDataset { try DatasetLoader.load(paths: [path]) }

    private static let datasets = [
        "records", "tables", "csv-quoting", "csv-inference", "csv-ids", "blank-separated",
    ]

    private func load(_ name: String) throws -> LoadedDataset {
        let source = GoldenDataTests.folder + "/" + name
        let names = try FileManager.default.contentsOfDirectory(atPath: source).filter { $0 != "expected.txt" }.sorted()
        let isDataset = names.contains("schema.ties")
        return try DatasetLoader.load(paths: isDataset ? [source] : names.map { source + "/" + $0 })
    }

    @Test(arguments: datasets) func opensAsItWasWritten(_ name: String) throws {
        let dataset = try load(name)
        try SnapshotFile.write(dataset, to: path)
        let copy = try opened()
        #expect(DatasetDump.text(copy) == DatasetDump.text(dataset))
        #expect(copy.store.damage == nil)
        let first = try Data(contentsOf: URL(filePath: path))
        try SnapshotFile.write(copy, to: path)
        #expect(try Data(contentsOf: URL(filePath: path)) == first)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["s.narudb"])
    }

    /// Opening looks at types and counts only: the rest of the file may be gone
    /// wrong, and that is said when it is read.
    @Test func opensWithoutReading() throws {
        let dataset = try DatasetLoader.bundled()
        try SnapshotFile.write(dataset, to: path)
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        let copy = try opened()
        #expect(copy.store.damage == nil)
        #expect(copy.store.entityCount == dataset.store.entityCount)
        #expect(copy.store.claimCount == dataset.store.claims.claims.count)
        copy.store.readAll()
        #expect(copy.store.damage?.file == path)
    }

    /// Of a large part only what is looked at is checked, and all of that is.
    @Test func largePartsAreCheckedAsTheyAreRead() throws {
        let rows = (0..<20_000).map { "\(100_000 + $0),name \(100_000 + $0) of a place with a name that is not short" }
        let table = folder.appending(path: "place.csv")
        try Data(("id,name\n" + rows.joined(separator: "\n")).utf8).write(to: table)
        try SnapshotFile.write(try DatasetLoader.load(paths: [table.path]), to: path)
        var bytes = try Data(contentsOf: URL(filePath: path))
        let middle = try #require(bytes.range(of: Data("name 110000".utf8)))
        bytes[middle.lowerBound] ^= 1
        try bytes.write(to: URL(filePath: path))
        let store = try opened().store
        #expect(store.label(of: 0).hasPrefix("name 100000") && store.label(of: 19_999).hasPrefix("name 119999"))
        #expect(store.entity(id: "100007", in: .entity) == 7)
        #expect(store.damage == nil)
        _ = store.label(of: 10_001)
        #expect(store.damage == StoreDamage(part: "texts", file: path))
    }

    /// Whoever cuts a file short, or writes into it, while it is open ends no
    /// process: what was read stays, what wasn't is damaged.
    @Test(arguments: [true, false]) func filesMayChangeWhileTheyAreOpen(_ isCut: Bool) throws {
        let rows = (0..<20_000).map { "\(100_000 + $0),name \(100_000 + $0) of a place with a name that is not short" }
        let table = folder.appending(path: "place.csv")
        try Data(("id,name\n" + rows.joined(separator: "\n")).utf8).write(to: table)
        try SnapshotFile.write(try DatasetLoader.load(paths: [table.path]), to: path)
        let store = try opened().store
        #expect(store.label(of: 0).hasPrefix("name 100000") && store.damage == nil)
        let file = try FileHandle(forUpdating: URL(filePath: path))
        if isCut {
            try file.truncate(atOffset: 4096)
        } else {
            let size = try file.seekToEnd()
            try file.seek(toOffset: 0)
            try file.write(contentsOf: Data(count: Int(size)))
        }
        try file.close()
        #expect(store.label(of: 0).hasPrefix("name 100000") && store.damage == nil)
        store.readAll()
        #expect(store.damage?.file == path)
    }

    /// Every damaged file is an error, or the damage lies between the parts.
    @Test(arguments: ["records", "tables", "csv-inference"]) func damagedBytes(_ name: String) throws {
        var random = SplitMix(seed: Self.seed)
        let dataset = try load(name)
        let expected = DatasetDump.text(dataset)
        try SnapshotFile.write(dataset, to: path)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var errors = 0
        for round in 0..<600 {
            var damaged = bytes
            if round % 4 == 0 {
                damaged.removeLast(Int.random(in: 1...bytes.count, using: &random))
            } else {
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
                        in: 1...255, using: &random)
                }
            }
            try Data(damaged).write(to: URL(filePath: path))
            do {
                let copy = try opened()
                let text = DatasetDump.text(copy)
                copy.store.readAll()
                if copy.store.damage != nil {
                    errors += 1
                } else {
                    #expect(text == expected, "seed \(Self.seed), round \(round)")
                }
            } catch let error as DatasetError {
                errors += 1
                #expect(["E5120", "E5121"].contains(error.diagnostics.first?.code.description))
            }
        }
        #expect(errors > 400)
    }

    /// Whoever makes checksums fit gets an error or a dataset, never a crash.
    @Test(arguments: ["records", "tables", "csv-inference"]) func forgedParts(_ name: String) throws {
        var random = SplitMix(seed: Self.seed)
        let dataset = try load(name)
        var parts: [SnapshotPart: [UInt8]] = [:]
        for part in dataset.store.snapshotParts {
            parts[part] = dataset.store.snapshot(of: part, name: "s", prelude: dataset.prelude)
        }
        var refused = 0
        for _ in 0..<600 {
            guard let victim = dataset.store.snapshotParts.randomElement(using: &random) else { return }
            var forged = parts
            var bytes = parts[victim] ?? []
            for _ in 0..<Int.random(in: 1...2, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    [0, 1, 127, 128, 255].randomElement(using: &random) ?? 0
            }
            forged[victim] = bytes
            let source = PartsInMemory(forged)
            do throws(StoreDamage) {
                let store = Store(try SnapshotHead(source), from: source)
                store.readAll()
                if store.damage != nil { refused += 1 }
            } catch {
                refused += 1
            }
        }
        #expect(refused > 0)
    }

    private func code(_ bytes: [UInt8]) throws -> String? {
        try Data(bytes).write(to: URL(filePath: path))
        do throws(DatasetError) {
            _ = try DatasetLoader.load(paths: [path])
            return nil
        } catch {
            return error.diagnostics.first?.code.description
        }
    }

    @Test func filesThatAreNone() throws {
        #expect(try code([]) == "E5121")
        #expect(try code(Array("a,b\n1,2\n".utf8)) == "E5121")
        try SnapshotFile.write(try load("records"), to: path)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        #expect(try code(Array(bytes.prefix(20))) == "E5120")
        #expect(try code(Array(bytes.dropLast())) == "E5120")
        #expect(try code(bytes + [0]) == "E5120")
        var newer = Array(bytes[..<56])
        newer[8] += 1
        let checksum = newer.withUnsafeBytes { Checksum.of($0) }
        newer += (0..<8).map { UInt8(truncatingIfNeeded: checksum >> ($0 * 8)) }
        #expect(try code(newer + bytes[64...]) == "E5121")
    }

    @Test func standsAlone() throws {
        try SnapshotFile.write(try load("records"), to: path)
        #expect(throws: DatasetError.self) {
            try DatasetLoader.load(paths: [path, GoldenDataTests.folder + "/csv-ids/a.csv"])
        }
    }

    @Test func keepsTheOldFileWhereItCannotWrite() throws {
        let missing = folder.appending(path: "none/s.narudb").path
        #expect(throws: WriteFailure.self) { try SnapshotFile.write(try load("records"), to: missing) }
        // A folder cannot be replaced by a file; no draft stays behind.
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(throws: WriteFailure.self) { try SnapshotFile.write(try load("records"), to: path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["s.narudb"])
    }

    /// Known values of XXH64 with seed 0.
    @Test(
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("abc", 0x44BC_2CF5_AD77_0999), ("xxhash", 0x32DD_3895_2C4B_C720),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ] as [(String, UInt64)])
    func checksum(_ text: String, _ expected: UInt64) {
        #expect(Array(text.utf8).withUnsafeBytes { Checksum.of($0) } == expected)
    }
}

/// Parts as they would lie in a file.
private final class PartsInMemory: SnapshotSource {
    let name = "s"
    nonisolated(unsafe) private let buffers: [SnapshotPart: UnsafeMutableRawBufferPointer]

    init(_ parts: [SnapshotPart: [UInt8]]) {
        buffers = parts.mapValues { bytes in
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
            buffer.copyBytes(from: bytes)
            return buffer
        }
    }

    deinit { for buffer in buffers.values { buffer.deallocate() } }

    func bytes(of part: SnapshotPart) throws(StoreDamage) -> SnapshotMemory {
        guard let buffer = buffers[part] else { throw StoreDamage(part: part.name) }
        return SnapshotMemory(UnsafeRawBufferPointer(buffer)) { [self] _ in _ = self }
    }

    func sections(
        of part: SnapshotPart, noteDamage: @escaping @Sendable () -> Void
    ) throws(StoreDamage) -> SnapshotSections { SnapshotSections(try bytes(of: part)) }
}
