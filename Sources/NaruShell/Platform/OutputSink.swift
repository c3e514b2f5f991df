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

    private init(descriptor: Int32, name: String, isFile: Bool) {
        self.descriptor = descriptor
        self.name = name
        isUntouched = isFile
    }

    static var standardOutput: OutputSink { OutputSink(descriptor: 1, name: "standard output", isFile: false) }
    static var standardError: OutputSink { OutputSink(descriptor: 2, name: "standard error", isFile: false) }

    static func file(_ path: String) throws(ShellFailure) -> OutputSink {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .unwritable(path, reason: systemReason(errno)) }
        return OutputSink(descriptor: descriptor, name: path, isFile: true)
    }

    var isStandardOutput: Bool { descriptor == 1 }

    func write(_ text: String) throws(ShellFailure) {
        buffer += text.utf8
        if buffer.count >= 1 << 16 { try flush() }
    }

    func writeAll(_ text: String) throws(ShellFailure) {
        buffer += text.utf8
        try flush()
    }

    func flush() throws(ShellFailure) {
        // A pipe cannot be truncated, and need not be.
        if isUntouched { _ = ftruncate(descriptor, 0) }
        isUntouched = false
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
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
