import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A program that shows text page by page, fed through a pipe.
final class Pager {
    private let child: pid_t
    private let pipe: Int32
    private var isGone = false

    /// `$NARU_PAGER`, `$PAGER`, else `less`; nil where there is none.
    static var command: String? {
        for name in ["NARU_PAGER", "PAGER"] {
            if let command = Terminal.environment(name) { return command == "cat" ? nil : command }
        }
        return ChildProcess.path(of: "less") == nil ? nil : "less -RSFX"
    }

    /// What is paged is UTF-8 whatever the locale is; `less` would show Hangul as
    /// bytes in others.
    private static let characterSet = "LESSCHARSET=utf-8; export LESSCHARSET; "

    init?(_ command: String) {
        var ends: [Int32] = [-1, -1]
        guard systemPipe(&ends) == 0 else { return nil }
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        let child = ChildProcess.start(["/bin/sh", "-c", Pager.characterSet + command], input: ends[0])
        close(ends[0])
        guard let child else {
            close(ends[1])
            return nil
        }
        self.child = child
        pipe = ends[1]
        Signals.enter(.paging)
    }

    /// What comes after the reader has quit is dropped.
    func write(_ text: String) {
        guard !isGone else { return }
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { systemWrite(pipe, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                isGone = true
                return
            }
            start += count
        }
    }

    /// Waits until the reader is done; whether the program could be run.
    func finish() -> Bool {
        close(pipe)
        let status = ChildProcess.wait(for: child)
        Signals.enter(.running)
        return status != 126 && status != 127
    }
}

private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }

/// Programs that are started and waited for.
enum ChildProcess {
    /// Where a program is that has no path of its own.
    static func path(of name: String) -> String? {
        let folders = Terminal.environment("PATH")?.split(separator: ":") ?? []
        return folders.map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
    }

    /// Starts a program with this terminal as its own.
    static func start(_ words: [String], input: Int32? = nil, output: Int32? = nil) -> pid_t? {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
        // What fails to write ends other programs; here it is ignored.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        sigaddset(&defaults, SIGXFSZ)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        guard posix_spawn(&child, words[0], &actions, &attributes, &arguments, environ) == 0 else { return nil }
        return child
    }

    /// The status it ends with; 128 and the signal where one ended it.
    static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}

/// Makes images of pictures, by a program that many systems have.
enum ImageConverter {
    static let program = "rsvg-convert"

    static var isThere: Bool { ChildProcess.path(of: program) != nil }

    /// Twice as large as it is drawn, for screens with small dots.
    static func png(of picture: String) throws(ShellFailure) -> [UInt8] {
        guard let path = ChildProcess.path(of: program) else { throw .missingConverter }
        var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard systemPipe(&input) == 0 else { throw .converterFailed }
        guard systemPipe(&output) == 0 else {
            input.forEach { _ = close($0) }
            throw .converterFailed
        }
        _ = fcntl(input[1], F_SETFD, FD_CLOEXEC)
        _ = fcntl(output[0], F_SETFD, FD_CLOEXEC)
        let child = ChildProcess.start([path, "--zoom", "2", "--format", "png"], input: input[0], output: output[1])
        close(input[0])
        close(output[1])
        guard let child else {
            close(input[1])
            close(output[0])
            throw .converterFailed
        }
        // It reads all before it writes.
        write(Array(picture.utf8), to: input[1])
        close(input[1])
        let image = contents(of: output[0])
        close(output[0])
        guard ChildProcess.wait(for: child) == 0, !image.isEmpty else { throw .converterFailed }
        return image
    }

    private static func write(_ bytes: [UInt8], to pipe: Int32) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { systemWrite(pipe, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            start += count
        }
    }

    private static func contents(of pipe: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(pipe, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
    }
}

/// The user's own editor, on a text.
enum ExternalEditor {
    private static var temporaryFile: String {
        let folder = Terminal.environment("TMPDIR") ?? "/tmp"
        return folder + (folder.hasSuffix("/") ? "" : "/") + "naru-\(UUID().uuidString).naru"
    }

    /// What was saved, without a line end behind it; nil where the editor
    /// failed or left nothing.
    static func edit(_ text: String) throws(ShellFailure) -> String? {
        let command = Terminal.environment("VISUAL") ?? Terminal.environment("EDITOR") ?? "vi"
        let path = temporaryFile
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600])
        else { throw .unwritable(path, reason: "") }
        // The command may have arguments of its own, so the shell reads it.
        guard let child = ChildProcess.start(["/bin/sh", "-c", command + " \"$0\"", path]) else {
            throw .editorFailed(command)
        }
        Signals.enter(.paging)
        let status = ChildProcess.wait(for: child)
        Signals.enter(.running)
        guard status == 0 else { throw .editorFailed(command) }
        let saved = try InputText.file(path)
        let edited = saved.text(in: Span(0, saved.utf8.count)).trimmingWhitespace
        return edited.isEmpty ? nil : edited
    }
}

extension ShellFailure {
    static func editorFailed(_ command: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .commandArgument,
            Message("the editor '\(command)' failed", ko: "편집기 '\(command)'이(가) 실패했습니다"),
            help: [Message("name another one in $VISUAL or $EDITOR", ko: "$VISUAL이나 $EDITOR에 다른 편집기를 지정하세요")])
    }
}
