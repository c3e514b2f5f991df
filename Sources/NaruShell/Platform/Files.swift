import Naru
import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads programs from files and standard input.
enum InputText {
    /// A file, or one of standard input, that is a program; what is too long is
    /// not read to its end, and told when it is parsed.
    static func program(_ path: String?) throws(ShellFailure) -> SourceText {
        guard let path else { return try text("stdin", of: 0, Session.longestProgram) }
        return try file(path, atMost: Session.longestProgram)
    }

    static func file(_ path: String, atMost most: Int = .max) throws(ShellFailure) -> SourceText {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missing(path) : .unreadable(path, reason: systemReason(errno))
        }
        defer { close(descriptor) }
        return try text(path, of: descriptor, most)
    }

    /// A file that a program names: nobody waits for a pipe, and what isn't
    /// called a program is none.
    static func imported(_ path: String) -> SourceText? {
        guard let real = FilePath.real(path), real.hasSuffix(".naru") else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        guard status.st_size <= Session.longestProgram else { return nil }
        return try? text(path, of: descriptor, .max)
    }

    static func standardInput() throws(ShellFailure) -> SourceText { try text("stdin", of: 0, .max) }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func text(_ name: String, of descriptor: Int32, _ most: Int) throws(ShellFailure) -> SourceText {
        let bytes = try contents(name, of: descriptor, most)
        guard bytes.count <= most else { return SourceText(name: name, utf8: bytes) }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .isUTF16(name) }
        guard !bytes.contains(0) else { throw .isBinary(name) }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .notUTF8(name, line: firstBadLine(bytes))
        }
        return SourceText(name: name, utf8: bytes)
    }

    private static func contents(_ name: String, of descriptor: Int32, _ most: Int) throws(ShellFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw errno == EISDIR ? .isFolder(name) : .unreadable(name, reason: systemReason(errno))
            }
            bytes += piece[..<count]
            if bytes.count > most { return bytes }
            guard bytes.count <= longest else { throw .tooLong(name, megabytes: longest >> 20) }
        }
    }

    /// Of what is read whole; /dev/zero has no end.
    private static let longest = 64 << 20

    private static func firstBadLine(_ bytes: [UInt8]) -> Int {
        var line = 1
        var decoder = UTF8()
        var rest = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&rest) {
            if scalar == "\n" { line += 1 }
        }
        return line
    }
}

enum FilePath {
    /// `~/` is the home.
    static func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = Terminal.environment("HOME") else { return path }
        return home + path.dropFirst()
    }

    /// The folder that a path lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Absolute and without links; nil where nothing is.
    static func real(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}

/// The files below a folder.
enum FileTree {
    /// Files whose names end in one of these, in the order of their paths.
    /// Hidden ones are left out, and links to folders are not followed, so no
    /// circle can be walked.
    static func files(under folder: String, endings: [String]) throws(ShellFailure) -> [String] {
        var found: [String] = []
        var folders = [folder]
        while let next = folders.popLast() {
            for name in try names(in: next) {
                let path = next.hasSuffix("/") ? next + name : "\(next)/\(name)"
                switch kind(of: path) {
                case S_IFDIR: folders.append(path)
                case S_IFREG where endings.contains(where: name.hasSuffix): found.append(path)
                default: break
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func kind(of path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
    }

    private static func names(in folder: String) throws(ShellFailure) -> [String] {
        guard let stream = opendir(folder) else { throw .unreadable(folder, reason: systemReason(errno)) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
