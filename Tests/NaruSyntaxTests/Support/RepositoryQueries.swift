import Foundation
import Testing

/// A query that stands somewhere in the repository and has to be right.
struct RepositoryQuery: Sendable, CustomTestStringConvertible {
    var place: String
    var text: String

    var testDescription: String { place }

    static let all: [RepositoryQuery] = programs + conformance + documentation

    private static var programs: [RepositoryQuery] {
        (Repository.files(under: "Examples", suffix: ".naru") + Repository.files(under: "Tests/Golden", suffix: ".naru")
            + Repository.files(under: "Sources", suffix: ".naru"))
            .compactMap { path in
                (try? Repository.text(path)).map { RepositoryQuery(place: path, text: $0) }
            }
    }

    /// `=== id`, header lines, the query, `---`, what is expected.
    private static var conformance: [RepositoryQuery] {
        Repository.files(under: "Tests/Conformance", suffix: ".test").flatMap { path in
            cases(in: (try? Repository.text(path)) ?? "", path: path)
        }
    }

    /// The conformance cases that end in rows, not in an error.
    static let running: [RepositoryQuery] = Repository.files(under: "Tests/Conformance", suffix: ".test").flatMap {
        path in
        let text = (try? Repository.text(path)) ?? ""
        let failing = Set(
            text.components(separatedBy: "\n=== ").filter { $0.contains("\n! E") }.map { part in
                String(part.prefix { $0 != "\n" }).replacing("=== ", with: "")
            })
        return cases(in: text, path: path).filter { !failing.contains(String($0.place.dropFirst(path.count + 2))) }
    }

    static func cases(in text: String, path: String) -> [RepositoryQuery] {
        var found: [RepositoryQuery] = []
        var id: String?
        var query: [Substring] = []
        var isExpectation = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                (id, query, isExpectation) = (String(line.dropFirst(4)), [], false)
            } else if line == "---", let name = id, !isExpectation {
                isExpectation = true
                found.append(RepositoryQuery(place: "\(path): \(name)", text: query.joined(separator: "\n")))
            } else if isExpectation, query.isEmpty == false {
                if line.hasPrefix("error") || line.hasPrefix("! E1") { found.removeLast() }
                query = []
            } else if !isExpectation, !(query.isEmpty && isHeader(line)) {
                query.append(line)
            }
        }
        return found
    }

    private static func isHeader(_ line: Substring) -> Bool {
        line.prefix { $0.isLetter && $0.isASCII }.count > 0 && line.drop { $0.isLetter }.hasPrefix(": ")
    }

    /// Blocks of ```naru in Markdown.
    private static var documentation: [RepositoryQuery] {
        Repository.files(under: "", suffix: ".md").flatMap { path in
            blocks(in: (try? Repository.text(path)) ?? "", path: path)
        }
    }

    private static func blocks(in text: String, path: String) -> [RepositoryQuery] {
        var found: [RepositoryQuery] = []
        var block: [Substring]?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let lines = block {
                if line.hasPrefix("```") {
                    found.append(RepositoryQuery(place: "\(path):\(index + 1)", text: lines.joined(separator: "\n")))
                    block = nil
                } else {
                    block = lines + [line]
                }
            } else if line == "```naru" {
                block = []
            }
        }
        return found
    }
}
