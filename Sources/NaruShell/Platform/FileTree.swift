#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

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
