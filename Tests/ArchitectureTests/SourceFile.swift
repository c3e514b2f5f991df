import Foundation
import TestSupport
import Testing

/// A Swift file of `Sources/`, for tests that read code as text.
struct SourceFile: Sendable, CustomTestStringConvertible {
    let path: String
    let target: String
    let lines: [String]

    var testDescription: String { path }

    init(_ file: URL) throws {
        path = Repository.path(of: file)
        target = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    }

    static let all: [SourceFile] = Repository.files(under: "Sources", extension: "swift").compactMap {
        try? SourceFile($0)
    }

    /// The modules that the file imports.
    var imports: [String] {
        lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                words[..<place].allSatisfy({
                    ["package", "public", "internal", "private", "@preconcurrency"].contains($0)
                })
            else { return nil }
            return words[place + 1].split(separator: ".").first.map(String.init)
        }
    }

    /// Lines of code that contain a text, as `path:line`. Comments don't count.
    func places(of text: String) -> [String] {
        lines.enumerated().compactMap { index, line in
            let code = line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? line
            return code.contains(text) ? "\(path):\(index + 1)" : nil
        }
    }
}
