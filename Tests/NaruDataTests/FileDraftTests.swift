import Foundation
import NaruData
import Testing

/// Files that take their place when they are whole.
struct FileDraftTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
    private var target: String { folder.appending(path: "t").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    private func write(_ text: String) throws {
        var draft = try FileDraft(of: target)
        try draft.append(Array(text.utf8))
        try draft.finish()
    }

    @Test func draftsOfTheKilledAreTakenAway() throws {
        for name in [".naru-17", ".naru-4294967295"] { try Data("half".utf8).write(to: folder.appending(path: name)) }
        try write("whole")
        #expect(try names == ["t"])
    }

    @Test func whatIsNoDraftStays() throws {
        let others = [".naru-", ".naru-4294967296", ".naru-12a", ".naru-x", "naru-17"]
        for name in others { try Data().write(to: folder.appending(path: name)) }
        // A link, a folder and a pipe with the name of a draft.
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: ".naru-1"), withDestinationURL: folder.appending(path: "naru-17"))
        try FileManager.default.createDirectory(
            at: folder.appending(path: ".naru-2"), withIntermediateDirectories: false)
        mkfifo(folder.appending(path: ".naru-3").path, 0o600)
        try write("whole")
        #expect(try Set(names) == Set(others + [".naru-1", ".naru-2", ".naru-3", "t"]))
    }

    @Test func writersLeaveEachOtherAlone() throws {
        var first = try FileDraft(of: target)
        try write("second")
        #expect(try names.count == 2)
        try first.append(Array("first".utf8))
        try first.finish()
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "first")
        #expect(try names == ["t"])
    }
}
