import Foundation
import NaruData
import NaruSyntax
import Testing

/// Every folder of `Tests/Golden/lenient` is a dataset with mistakes; its
/// `expected.txt` shows what is loaded of it, and what is said of the rest.
struct LenientLoadTests {
    private static let folder = SharedData.repository.appending(path: "Tests/Golden/lenient").path
    static let cases = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

    @Test(arguments: cases) func loadsWhatIsGood(_ name: String) throws {
        let folder = Self.folder + "/" + name
        let dataset = try DatasetLoader.load(paths: [folder], options: LoadOptions(isLenient: true))
        let leftOut = try #require(dataset.leftOut)
        let renderer = DiagnosticRenderer()
        let nowhere = SourceText(name: "", utf8: [])
        let findings = leftOut.findings.map { renderer.render($0, in: nowhere) }.joined(separator: "\n")
        let actual =
            (findings + "\n\(leftOut.message.english)\n\(leftOut.message.korean)\n\n" + DatasetDump.text(dataset))
            .replacing(folder + "/", with: "")
        let expected = URL(filePath: folder + "/expected.txt")
        if GoldenDataTests.isRecording {
            try Data(actual.utf8).write(to: expected)
            Issue.record("recorded \(name)/expected.txt")
            return
        }
        #expect(actual == (try String(contentsOf: expected, encoding: .utf8)))
    }

    @Test func strictlyNothingIsLoaded() {
        for name in Self.cases {
            #expect(throws: DatasetError.self) { try DatasetLoader.load(paths: [Self.folder + "/" + name]) }
        }
    }

    @Test func aSoundDatasetIsTheSame() throws {
        let folder = SharedData.repository.appending(path: "Tests/Conformance/data/json-tables").path
        let lenient = try DatasetLoader.load(paths: [folder], options: LoadOptions(isLenient: true))
        #expect(lenient.leftOut == nil)
        #expect(DatasetDump.text(lenient) == DatasetDump.text(try DatasetLoader.load(paths: [folder])))
    }
}
