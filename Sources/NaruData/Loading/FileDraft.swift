#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Why a file could not be written.
package struct WriteFailure: Error {
    package var path: String
    package var reason: String

    init(_ path: String, _ code: Int32) {
        self.path = path
        reason = String(cString: strerror(code))
    }
}

/// Writes a file beside its place and puts it there when it is complete and on
/// the disk: whoever reads the place sees the old file or the new one. Behind a
/// link the file is replaced, not the link; a file that is replaced hands on
/// its mode, and nobody replaces one that may not be written.
///
/// Who writes a draft holds a lock on it. One without a lock belongs to a
/// process that was killed; the next draft beside it takes it away.
package struct FileDraft: ~Copyable {
    /// As messages name it.
    private let path: String
    private let target: String
    /// Of the file that is replaced.
    private let mode: mode_t?
    private let draft: String

    /// The file that is written meanwhile, for a library that opens it itself.
    package var place: String { draft }

    private let descriptor: Int32
    private(set) var position = 0
    private var isDone = false

    package init(of path: String) throws(WriteFailure) {
        let target = Self.resolved(path)
        let mode = try Self.mode(of: target, named: path)
        let (draft, descriptor) = try Self.newFile(beside: target, named: path)
        self.path = path
        self.target = target
        self.mode = mode
        self.draft = draft
        self.descriptor = descriptor
    }

    private static func newFile(beside target: String, named path: String) throws(WriteFailure) -> (String, Int32) {
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
        removeAbandoned(in: folder)
        while true {
            let draft = "\(folder)\(mark)\(UInt32.random(in: 0 ... .max))"
            // The mode of a new file, which the process's mask narrows.
            let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor < 0, errno == EEXIST { continue }
            guard descriptor >= 0 else { throw WriteFailure(path, errno) }
            // Somebody else may have taken it for abandoned before it was locked.
            var status = stat()
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0 || fstat(descriptor, &status) == 0 && status.st_nlink == 0 {
                close(descriptor)
                continue
            }
            PassingFiles.add(draft)
            return (draft, descriptor)
        }
    }

    private static let mark = ".naru-"

    private static func removeAbandoned(in folder: String) {
        guard let stream = opendir(folder.isEmpty ? "." : folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
            }
            guard name.hasPrefix(mark), UInt32(name.dropFirst(mark.count)) != nil else { continue }
            removeIfAbandoned(folder + name)
        }
    }

    private static func removeIfAbandoned(_ draft: String) {
        let descriptor = open(draft, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            flock(descriptor, LOCK_EX | LOCK_NB) == 0
        else { return }
        unlink(draft)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Of a file that is there; nil of one that is new.
    private static func mode(of target: String, named path: String) throws(WriteFailure) -> mode_t? {
        var status = stat()
        guard stat(target, &status) == 0 else { return nil }
        guard access(target, W_OK) == 0 else { throw WriteFailure(path, errno) }
        return status.st_mode & 0o7777
    }

    package mutating func append(_ bytes: [UInt8]) throws(WriteFailure) {
        try write(bytes, at: position)
        position += bytes.count
    }

    /// Fills with zeros up to a multiple of `size`.
    mutating func align(to size: Int) throws(WriteFailure) {
        try append([UInt8](repeating: 0, count: (size - position % size) % size))
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(WriteFailure) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw WriteFailure(path, errno) }
            done += count
        }
    }

    /// Syncs what was written and puts it in its place.
    package consuming func finish() throws(WriteFailure) {
        if let mode, fchmod(descriptor, mode) != 0 { throw WriteFailure(path, errno) }
        guard fsync(descriptor) == 0, rename(draft, target) == 0 else { throw WriteFailure(path, errno) }
        isDone = true
        PassingFiles.forget(draft)
        syncFolder()
    }

    /// The new name is on the disk only when its folder is.
    private func syncFolder() {
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    deinit {
        close(descriptor)
        if !isDone {
            unlink(draft)
            PassingFiles.forget(draft)
        }
    }
}
