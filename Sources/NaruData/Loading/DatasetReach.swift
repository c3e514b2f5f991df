import NaruSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Which files a dataset may lead to: those under its own folder, wherever links
/// and `..` lead, and those under folders that whoever opens it allows. A folder
/// that somebody else made is opened like a document; it does not choose what is
/// read of the rest of the machine.
struct DatasetReach {
    /// Absolute, without links, each with a slash behind it.
    private let roots: [String]

    init(folder: String, allowing others: [String]) {
        roots = ([folder] + others).compactMap(Self.real).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    }

    func allows(_ path: String) -> Bool {
        guard let real = Self.placed(path) else { return false }
        return roots.contains { real.hasPrefix($0) }
    }

    func check(_ path: String) throws(DatasetError) {
        guard allows(path) else { throw DatasetError([.outside(path)]) }
    }

    private static func real(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    /// Where a path leads; of one that isn't there, where it would be.
    private static func placed(_ path: String) -> String? {
        if let real = real(path) { return real }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        var missing: [Substring] = []
        while let last = parts.popLast() {
            guard last != ".." else { return nil }
            missing.append(last)
            let parent = parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/")
            if let real = real(parent) {
                return ([real == "/" ? "" : real[...]] + missing.reversed()).joined(separator: "/")
            }
        }
        return nil
    }
}

extension Diagnostic {
    /// Something of a dataset leads out of its folder.
    static func outside(_ path: String, at span: Span? = nil, in source: SourceText? = nil) -> Diagnostic {
        Diagnostic(
            DataCode.outside, .error,
            Message(
                "'\(path)' leads out of the dataset's folder", ko: "'\(path)'은(는) 데이터 폴더 밖에 있습니다"),
            at: span,
            help: [
                Message(
                    "copy the file into the folder; on the command line --allow-outside DIR lets it read DIR, too",
                    ko: "파일을 폴더 안에 복사하세요. 명령줄에서는 --allow-outside 폴더로 그 폴더도 읽게 할 수 있습니다")
            ],
            source: source)
    }
}
