import Foundation
import TestSupport

/// The source of tests that run the examples of one file's documentation.
///
/// `x    // V` in an example becomes a test that x is V.
struct ExampleSource {
    /// `Value`, of `Value.swift`.
    var name: String
    var origin: String
    /// What each test is called, and its lines.
    var tests: [(title: String, lines: [String])]

    /// Of all files with examples, in the order of their paths.
    static func all() -> [ExampleSource] {
        let files = Dictionary(grouping: PublicDeclaration.all, by: \.path).sorted { $0.key < $1.key }
        let comments = files.compactMap { path, declarations in
            source(path, declarations.flatMap { found in found.examples.map { (found.title, $0) } })
        }
        let pages = ["README.md", "Documentation/Embedding.md", "Documentation/Pictures.md"].compactMap { path in
            // The blocks of a page follow each other, as a reader types them.
            let blocks = CodeBlock.all.filter { $0.path == path && $0.language == "swift" }
            let lines = blocks.flatMap { $0.text.components(separatedBy: "\n") }.filter { !$0.hasPrefix("import ") }
            return source(path, lines.isEmpty ? [] : [(path, lines)])
        }
        return comments + pages
    }

    private static func source(_ path: String, _ tests: [(String, [String])]) -> ExampleSource? {
        guard !tests.isEmpty, let file = path.split(separator: "/").last else { return nil }
        let name = file.split(separator: ".").first.map { $0.filter(\.isLetter) } ?? ""
        return ExampleSource(name: name == name.uppercased() ? name.capitalized : name, origin: path, tests: tests)
    }

    var path: String { "Tests/LibraryTests/Examples/\(name)Examples.swift" }

    var text: String {
        let functions = tests.enumerated().map { number, test in
            let body = (test.lines.map(Self.statement) + Self.uses(test.lines)).map { line in
                line.isEmpty ? "" : "        " + line
            }
            // Raw, as a title may hold quotation marks.
            return
                "    @Test(#\"\(test.title)\"#)\n    func \(name.prefix(1).lowercased() + name.dropFirst())\(number + 1)"
                + "() async throws {\n" + body.joined(separator: "\n") + "\n    }\n"
        }
        return """
            // swift-format-ignore-file
            // Made from \(origin): RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
            // If this file does not compile, mend the example there, delete the file, and record.

            import Foundation
            import Naru
            \(origin.contains("Pictures") ? "import NaruPictures\n" : "")import Testing

            extension DocumentedExamples {

            """ + functions.joined(separator: "\n") + "}\n"
    }

    /// A line of an example, its comment held to what it speaks of.
    private static func statement(_ line: String) -> String {
        guard let found = line.wholeMatch(of: #/(\s*)(.*?\S)\s+// (.+)/#) else { return line }
        let (indentation, code, comment) = (found.1, found.2, found.3)
        if let variable = code.wholeMatch(of: #/(let|var) (\w+)\b.*/#) {
            return "\(indentation)\(code); expect(\(variable.2), #\"\(comment)\"#)"
        }
        return "\(indentation)expect(\(code), #\"\(comment)\"#)"
    }

    /// What an example makes is used, so that the compiler does not warn.
    private static func uses(_ lines: [String]) -> [String] {
        lines.compactMap { $0.firstMatch(of: #/^(let|var) (\w+)\b/#).map { "_ = \($0.2)" } }
    }
}
