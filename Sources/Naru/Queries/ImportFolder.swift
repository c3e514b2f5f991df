import Foundation
package import NaruSyntax

/// The only folder that texts of a program may import from.
package struct ImportFolder: Sendable {
    /// Absolute and without symbolic links, so that no link leads out of it.
    private let root: String

    /// Nil where there is no such folder.
    package init?(_ path: String) {
        guard let resolved = ImportFolder.resolved(path) else { return nil }
        root = resolved
    }

    /// Paths are relative to the importing file; the program's own text stands
    /// in the folder itself.
    @Sendable package func read(_ path: String, from importer: String) -> SourceText? {
        let folder = importer.hasPrefix(root + "/") ? (importer as NSString).deletingLastPathComponent : root
        let joined = path.hasPrefix("/") ? path : folder + "/" + path
        guard let file = ImportFolder.resolved(joined), file.hasPrefix(root + "/"),
            let bytes = FileManager.default.contents(atPath: file)
        else { return nil }
        return SourceText(name: file, utf8: Array(bytes))
    }

    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
