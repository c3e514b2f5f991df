import Foundation

/// A program on a terminal of its own, in a session of its own, so that Ctrl-C
/// reaches it as it would from a keyboard.
package final class Pty {
    package struct Timeout: Error, CustomStringConvertible {
        package var wanted: String
        package var seen: String

        package init(wanted: String, seen: String) {
            self.wanted = wanted
            self.seen = seen
        }

        package var description: String { "no \(wanted.debugDescription) in \(seen.suffix(2000).debugDescription)" }
    }

    private let master: Int32
    private let pid: pid_t
    /// All bytes that have come.
    package private(set) var bytes: [UInt8] = []
    /// Where `wait` goes on looking.
    private var place = 0
    private var hasEnded = false

    /// `home` is the program's home; without one it has none.
    package init(
        _ words: [String], columns: Int = 80, rows: Int = 24, terminal: String = "xterm-256color", home: String? = nil,
        environment extra: [String: String] = [:]
    ) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0, let name = ttyname(slave) else {
            throw POSIXError(.ENOTTY)
        }
        defer { close(slave) }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        self.master = master
        var variables = [
            "LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": terminal, "PATH": "/usr/bin:/bin", "PAGER": "cat",
        ]
        if let home { variables["HOME"] = home }
        variables.merge(extra) { $1 }
        pid = try Pty.spawn(words, environment: variables, terminal: name)
    }

    deinit {
        close(master)
        if !hasEnded {
            kill(pid, SIGKILL)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
        }
    }

    private static func spawn(
        _ words: [String], environment: [String: String], terminal: UnsafePointer<CChar>
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Opened by the leader of a session it becomes its terminal.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of a test run may have signals blocked, which a child inherits.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        #if canImport(Darwin)
        let newSession: Int16 = 0x0400
        #else
        let newSession: Int16 = 0x80
        #endif
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child = pid_t()
        let error = posix_spawn(&child, words[0], &actions, &attributes, &arguments, &variables)
        guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .ENOENT) }
        return child
    }

    /// Types text or keys: `\u{3}` is Ctrl-C, `\u{1B}[D` the key to the left.
    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Reads what has come, or waits a little for more.
    @discardableResult package func read() -> Bool {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 50) > 0, ready.revents & Int16(POLLIN) != 0 else { return false }
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = systemRead(master, &piece, piece.count)
        guard count > 0 else { return false }
        bytes += piece[..<count]
        return true
    }

    /// Reads until a text has come behind what was waited for before.
    package func wait(for text: String, seconds: Double = 30) throws {
        let wanted = Array(text.utf8)
        let deadline = Date(timeIntervalSinceNow: seconds)
        while true {
            if let found = bytes[place...].firstRange(of: wanted) {
                place = found.upperBound
                return
            }
            guard Date() < deadline else { throw Timeout(wanted: text, seen: seen) }
            read()
        }
    }

    /// Reads until a condition holds.
    package func wait(for what: String, seconds: Double = 30, _ holds: () throws -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while try !holds() {
            guard Date() < deadline else { throw Timeout(wanted: what, seen: seen) }
            read()
        }
    }

    package func send(_ signal: Int32) { kill(pid, signal) }

    /// Whether what is typed is shown and handed over line by line.
    package var isPlain: Bool {
        var settings = termios()
        return tcgetattr(master, &settings) == 0
            && settings.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ECHO | ICANON)
    }

    /// What has come since the last `wait`.
    package var seen: String { String(decoding: bytes[place...], as: UTF8.self) }

    /// The program's exit code; 137 where it had to be killed.
    package func status(seconds: Double = 30, meanwhile: () -> Void = {}) -> Int32 {
        let deadline = Date(timeIntervalSinceNow: seconds)
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            if Date() > deadline { kill(pid, SIGKILL) }
            meanwhile()
            read()
        }
        hasEnded = true
        while read() {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
