import Foundation
import NaruData
import NaruSyntax
import Testing

/// Every folder of `Tests/Golden/data` is a dataset; its `expected.txt` shows
/// what it loads as, or the errors that it ends in, in both languages.
struct GoldenDataTests {
    static let folder = SharedData.repository.appending(path: "Tests/Golden/data").path
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    static let cases: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }()

    @Test(arguments: cases) func dataset(_ name: String) throws {
        let folder = Self.folder + "/" + name
        let actual = try Self.result(of: folder).replacing(folder + "/", with: "").replacing(folder, with: name)
        let expected = URL(filePath: folder + "/expected.txt")
        if Self.isRecording {
            try Data(actual.utf8).write(to: expected)
            Issue.record("recorded \(name)/expected.txt")
            return
        }
        let known = try String(contentsOf: expected, encoding: .utf8)
        #expect(actual == known, "\(name): \(Self.firstDifference(actual, known))")
    }

    private static func result(of folder: String) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let isDataset = names.contains { $0.hasSuffix(".ties") }
        let tables = names.filter { $0 != "expected.txt" && !$0.hasPrefix(".") }.map { folder + "/" + $0 }
        do throws(DatasetError) {
            let dataset = try DatasetLoader.load(paths: isDataset ? [folder] : tables)
            return render(dataset.warnings) + DatasetDump.text(dataset)
        } catch {
            return render(error.diagnostics)
        }
    }

    private static func render(_ diagnostics: [Diagnostic]) -> String {
        let nowhere = SourceText(name: "", utf8: [])
        return diagnostics.map { diagnostic in
            let caption = diagnostic.caption(in: nowhere).map { [$0] } ?? []
            let korean = ([diagnostic.message] + caption + diagnostic.helpLines(in: nowhere)).map {
                "   ko: \($0.korean)\n"
            }
            return DiagnosticRenderer().render(diagnostic, in: nowhere) + korean.joined() + "\n"
        }.joined()
    }

    private static func firstDifference(_ left: String, _ right: String) -> String {
        let (left, right) = (left.split(separator: "\n"), right.split(separator: "\n"))
        let place = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }
        return place.map { "line \($0.offset): '\($0.element.0)' was '\($0.element.1)'" }
            ?? "\(left.count) lines, were \(right.count)"
    }
}
