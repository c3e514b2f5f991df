import Foundation
import TestSupport
import Testing

/// The questions in `Examples/questions`, and what they answer.
@Suite struct QuestionTests {
    private static let folder = "Examples/questions"

    private static let questions = Repository.files(under: folder, extension: "naru")
        .map { $0.deletingPathExtension().lastPathComponent }.filter { !$0.hasSuffix(".ko") }

    @Test(arguments: questions) func answers(_ question: String) throws {
        try expectGolden(question, language: "en")
        if hasTwin(question) { try expectGolden(question + ".ko", language: "ko") }
    }

    /// From a snapshot of the partnerships every question has the same answer.
    @Test func answersFromSnapshot() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let snapshot = folder.appending(path: "p.narudb").path
        let built = try Tool.run(["build", "-o", snapshot])
        #expect(built.status == 0 && built.output.isEmpty && built.errors.isEmpty)
        for question in Self.questions {
            let arguments = ["--format", "csv", "-f", "\(Self.folder)/\(question).naru"]
            let (expected, outcome) = (try Tool.run(arguments), try Tool.run(["--data", snapshot] + arguments))
            #expect(outcome.status == expected.status, "\(question)")
            #expect(outcome.output == expected.output, "\(question)")
            #expect(outcome.errors == expected.errors, "\(question)")
        }
    }

    /// So it does from files that were written out, and rests on the same.
    @Test func answersFromExport() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let exported = try Tool.run(["export", "-o", folder])
        #expect(exported.status == 0 && exported.output.isEmpty && exported.errors.isEmpty)
        for query in ["agreements | why", "people | with sources", "statistics | select about, value | why"] {
            let arguments = ["--format", "csv", "-c", query]
            let (expected, outcome) = (try Tool.run(arguments), try Tool.run(["--data", folder] + arguments))
            #expect(expected.status == 0 && outcome.output == expected.output, "\(query)")
        }
    }

    /// A question and its Korean twin give the same rows, whatever their columns are called.
    @Test(arguments: questions) func twins(_ question: String) throws {
        guard hasTwin(question) else { return }
        let outcomes = try [question, question + ".ko"].map {
            try Tool.run(["--lang", "en", "--format", "csv", "--no-header", "-f", "\(Self.folder)/\($0).naru"])
        }
        #expect(outcomes.allSatisfy { $0.status == 0 })
        #expect(outcomes[0].output == outcomes[1].output)
    }

    /// The command lines in the comments run.
    @Test(arguments: questions) func commandLines(_ question: String) throws {
        for name in hasTwin(question) ? [question, question + ".ko"] : [question] {
            let file = Repository.root.appending(path: "\(Self.folder)/\(name).naru")
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for line in lines where line.hasPrefix("#   naru ") {
                let outcome = try Tool.shell(String(line.dropFirst(4)))
                #expect(outcome.status == 0 && !outcome.errors.contains("warning"), "\(line): \(outcome.errors)")
            }
        }
    }

    /// The index names every question, its twin too, and no other.
    @Test func index() throws {
        let index = try String(contentsOf: Repository.root.appending(path: "Examples/README.md"), encoding: .utf8)
        let named = Set(index.matches(of: /\(questions\/([^)]+)\.naru\)/).map { String($0.1) })
        let there = Set(
            Repository.files(under: Self.folder, extension: "naru").map {
                $0.deletingPathExtension().lastPathComponent
            })
        #expect(named.symmetricDifference(there).sorted() == [])
    }

    private func hasTwin(_ question: String) -> Bool {
        FileManager.default.fileExists(
            atPath: Repository.root.appending(path: "\(Self.folder)/\(question).ko.naru").path)
    }

    /// So wide that no cell is shortened.
    private func expectGolden(_ name: String, language: String) throws {
        let outcome = try Tool.run([
            "--lang", language, "--format", "box", "--width", "500", "-f", "\(Self.folder)/\(name).naru",
        ])
        #expect(outcome.status == 0)
        Golden.expect(outcome.output + outcome.errors, in: "questions/\(name).txt")
    }
}
