import Foundation
import Testing

/// One case of a `.test` file: headers, a program, and what it must give.
///
///     === id
///     data: harbour
///     towns | take 1
///     ---
///     town
///     …
struct ConformanceCase: Sendable, CustomTestStringConvertible {
    var id: String
    var headers: [String: [String]]
    var program: String
    var expected: String
    var file: URL

    var testDescription: String { id }

    /// Folder or file under `Tests/Conformance/data`; nil for the bundled dataset.
    var data: String? { headers["data"]?.first }
    /// The dataset is checked; there is no program.
    var isCheck: Bool { headers["check"] != nil }
    var today: String { headers["today"]?.first ?? "2025-01-01" }
    /// The run's; nil for the dataset's first.
    var language: String? { headers["language"]?.first }
    var parameters: [String: String] {
        Dictionary((headers["param"] ?? []).compactMap(ConformanceCase.pair), uniquingKeysWith: { $1 })
    }

    private static func pair(_ text: String) -> (String, String)? {
        text.firstIndex(of: "=").map { (String(text[..<$0]), String(text[text.index(after: $0)...])) }
    }

    static let knownHeaders: Set<String> = ["data", "today", "param", "check", "language"]

    /// The cases of a file, and the comment lines before the first.
    static func read(_ file: URL) throws -> (preamble: [String], cases: [ConformanceCase]) {
        var preamble: [String] = []
        var cases: [ConformanceCase] = []
        var inExpected = false
        for line in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n") {
            if line.hasPrefix("=== ") {
                let id = "\(file.deletingPathExtension().lastPathComponent)/\(line.dropFirst(4))"
                cases.append(ConformanceCase(id: id, headers: [:], program: "", expected: "", file: file))
                inExpected = false
            } else if cases.isEmpty {
                preamble.append(line)
            } else {
                cases[cases.count - 1].add(line, &inExpected)
            }
        }
        for index in cases.indices {
            cases[index].program = cases[index].program.trimmingCharacters(in: .newlines)
            cases[index].expected = cases[index].expected.trimmingCharacters(in: .newlines)
        }
        return (preamble, cases)
    }

    private mutating func add(_ line: String, _ inExpected: inout Bool) {
        if line == "---", !inExpected {
            inExpected = true
        } else if inExpected {
            expected += line + "\n"
        } else if program.isEmpty, let colon = line.firstIndex(of: ":"),
            Self.knownHeaders.contains(String(line[..<colon]))
        {
            headers[String(line[..<colon]), default: []].append(
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        } else {
            program += line + "\n"
        }
    }

    /// The case as it stands in its file, with another expected part.
    func text(expecting expected: String) -> String {
        let name = id.split(separator: "/").dropFirst().joined(separator: "/")
        let head = headers.keys.sorted().flatMap { key in (headers[key] ?? []).map { "\(key): \($0)" } }
        let body = program.isEmpty ? [] : [program]
        return (["=== \(name)"] + head + body + ["---", expected]).joined(separator: "\n")
    }
}
