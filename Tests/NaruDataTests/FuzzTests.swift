import Foundation
import NaruData
import NaruEngine
import Testing

/// Damaged files end in errors or load; they never crash.
struct FuzzTests {
    private static let alphabet = Array("\"\\,;`<@#:|.+-_ \n\r\t%()0129aeintypkor가한é·\u{FEFF}\u{0}".utf8)

    private func damaged(_ bytes: [UInt8], using random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = Self.alphabet.randomElement(using: &random) ?? 0
            case 1: bytes.insert(Self.alphabet.randomElement(using: &random) ?? 0, at: place)
            case 2: bytes.remove(at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 20))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
            }
        }
        return bytes
    }

    @Test(arguments: [
        "records", "tables", "csv-quoting", "csv-inference", "csv-ids", "blank-separated", "records-errors",
    ])
    func damagedFiles(_ name: String) throws {
        var random = SplitMix(seed: 11)
        let source = URL(filePath: GoldenDataTests.folder + "/" + name)
        let target = FileManager.default.temporaryDirectory.appending(path: "naru-fuzz-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: target) }
        let names = try FileManager.default.contentsOfDirectory(atPath: source.path).filter { $0 != "expected.txt" }
            .sorted()
        let files = try names.map { Array(try Data(contentsOf: source.appending(path: $0))) }
        let isDataset = names.contains("schema.ties")
        var loaded = 0
        for _ in 0..<200 {
            let victim = Int.random(in: 0..<names.count, using: &random)
            for (place, name) in names.enumerated() {
                let bytes = place == victim ? damaged(files[place], using: &random) : files[place]
                try Data(bytes).write(to: target.appending(path: name))
            }
            let paths = isDataset ? [target.path] : names.map { target.path + "/" + $0 }
            if let dataset = try? DatasetLoader.load(paths: paths) {
                loaded += DatasetDump.text(dataset).isEmpty ? 0 : 1
            }
        }
        #expect(loaded < 200)
    }
}
