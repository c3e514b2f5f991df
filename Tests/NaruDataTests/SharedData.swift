import Foundation

/// The folder `shared/data` beside the repository, which the real tables and
/// the articles come in.
enum SharedData {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = repository.deletingLastPathComponent().appending(path: "shared/data").path
    static let exists = FileManager.default.fileExists(atPath: folder)
}
