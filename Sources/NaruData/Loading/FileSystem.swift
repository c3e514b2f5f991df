import NaruEngine
import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Files and folders, by the system's own calls: they start faster than
/// Foundation, and their errors say what happened.
package enum FileSystem {
    enum Kind {
        case file, folder, missing
        /// A pipe, a device or a socket: it may never answer, and gives what it
        /// gives once. It is read only where whoever asks has named it.
        case stream
    }

    static func kind(of path: String) -> Kind {
        if KeptStreams.bytes(of: path) != nil { return .file }
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        return kind(status)
    }

    private static func kind(_ status: stat) -> Kind {
        switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        default: .stream
        }
    }

    static func readStandardInput() throws(DatasetError) -> [UInt8] {
        try readStream(0, DataPath.standardInput)
    }

    /// Whether a file is there that doesn't begin with a zero.
    static func hasStart(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var byte: UInt8 = 0
        return pread(descriptor, &byte, 1, 0) == 1 && byte != 0
    }

    /// What a pipe or a device that was named gives.
    static func readStream(_ path: String) throws(DatasetError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        return try readStream(descriptor, path)
    }

    private static func readStream(_ descriptor: Int32, _ path: String) throws(DatasetError) -> [UInt8] {
        var status = stat()
        let isDevice =
            fstat(descriptor, &status) == 0 && [S_IFCHR, S_IFBLK].contains(status.st_mode & S_IFMT)
        return try unpacked(
            contents(of: descriptor, expected: 0, limit: isDevice ? deviceLimit : fileLimit, path), path)
    }

    /// Cells and spans of tables are 32-bit offsets.
    private static let fileLimit = Int(UInt32.max)
    /// A device such as /dev/zero has no end.
    private static let deviceLimit = 64 << 20

    /// The bytes of a file, unpacked where gzip packed them; large ones are read
    /// by several threads.
    package static func read(_ path: String, threads: Int = 1) throws(DatasetError) -> [UInt8] {
        if let kept = KeptStreams.bytes(of: path) { return kept }
        let bytes = try readPlain(path, threads)
        return path.lowercased().hasSuffix(".gz") ? try unpacked(bytes, path) : bytes
    }

    private static func unpacked(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> [UInt8] {
        Gzip.isPacked(bytes) ? try Gzip.unpacked(bytes, path) : bytes
    }

    private static func readPlain(_ path: String, _ threads: Int) throws(DatasetError) -> [UInt8] {
        switch kind(of: path) {
        case .missing: throw missing(path)
        case .folder: throw notAFile(path)
        case .stream: throw notRegular(path)
        case .file: break
        }
        // What was a file a moment ago may be a pipe now, which would not be waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard kind(status) == .file else { throw notRegular(path) }
        let expected = Int(status.st_size)
        guard expected < fileLimit else { throw tooLarge(path) }
        if threads > 1, let bytes = parts(of: descriptor, expected: expected, threads) { return bytes }
        return try contents(of: descriptor, expected: expected, limit: fileLimit, path)
    }

    /// nil for what is no large file with exactly the bytes that are expected.
    private static func parts(of descriptor: Int32, expected: Int, _ threads: Int) -> [UInt8]? {
        let ranges = Parallel.ranges(expected, pieces: threads, least: 1 << 22)
        guard ranges.count > 1 else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, size in
            let target = ReadTarget(buffer: buffer, descriptor: descriptor)
            let isRead = Parallel.map(ranges.count, threads: threads) { target.fill(ranges[$0]) }
            size = isRead.contains(false) ? 0 : expected
        }
        var byte: UInt8 = 0
        let isWhole = bytes.count == expected && pread(descriptor, &byte, 1, off_t(expected)) == 0
        return isWhole ? bytes : nil
    }

    /// Memory of which each thread fills a part of its own.
    private struct ReadTarget: @unchecked Sendable {
        let buffer: UnsafeMutableBufferPointer<UInt8>
        let descriptor: Int32

        /// False where the file ends before the part does, or cannot be read.
        func fill(_ range: Range<Int>) -> Bool {
            var place = range.lowerBound
            while place < range.upperBound {
                let target = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[place..<range.upperBound])
                let count = pread(descriptor, target.baseAddress, target.count, off_t(place))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                place += count
            }
            return true
        }
    }

    /// Reads to the end: pipes and files in /proc have no size beforehand.
    private static func contents(
        of descriptor: Int32, expected: Int, limit: Int, _ path: String
    ) throws(DatasetError) -> [UInt8] {
        var failure: Int32 = 0
        var contents: [UInt8] = []
        var capacity = max(expected, 4096) + 1
        repeat {
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, size in
                while size < buffer.count, waits(for: descriptor) {
                    let portion = min(buffer.count - size, 1 << 22)
                    let count = Self.read(descriptor, buffer.baseAddress! + size, portion)
                    if count < 0 {
                        if errno == EINTR { continue }
                        failure = errno
                    }
                    if count <= 0 { return }
                    size += count
                }
            }
            contents = contents.isEmpty ? chunk : contents + chunk
            // A longer text is a second copy beside this one.
            try DatasetError.throwIfSpent(holding: chunk.count < capacity ? contents.count : 3 * contents.count)
            guard failure == 0 else { throw unreadable(path, failure) }
            guard contents.count < limit else {
                throw limit == fileLimit ? tooLarge(path) : endless(path, limit)
            }
            if chunk.count < capacity { return contents }
            capacity = contents.count
        } while true
    }

    /// Waits until there is something to read; false where that may take no
    /// longer, as with a pipe into which nobody writes.
    private static func waits(for descriptor: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while !Allowance.isSpent {
            // What cannot be waited for is told by reading.
            if poll(&request, 1, 50) != 0, errno != EINTR || request.revents != 0 { return true }
        }
        return false
    }

    private static func read(_ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, target, count)
        #elseif canImport(Musl)
        Musl.read(descriptor, target, count)
        #else
        Darwin.read(descriptor, target, count)
        #endif
    }

    /// The names in a folder, in byte order.
    static func names(in folder: String) throws(DatasetError) -> [String] {
        guard let stream = opendir(folder) else { throw unreadable(folder, errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A file with what is packed in a file or came through a pipe, for a library
    /// that opens files itself; nil where it can open this one.
    static func copyOnDisk(of path: String) throws(DatasetError) -> String? {
        guard KeptStreams.bytes(of: path) != nil || path.lowercased().hasSuffix(".gz") else { return nil }
        let bytes = try read(path)
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let copy = "\(folder)/naru-\(UInt64.random(in: 0 ... .max)).sqlite"
        do throws(WriteFailure) {
            try PrivateFile.write(bytes, to: copy)
        } catch {
            throw DatasetError(
                DataCode.unreadable,
                Message(
                    "'\(path)' cannot be unpacked into '\(folder)': \(error.reason)",
                    ko: "'\(path)'을(를) '\(folder)'에 풀 수 없습니다: \(error.reason)"))
        }
        PassingFiles.add(copy)
        return copy
    }

    /// Takes away what `copyOnDisk` made.
    static func remove(_ copy: String) {
        unlink(copy)
        PassingFiles.forget(copy)
    }

    static func makeFolder(_ path: String) throws(WriteFailure) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST && kind(of: path) == .folder else {
            throw WriteFailure(path, errno)
        }
    }

    static func missing(_ path: String, help: [Message] = []) -> DatasetError {
        DatasetError(
            DataCode.notFound, Message("there is no file or folder '\(path)'", ko: "'\(path)' 파일이나 폴더가 없습니다"),
            help: help)
    }

    static func notAFile(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.isDirectory, Message("'\(path)' is a folder, not a file", ko: "'\(path)'은(는) 파일이 아니라 폴더입니다"))
    }

    static func notRegular(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.notRegular,
            Message(
                "'\(path)' is a pipe or a device, not a file", ko: "'\(path)'은(는) 파일이 아니라 파이프나 장치입니다"),
            help: [
                Message(
                    "a pipe is read where it is named itself: --data csv:PATH",
                    ko: "파이프는 직접 지정해야 읽습니다: --data csv:경로")
            ])
    }

    /// A device that gives more than any table would.
    private static func endless(_ path: String, _ limit: Int) -> DatasetError {
        DatasetError(
            DataCode.tooLarge,
            Message(
                "'\(path)' is a device and gives more than \(limit >> 20) MB",
                ko: "'\(path)'은(는) 장치인데 \(limit >> 20) MB보다 많이 내놓습니다"),
            help: [Message("copy what is wanted of it into a file", ko: "필요한 부분을 파일로 옮기세요")])
    }

    static func unreadable(_ path: String, _ code: Int32) -> DatasetError {
        let reason = String(cString: strerror(code))
        return DatasetError(
            DataCode.unreadable,
            Message("'\(path)' cannot be read: \(reason)", ko: "'\(path)'을(를) 읽을 수 없습니다: \(reason)"))
    }

    static func tooLarge(_ path: String) -> DatasetError {
        DatasetError(
            DataCode.tooLarge, Message("'\(path)' is larger than 4 GB", ko: "'\(path)'이(가) 4 GB보다 큽니다"),
            help: [Message("split it into several tables", ko: "여러 표로 나누세요")])
    }
}
