import Foundation
import TestSupport
import Testing

/// Pictures from the command line and the prompt.
@Suite struct PictureFileTests {
    private static let bars = "cities | select name, n: count(partners)"

    @Test func endingDrawsAndTheCommentIsTheTitle() throws {
        try TemporaryFolder.with { folder in
            let query = "# Partners of\n# each city\n\(Self.bars)"
            #expect(try Tool.run(["-o", "x.svg", query], folder: folder).status == 0)
            let svg = try Self.text("x.svg", folder)
            #expect(svg.hasPrefix("<svg ") && svg.contains("<title>Partners of each city</title>"))
            #expect(svg.contains(">13 rows"))
            #expect(try Tool.run(["-o", "y.svg", "--title", "A & B", query], folder: folder).status == 0)
            #expect(try Self.text("y.svg", folder).contains("<title>A &amp; B</title>"))
            #expect(try Tool.run(["--format", "svg", query]).output == svg)
        }
    }

    @Test func sameBytesOnAnyThreads() throws {
        let pictures = try ["1", "2", "7"].map {
            try Tool.run(["--format", "svg", "--threads", $0, "agreements | select title, signed, kind"]).output
        }
        #expect(Set(pictures).count == 1 && pictures[0].contains("</svg>"))
    }

    @Test(arguments: [
        (["--format", "svg", "cities | select name"], "E5222", Int32(2)),
        (["--format", "svg", "--chart", "line", "cities | select name, n: 3"], "E5222", 2),
        (["--format", "svg", "--chart", "lines", "cities | select name"], "E5202", 2),
        (["--chart", "bars", "--format", "csv", "cities | select name"], "E5201", 2),
        (["--title", "x", "--format", "tsv", "1"], "E5201", 2),
        (["--format", "svg", "commitments | where any amount | select text, amount"], "E5223", 1),
        (["--format", "svg", "-c", bars, "-c", bars], "E5224", 2),
    ])
    func whatCannotBeDrawnIsRefused(_ arguments: [String], _ code: String, _ status: Int32) throws {
        for language in ["en", "ko"] {
            let outcome = try Tool.run(["--lang", language] + arguments)
            #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
            #expect(outcome.status == status)
        }
    }

    /// What fails leaves an older picture where it is.
    @Test func refusalWritesNothing() throws {
        try TemporaryFolder.with { folder in
            let outcome = try Tool.run(["-o", "x.svg", "cities | select name"], folder: folder)
            #expect(outcome.status == 2)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }

    @Test func imagesAreMadeOrRefused() throws {
        try TemporaryFolder.with { folder in
            let isThere = try Tool.shell("command -v rsvg-convert || true", folder: folder).output != ""
            let outcome = try Tool.run(["-o", "x.png", Self.bars], folder: folder)
            if isThere {
                #expect(outcome.status == 0, "\(outcome.errors)")
                let image = try Data(contentsOf: folder.appending(path: "x.png"))
                #expect(image.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            }
            let without = try Tool.shell("PATH=/nowhere \"$(command -v naru)\" -o y.png '1'", folder: folder)
            #expect(without.errors.contains("[E5225]"), "\(without.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "y.png").path))
        }
    }

    private static func text(_ name: String, _ folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
}
