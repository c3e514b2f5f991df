import Naru
import NaruSyntax

/// Finds imported files relative to the file that imports them.
enum ImportReader {
    @Sendable static func read(_ path: String, from importer: String) -> SourceText? {
        try? InputText.file(resolved(path, from: importer))
    }

    /// One name a file, so that importing it twice or in a circle is noticed.
    static func resolved(_ path: String, from importer: String) -> String {
        let folder = importer.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let joined = path.hasPrefix("/") || !importer.contains("/") ? path : folder + "/" + path
        var parts: [Substring] = []
        for part in joined.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (joined.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
