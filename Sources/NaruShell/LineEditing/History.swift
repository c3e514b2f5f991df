import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The statements that were run, oldest first; kept in a file of JSON lines,
/// one whole statement each. A home that cannot be written is no reason to fail.
final class History {
    private struct Line: Codable {
        var statement: String
    }

    /// A walk through older statements that begin with what was typed.
    struct Browsing: Hashable {
        var typed: String
        /// One past the last entry is the typed text itself.
        var place: Int
        var isAtTyped = false
        /// What the last step left; any other text or cursor ends it.
        var left: EditText?
    }

    private(set) var entries: [String] = []
    private let path: String?
    static let limit = 10_000

    /// Without a path nothing is kept.
    init(path: String?) {
        self.path = path
        guard let path, let data = FileManager.default.contents(atPath: path) else { return }
        let decoder = JSONDecoder()
        entries = data.split(separator: UInt8(ascii: "\n")).suffix(Self.limit).compactMap {
            try? decoder.decode(Line.self, from: Data($0)).statement
        }
    }

    /// `$XDG_STATE_HOME/naru/history.jsonl`, or under `~/.local/state`.
    static var standardPath: String? {
        let state =
            Terminal.environment("XDG_STATE_HOME")
            ?? Terminal.environment("HOME").map { $0 + "/.local/state" }
        return state.map { $0 + "/naru/history.jsonl" }
    }

    func add(_ statement: String) {
        guard !statement.isEmpty, entries.last != statement else { return }
        entries.append(statement)
        guard let path, let data = try? JSONEncoder().encode(Line(statement: statement)) else { return }
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        append(Array(data) + [UInt8(ascii: "\n")], to: path)
    }

    /// Under a lock, so that sessions side by side keep whole lines.
    private func append(_ bytes: [UInt8], to path: String) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { return }
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    func newest(startingWith text: String) -> String? {
        entries.last { $0.hasPrefix(text) && $0.count > text.count }
    }

    func place(containing text: String, before place: Int) -> Int? {
        guard !text.isEmpty else { return nil }
        return entries[..<min(place, entries.count)].lastIndex { $0.contains(text) }
    }

    /// One step of a walk; nil where there is none.
    func step(_ browsing: Browsing, older: Bool) -> Browsing? {
        var next = browsing
        if older {
            guard let found = entries[..<browsing.place].lastIndex(where: { fits($0, browsing) }) else { return nil }
            next.place = found
            return next
        }
        guard browsing.place < entries.count else { return nil }
        if let found = entries[(browsing.place + 1)...].firstIndex(where: { fits($0, browsing) }) {
            next.place = found
        } else {
            next.place = entries.count
            next.isAtTyped = true
        }
        return next
    }

    private func fits(_ entry: String, _ browsing: Browsing) -> Bool {
        entry.hasPrefix(browsing.typed) && entry != browsing.typed
    }
}
