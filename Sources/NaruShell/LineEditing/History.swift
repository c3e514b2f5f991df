#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
        guard let path, let bytes = Self.contents(of: path) else { return }
        let decoder = JSONDecoder()
        entries = bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.limit).compactMap {
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
        let folder = FilePath.folder(of: path)
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        append(Array(data) + [UInt8(ascii: "\n")], to: path)
    }

    /// nil for what is no file of the user's own: what was typed goes nowhere
    /// else, whatever stands in its place, and nobody waits for a pipe.
    private static func opened(_ path: String, _ flags: Int32) -> Int32? {
        let descriptor = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() {
            return descriptor
        }
        close(descriptor)
        return nil
    }

    /// Of a file that grew without end, the newest statements.
    private static func contents(of path: String) -> [UInt8]? {
        guard let descriptor = opened(path, O_RDONLY) else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let size = min(Int(status.st_size), 1 << 24)
        var bytes = [UInt8](repeating: 0, count: size)
        var done = 0
        while done < size {
            let start = off_t(Int(status.st_size) - size + done)
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + done }, size - done, start)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            done += count
        }
        return Array(bytes[..<done])
    }

    /// Under a lock, so that sessions side by side keep whole lines.
    private func append(_ bytes: [UInt8], to path: String) {
        guard let descriptor = Self.opened(path, O_WRONLY | O_APPEND | O_CREAT) else { return }
        defer { close(descriptor) }
        // One that was made by hand may be for all to read.
        _ = fchmod(descriptor, 0o600)
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

extension LineEditor {
    /// Goes through older statements that begin as the text did.
    func browse(older: Bool) {
        let browsing = self.browsing ?? History.Browsing(typed: text.text, place: history.entries.count)
        guard let next = history.step(browsing, older: older) else { return }
        replaceAll(with: next.isAtTyped ? next.typed : history.entries[next.place])
        self.browsing = next.isAtTyped ? nil : next
        self.browsing?.left = text
    }

    /// Ctrl-R: finds older statements that contain what is typed now.
    func search() -> KeyOutcome {
        completing = nil
        browsing = nil
        layout.below = []
        let before = text
        var wanted = ""
        var place = history.entries.count
        while true {
            let found = place < history.entries.count ? history.entries[place] : wanted.isEmpty ? before.text : ""
            show(wanted, found, isMissing: !wanted.isEmpty && place >= history.entries.count)
            guard let key = nextKey() else {
                restore(before)
                if Signals.wasInterrupted { Signals.forgetInterrupts() }
                return .refresh
            }
            switch key.value {
            case 0x12: place = history.place(containing: wanted, before: place) ?? place
            case 0x08, 0x7F:
                if !wanted.isEmpty { wanted.removeLast() }
                place = history.place(containing: wanted, before: history.entries.count) ?? history.entries.count
            case 0x07:
                restore(before)
                return .refresh
            case 0x20...:
                wanted.unicodeScalars.append(key)
                place =
                    history.place(containing: wanted, before: min(place + 1, history.entries.count))
                    ?? history.entries.count
            default:
                // Any other key takes what was found, and then does what it does.
                replaceAll(with: place < history.entries.count ? history.entries[place] : before.text)
                if key.value != 0x1B { pushBack(key) }
                return .refresh
            }
        }
    }

    private func restore(_ before: EditText) {
        replaceAll(with: before.text)
        move(to: before.cursor)
    }

    private func show(_ wanted: String, _ found: String, isMissing: Bool) {
        var searching = layout
        searching.hint = ""
        searching.below = [[StyledText(text: "(\(isMissing ? "✗ " : "")search) \(wanted)", style: .note)]]
        let saved = layout
        layout = searching
        draw(EditText(found), leaving: false)
        layout = saved
    }
}
