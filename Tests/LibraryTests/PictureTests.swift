import Naru
import NaruPictures
import TestSupport
import Testing

/// A program gets the very picture that the command line writes.
@Suite struct PictureTests {
    @Test(
        arguments: [
            "# Cities\ncities | select name, n: count(partners)", "agreements | select title, signed, kind",
            "cities | expand p: partners | select it, p", "cities | where id = \"nowhere\" | select name, n: 1",
        ], ["en", "ko"])
    func isWhatTheCommandLineDraws(_ text: String, _ language: String) async throws {
        var session = Session(try Dataset.bundled)
        session.language = language
        let result = try await session.run(text)
        #expect(try result.svg() == Tool.run(["--lang", language, "--format", "svg", text]).output)
    }

    @Test func whatCannotBeDrawnIsAnError() async throws {
        let result = try await Session(try Dataset.bundled).run("cities | select name")
        for kind in [nil, PictureKind.scatter, PictureKind(rawValue: "globe")] {
            let error = #expect(throws: NaruError.self) { try result.svg(kind) }
            #expect(error?.code == NaruError.Code(rawValue: "E5222"))
        }
    }

    @Test func optionsAreTaken() async throws {
        let result = try await Session(try Dataset.bundled).run("cities | select name, n: count(partners)")
        let svg = try result.svg(.bars, title: "A < B", theme: .dark, width: 500)
        #expect(svg.contains("width=\"500\"") && svg.contains("<title>A &lt; B</title>"))
        #expect(!svg.contains("prefers-color-scheme") && svg.contains("#16191d"))
    }
}
