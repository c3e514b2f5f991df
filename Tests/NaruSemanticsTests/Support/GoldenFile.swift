import Foundation

/// A plain file of cases: a title, a program, and what is to come of it.
///
///     === title
///     program
///     ---
///     result
struct GoldenFile {
    struct Case {
        var title: String
        var program: String
        var expected: String
    }

    var url: URL
    var cases: [Case]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden/check")

    static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" }

    static func all() throws -> [GoldenFile] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "txt" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { try GoldenFile(reading: $0) }
    }

    init(reading url: URL) throws {
        self.url = url
        cases = []
        let text = try String(contentsOf: url, encoding: .utf8)
        for part in ("\n" + text).components(separatedBy: "\n=== ").dropFirst() {
            let lines = part.components(separatedBy: "\n")
            let middle = lines.firstIndex(of: "---") ?? lines.count
            cases.append(
                Case(
                    title: lines[0], program: lines[1..<middle].joined(separator: "\n"),
                    expected: lines.dropFirst(middle + 1).joined(separator: "\n").trimmed))
        }
    }

    func write() throws {
        let parts = cases.map { "=== \($0.title)\n\($0.program)\n---\n\($0.expected)\n" }
        try parts.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
