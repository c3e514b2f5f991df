import NaruEngine

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The bytes of a snapshot: in memory that stays, or in a file.
///
/// A file is read into memory of our own, not mapped. Whoever cuts a mapped file
/// short ends every process that looks at it with SIGBUS, and no library may
/// catch that for the program that it is part of. What has been read stays as it
/// is whatever happens to the file; what cannot be read any more is an error.
final class SnapshotContent: Sendable {
    private enum Place: Sendable {
        case memory(SnapshotMemory)
        case file(Int32)
    }

    let size: Int
    private let place: Place

    /// Bytes that are there as long as the program.
    init(lasting bytes: UnsafeRawBufferPointer) {
        size = bytes.count
        place = .memory(SnapshotMemory(bytes))
    }

    init(_ path: String) throws(DatasetError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileSystem.unreadable(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw FileSystem.unreadable(path, code)
        }
        size = Int(status.st_size)
        place = .file(descriptor)
    }

    deinit { if case .file(let descriptor) = place { close(descriptor) } }

    /// Bytes of a range within the size; nil where they cannot be read.
    func read(_ range: Range<Int>) -> SnapshotMemory? {
        switch place {
        case .memory(let memory):
            return SnapshotMemory(UnsafeRawBufferPointer(rebasing: memory.bytes[range]))
        case .file(let descriptor):
            guard let (memory, target) = Self.memory(range.count) else { return nil }
            return Self.fill(target, from: descriptor, at: range.lowerBound) ? memory : nil
        }
    }

    /// Memory for a range, and how to bring in what is not there yet.
    func sections(_ range: Range<Int>) -> (SnapshotMemory, SectionCheck.Fill?)? {
        guard case .file = place else { return read(range).map { ($0, nil) } }
        guard let (memory, _) = Self.memory(range.count) else { return nil }
        // The file stays open as long as somebody may ask for more of it.
        let fill: SectionCheck.Fill = { target, offset in
            guard case .file(let descriptor) = self.place else { return false }
            return Self.fill(target, from: descriptor, at: range.lowerBound + offset)
        }
        return (memory, fill)
    }

    /// Pages that take room when they are first written; nil where the system
    /// gives no more.
    private static func memory(_ size: Int) -> (SnapshotMemory, UnsafeMutableRawBufferPointer)? {
        guard size > 0 else {
            let nothing = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            return (SnapshotMemory(UnsafeRawBufferPointer(nothing)), nothing)
        }
        let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        guard let start, start != MAP_FAILED else { return nil }
        let target = UnsafeMutableRawBufferPointer(start: start, count: size)
        let memory = SnapshotMemory(UnsafeRawBufferPointer(target)) { bytes in
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        }
        return (memory, target)
    }

    /// False where the file is shorter than it was, or cannot be read.
    private static func fill(
        _ target: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int
    ) -> Bool {
        var done = 0
        while done < target.count {
            let count = pread(
                descriptor, target.baseAddress.map { $0 + done }, target.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
