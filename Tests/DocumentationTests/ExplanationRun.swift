import Foundation
import Naru
import NaruData
import NaruShell
import NaruSyntax
import TestSupport

/// Does what an example of an explanation shows, and keeps what is said.
struct ExplanationRun {
    /// Errors and warnings, as the program prints them.
    var errors = ""

    init(_ example: Explanation.Example, of code: DiagnosticCode) throws {
        switch example.kind {
        case .query: errors = try Example.run(example.text, format: .csv).errors
        case .command: errors = try Scratch.with { try Tool.shell(example.text, folder: $0).errors }
        case .file(let name): errors = try ExplanationRun.load(example.text, as: name, code)
        }
    }

    /// The sample dataset with one file replaced; a schema of its own comes
    /// without the sample's records.
    private static func load(_ text: String, as name: String, _ code: DiagnosticCode) throws -> String {
        try Scratch.with { folder in
            var files = Dictionary(uniqueKeysWithValues: Explanations.sampleFiles.map { ($0.name, $0.text) })
            if name == "schema.ties" { files["records.ties"] = nil }
            files[name] = text + "\n"
            for (name, text) in files {
                try Data(text.utf8).write(to: folder.appending(path: name))
            }
            let renderer = DiagnosticRenderer()
            let none = SourceText(name: "", utf8: [])
            do {
                let dataset = try Dataset(contentsOf: [folder.path])
                let findings = try dataset.loaded.warnings + check(dataset).filter { $0.code == code }
                return renderer.render(findings, in: none).replacingOccurrences(of: folder.path + "/", with: "")
            } catch let error as DatasetError {
                return renderer.render(error.diagnostics, in: none).replacingOccurrences(
                    of: folder.path + "/", with: "")
            }
        }
    }

    /// What `naru check` would find on a fixed day.
    private static func check(_ dataset: Dataset) throws -> [Diagnostic] {
        let session = Session(dataset, today: PartialDate("2025-01-01")?.first ?? 0)
        return try PrivacyCheck.findings(in: dataset.loaded) + DatasetCheck(session).findings
    }
}

/// A folder that is gone afterwards.
enum Scratch {
    static func with<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}
