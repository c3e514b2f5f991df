import Foundation
import NaruEngine
import NaruSyntax
import Synchronization
import Testing

@testable import NaruData

/// A load ends soon after it is told to, whatever it reads.
@Suite struct AllowanceTests {
    private static let files: [String: String] = [
        "rows.csv": "id,a\n" + (0..<200_000).map { "\($0),text \($0)\n" }.joined(),
        "lines.ndjson": (0..<50_000).map { "{\"a\": \"text \($0)\"}\n" }.joined(),
        // Each row has a column of its own.
        "wide.json": "[" + (0..<3_000).map { "{\"k\($0)\": 1}" }.joined(separator: ",") + "]",
    ]

    @Test(arguments: files.keys.sorted(), [1, 2]) func loadsEnd(_ name: String, _ last: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "allowance-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Self.files[name]?.write(to: file, atomically: true, encoding: .utf8)
        let asked = Counter()
        #expect(throws: DatasetError.self) {
            try Allowance { _ in asked.next() < last }.covering {
                _ = try DatasetLoader.load(paths: [file.path], options: LoadOptions(threads: 1))
            }
        }
        // Each loop that was under way asks once more.
        #expect(asked.count < last + 12)
    }

    private final class Counter: Sendable {
        private let number = Atomic<Int>(0)
        var count: Int { number.load(ordering: .relaxed) }
        func next() -> Int { number.add(1, ordering: .relaxed).newValue }
    }
}
