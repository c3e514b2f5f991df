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
    static func file(_ path: String) throws(ShellFailure) -> SourceText {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missing(path) : .unreadable(path, reason: systemReason(errno))
        }
        defer { close(descriptor) }
        return try text(path, of: descriptor)
    }

    static func standardInput() throws(ShellFailure) -> SourceText { try text("stdin", of: 0) }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func text(_ name: String, of descriptor: Int32) throws(ShellFailure) -> SourceText {
        let bytes = try contents(name, of: descriptor)
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .isUTF16(name) }
        guard !bytes.contains(0) else { throw .isBinary(name) }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .notUTF8(name, line: firstBadLine(bytes))
        }
        return SourceText(name: name, utf8: bytes)
    }

    private static func contents(_ name: String, of descriptor: Int32) throws(ShellFailure) -> [UInt8] {
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
        }
    }

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
