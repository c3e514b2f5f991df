import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that is read by looking at memory. Its pages are fetched when they
/// are looked at, and shared with every other process that looks.
///
/// Who replaces the file by renaming another one over it, as `naru build` does,
/// leaves those who have it open alone; who cuts it short in place does not.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Bytes that are there as long as the program.
    init(lasting bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        isMapped = false
    }

    init(_ path: String) throws(DatasetError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystem.unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileSystem.unreadable(path, errno) }
        let size = Int(status.st_size)
        // An empty file cannot be mapped, and nothing is there to be looked at.
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            isMapped = false
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw FileSystem.unreadable(path, errno)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
        isMapped = true
    }

    deinit {
        if isMapped, let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
