import Foundation
import Naru
import Testing

/// A text of a program imports from the folder that the program gives, and
/// from nowhere else.
@Suite struct ImportTests {
    private let base: URL

    init() throws {
        base = FileManager.default.temporaryDirectory.appending(path: "naru-import-\(UUID().uuidString)")
        let files = FileManager.default
        try files.createDirectory(at: base.appending(path: "in/below"), withIntermediateDirectories: true)
        try Data("let three = 3".utf8).write(to: base.appending(path: "in/a.naru"))
        try Data("import \"../a.naru\"\nlet six = three * 2".utf8).write(to: base.appending(path: "in/below/b.naru"))
        try Data("let secret = 1".utf8).write(to: base.appending(path: "out.naru"))
        try files.createSymbolicLink(
            at: base.appending(path: "in/link.naru"), withDestinationURL: base.appending(path: "out.naru"))
    }

    private func session(_ folder: String?) throws -> Session {
        Session(try Dataset.bundled, importFolder: folder.map { base.appending(path: $0).path })
    }

    @Test func whatIsInsideIsFound() async throws {
        defer { try? FileManager.default.removeItem(at: base) }
        let result = try await session("in").run("import \"below/b.naru\"\nimport \"./a.naru\"\nsix + three")
        #expect(result[0][0].int == 9)
    }

    @Test(arguments: ["../out.naru", "link.naru", "below/../../out.naru", "/etc/hostname", "none.naru", "below"])
    func whatIsOutsideIsNot(_ path: String) async throws {
        defer { try? FileManager.default.removeItem(at: base) }
        let text = "import \"\(path)\"\nsecret"
        let error = await #expect(throws: NaruError.self) { try await session("in").run(text) }
        let reason = path.hasSuffix(".naru") ? "cannot be read" : "is no file of definitions"
        #expect(error?.message == "'\(path)' \(reason)")
        let absolute = base.appending(path: "out.naru").path
        await #expect(throws: NaruError.self) { try await session("in").run("import \"\(absolute)\"\nsecret") }
    }

    @Test func withoutAFolderNothingIs() async throws {
        defer { try? FileManager.default.removeItem(at: base) }
        for folder in [nil, "nowhere"] {
            let error = await #expect(throws: NaruError.self) {
                try await session(folder).run("import \"a.naru\"\nthree")
            }
            #expect(error?.message == "imports cannot be read here")
        }
    }
}
