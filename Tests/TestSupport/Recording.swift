import Foundation
package import Testing

/// Golden files: text that a test compares with, rewritten on request.
package enum Golden {
    /// `RECORD_SNAPSHOTS=1` rewrites golden files; such a run fails.
    package static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    /// Compares with `Tests/Golden/…`, or records.
    package static func expect(_ text: String, in name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        expect(text, at: "Tests/Golden/\(name)", sourceLocation: sourceLocation)
    }

    /// The same for a file anywhere in the repository.
    package static func expect(_ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let file = Repository.root.appending(path: path)
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        guard isRecording else {
            #expect(text == recorded, "\(path)", sourceLocation: sourceLocation)
            return
        }
        guard text != recorded else { return }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(path); look at the difference", sourceLocation: sourceLocation)
        } catch {
            Issue.record(error, sourceLocation: sourceLocation)
        }
    }
}
