import Foundation
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import Testing

/// Paths that are no dataset: each mistake has a code and a message of its own.
struct FileErrorTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = folder.appending(path: name)
        try Data(bytes).write(to: url)
        return url.path
    }

    private func codes(_ paths: [String]) -> [String] {
        do throws(DatasetError) {
            _ = try DatasetLoader.load(paths: paths)
            return []
        } catch {
            for diagnostic in error.diagnostics {
                #expect(!diagnostic.message.korean.isEmpty && diagnostic.message.korean != diagnostic.message.english)
            }
            return error.diagnostics.map(\.code.description)
        }
    }

    @Test func missing() { #expect(codes([folder.path + "/nothing"]) == ["E5101"]) }
    @Test func folderWithoutSchema() { #expect(codes([folder.path]) == ["E5104"]) }
    @Test func binary() throws { #expect(codes([try write("b.csv", [97, 0, 98])]) == ["E5105"]) }
    @Test func unknownKind() throws { #expect(codes([try write("b.xlsx", [97])]) == ["E5106"]) }
    @Test func empty() throws { #expect(codes([try write("e.csv", [])]) == ["E3069"]) }
    @Test func onlyMark() throws { #expect(codes([try write("m.csv", [0xEF, 0xBB, 0xBF])]) == ["E3069"]) }
    @Test func folderCalledLikeATable() throws {
        let path = folder.appending(path: "t.csv")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        #expect(codes([path.path]) == ["E5104"])
    }

    @Test func folderInPlaceOfTheSchema() throws {
        try FileManager.default.createDirectory(
            at: folder.appending(path: "schema.ties"), withIntermediateDirectories: true)
        #expect(codes([folder.path]) == ["E5103"])
    }

    @Test(
        arguments: [
            [0xBD, 0xC3, 0xC8], [0xC3], [0xE0, 0x80, 0x80],
            [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xC0, 0x80],
        ] as [[UInt8]])
    func wrongEncoding(_ bytes: [UInt8]) throws {
        #expect(codes([try write("k.csv", Array("name\n".utf8) + bytes + [10])]) == ["E3068"])
    }

    @Test(.enabled(if: getuid() != 0, "a superuser may read every file")) func unreadable() throws {
        let path = try write("u.csv", [97])
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        #expect(codes([path]) == ["E5102"])
    }

    @Test func sameNameTwice() throws {
        #expect(
            codes([try write("a b.csv", Array("x\n1\n".utf8)), try write("a-b.csv", Array("x\n1\n".utf8))]) == ["E5108"]
        )
    }

    @Test func twoFolders() throws {
        let schema = try write("schema.ties", Array("type a plural as\n".utf8))
        #expect(codes([folder.path, schema]) == ["E5108"])
    }

    @Test func tablesBesideAFolder() throws {
        _ = try write("schema.ties", Array("type a plural as\n".utf8))
        _ = try write("r.ties", Array("a one\n".utf8))
        let dataset = try DatasetLoader.load(paths: [try write("a-table.csv", Array("x\n1\n2\n".utf8)), folder.path])
        #expect(dataset.catalog.schema.declaredTypes.map(\.name) == ["entity", "a", "a_table"])
        #expect(dataset.store.ids.count == 3)
    }
}
