import Foundation
import TestSupport
import Testing

/// Formats for programs are written as rows come: the process takes as much
/// memory for many rows as for few, and ends when nobody reads on.
@Suite(.serialized) struct StreamingTests {
    /// A table joined with itself, so that few records give many rows.
    #if DEBUG
    private static let side = 200
    #else
    private static let side = 1_500
    #endif

    @Test(arguments: ["csv", "tsv", "json", "ndjson", "html"])
    func memoryDoesNotGrowWithTheRows(_ format: String) throws {
        try inScratch { folder in
            let few = try run(10, format, folder)
            let many = try run(Self.side, format, folder)
            #expect(many.bytes > 400 * Self.side * Self.side)
            // Each row is in memory for a moment, its batch for a little longer.
            #expect(many.memory - few.memory < 8 << 20, "\(few) \(many)")
            #expect(many.memory - few.memory < many.bytes / 2, "\(few) \(many)")
        }
    }

    /// 141 says that the pipe was closed, 0 that all was written before.
    @Test(arguments: ["csv", "tsv", "json", "ndjson", "value", "line", "markdown", "html", "box", "table", "bar"])
    func whoeverReadsMayStop(_ format: String) throws {
        try inScratch { folder in
            try write(60, folder)
            let outcome = try Tool.shell(
                "naru --data rows60.csv --format \(format) '\(query(60))' | head -1; echo ${PIPESTATUS[0]}",
                folder: folder)
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 2 && (lines.last == "141" || lines.last == "0"), "\(outcome.output.prefix(500))")
            #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        }
    }

    /// Long before all rows have come, where they come one by one.
    @Test func endsWithItsReader() throws {
        try inScratch { folder in
            try write(2_000, folder)
            let outcome = try Tool.shell(
                "naru --data rows2000.csv --format csv '\(query(2_000))' | head -1; echo ${PIPESTATUS[0]}",
                folder: folder)
            #expect(outcome.output == "id,text,n,other\n141\n", "\(outcome.output)")
            #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        }
    }

    private func query(_ side: Int) -> String {
        "rows\(side) | join b: rows\(side) on true | select id, text, n, other: b.text"
    }

    private func run(_ side: Int, _ format: String, _ folder: URL) throws -> (memory: Int, bytes: Int) {
        try write(side, folder)
        let outcome = try Tool.shell(
            "naru --data rows\(side).csv --stats --diagnostics json --format \(format) '\(query(side))' | wc -c",
            folder: folder)
        let statistics = try JSONSerialization.jsonObject(with: Data(outcome.errors.utf8)) as? [String: Any]
        let memory = try #require(statistics?["processMemory"] as? Int)
        let bytes = outcome.output.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
        #expect(statistics?["rows"] as? Int == side * side)
        return (memory, try #require(bytes))
    }

    private func write(_ side: Int, _ folder: URL) throws {
        let words = String(repeating: "협약 signed ", count: 15)
        let rows = (0..<side).map { "r\($0),\(words)\($0),\($0)" }
        try (["id,text,n"] + rows).joined(separator: "\n").write(
            to: folder.appending(path: "rows\(side).csv"), atomically: true, encoding: .utf8)
    }

    private func inScratch(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }
}
