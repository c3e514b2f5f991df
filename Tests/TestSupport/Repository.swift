package import Foundation

/// Places of the repository, found from this file.
package enum Repository {
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Files below a folder whose names end in `.wanted`, in the order of their paths.
    package static func files(under folder: String, extension wanted: String) -> [URL] {
        let start = root.appending(path: folder)
        let all = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)?.allObjects ?? []
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == wanted }.sorted { $0.path < $1.path }
    }

    /// The path from the root, as messages show it.
    package static func path(of file: URL) -> String {
        String(file.path.dropFirst(root.path.count + 1))
    }
}
