import Foundation

/// Files of the repository, found from this file's own place.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Paths of the files below a folder, sorted; none where it does not exist.
    static func files(under folder: String, suffix: String) -> [String] {
        let base = root.appending(path: folder).path(percentEncoded: false)
        let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        let hidden = names.filter { name in
            name.hasSuffix(suffix) && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        return hidden.sorted().map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
    }
}
