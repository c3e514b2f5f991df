import NaruData

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes text to a file or a pipe, in large pieces.
final class OutputSink {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []
    /// A file keeps its old content until there is new.
    private var isUntouched: Bool
    /// Of a file that takes its place when all is written.
    private var draft: FileDraft?
    private var encoding = OutputEncoding.utf8

    private init(descriptor: Int32, name: String, isFile: Bool) {
        self.descriptor = descriptor
        self.name = name
        isUntouched = isFile
    }

    private init(_ draft: consuming FileDraft, name: String) {
        self.draft = consume draft
        self.name = name
        descriptor = -1
        isUntouched = false
    }

    /// Tables for programs that don't read UTF-8 as it is.
    func use(_ encoding: OutputEncoding) {
        self.encoding = encoding
        buffer += encoding.mark
    }

    /// A file of which whoever looks sees the old content or all of the new.
    /// Pipes and the like are written as they are.
    static func whole(_ path: String) throws(ShellFailure) -> OutputSink {
        if isSpecial(path) { return try file(path) }
        do throws(WriteFailure) {
            return OutputSink(try FileDraft(of: path), name: path)
        } catch {
            throw .unwritable(error)
        }
    }

    /// A pipe, a device or the like, which no file can take the place of.
    static func isSpecial(_ path: String) -> Bool {
        if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return true }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    /// Leaves the old file where it is.
    func discard() { draft = nil }

    /// Puts the file in its place.
    func finish() throws(ShellFailure) {
        try flush()
        do throws(WriteFailure) {
            if let draft = draft.take() { try draft.finish() }
        } catch {
            throw .unwritable(error)
        }
    }

    static var standardOutput: OutputSink { OutputSink(descriptor: 1, name: "standard output", isFile: false) }
    static var standardError: OutputSink { OutputSink(descriptor: 2, name: "standard error", isFile: false) }

    private static func file(_ path: String) throws(ShellFailure) -> OutputSink {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .unwritable(path, reason: systemReason(errno)) }
        return OutputSink(descriptor: descriptor, name: path, isFile: true)
    }

    var isStandardOutput: Bool { descriptor == 1 }
    var isTerminal: Bool { descriptor >= 0 && isatty(descriptor) == 1 }

    /// A text with something in it that others wrote.
    func show(_ text: String, _ form: TerminalText.Form = .painted) throws(ShellFailure) {
        try writeAll(isTerminal ? TerminalText.safe(text, form) : text)
    }

    func write(_ text: String) throws(ShellFailure) {
        buffer += try encoding.bytes(of: text)
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// What is no text.
    func write(_ bytes: [UInt8]) throws(ShellFailure) {
        buffer += bytes
        try flush()
    }

    func writeAll(_ text: String) throws(ShellFailure) {
        buffer += try encoding.bytes(of: text)
        try flush()
    }

    func flush() throws(ShellFailure) {
        // A pipe cannot be truncated, and need not be.
        if isUntouched { _ = ftruncate(descriptor, 0) }
        isUntouched = false
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
        if draft != nil { return try append(bytes) }
        var start = 0
        while start < bytes.count {
            let count = put(bytes[start...])
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw errno == EPIPE ? .pipeClosed : .unwritable(name, reason: systemReason(errno))
            }
            start += count
        }
    }

    private func append(_ bytes: [UInt8]) throws(ShellFailure) {
        do throws(WriteFailure) {
            try draft?.append(bytes)
        } catch {
            throw .unwritable(error)
        }
    }

    private func put(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
    }
}

func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    guard let bytes else { return 0 }
    return write(descriptor, bytes, count)
}

func systemReason(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
