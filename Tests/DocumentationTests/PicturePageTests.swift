import Foundation
import TestSupport
import Testing

/// The pictures of the documentation are what the commands above them draw.
@Suite struct PicturePageTests {
    static let blocks = CodeBlock.all.filter { $0.language == "sh picture" }

    @Test func thereArePictures() throws {
        #expect(Self.blocks.count >= 4)
        let folder = Repository.root.appending(path: "Documentation/pictures").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let drawn = Self.blocks.flatMap { $0.text.matches(of: /-o (\S+\.svg)/).map { String($0.1) } }
        #expect(files.sorted() == Set(drawn).sorted())
    }

    @Test(arguments: blocks) func isWhatTheCommandDraws(_ block: CodeBlock) throws {
        let page = try String(contentsOf: Repository.root.appending(path: block.path), encoding: .utf8)
        try TemporaryFolder.with { folder in
            let outcome = try Tool.shell(block.text, folder: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(!files.isEmpty)
            for file in files {
                let svg = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                Golden.expect(svg, at: "Documentation/pictures/\(file)")
                #expect(page.contains("pictures/\(file))"))
            }
        }
    }
}
