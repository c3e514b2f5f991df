#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Replaces a file's contents at once: whoever reads it sees the old or the new.
enum FileReplacement {
    static func replace(_ path: String, with text: String) throws(ShellFailure) {
        // Behind a link the file is replaced, not the link.
        let target = resolved(path)
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
        var template = Array("\(folder).naru-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .unwritable(path, reason: systemReason(errno)) }
        let isWritten = keepMode(of: target, descriptor) && write(Array(text.utf8), to: descriptor)
        let failure = errno
        close(descriptor)
        guard isWritten else {
            unlink(template)
            throw .unwritable(path, reason: systemReason(failure))
        }
        guard rename(template, target) == 0 else {
            let failure = errno
            unlink(template)
            throw .unwritable(path, reason: systemReason(failure))
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func keepMode(of path: String, _ descriptor: Int32) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && access(path, W_OK) == 0 && fchmod(descriptor, status.st_mode & 0o7777) == 0
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0
    }
}
