import Foundation
import TestSupport

/// A public declaration of the library and what stands above it.
struct PublicDeclaration {
    var path: String
    var line: Int
    /// Its first line, `public func run(…`.
    var text: String
    /// The lines of its doc comment, without their slashes.
    var comment: [String]

    static let all = ["Sources/Naru", "Sources/NaruPictures"].flatMap {
        Repository.files(under: $0, extension: "swift").flatMap { (try? read($0)) ?? [] }
    }

    /// Public members are marked one by one; only the cases of an enum are not.
    static func read(_ file: URL) throws -> [PublicDeclaration] {
        var found: [PublicDeclaration] = []
        var comment: [String] = []
        var enumIndentation: Int?
        for (index, line) in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n").enumerated() {
            let words = line.trimmingCharacters(in: .whitespaces)
            let indentation = line.prefix { $0 == " " }.count
            if words.hasPrefix("///") {
                comment.append(String(words.dropFirst(3)))
                continue
            }
            if words.hasPrefix("@") { continue }
            if words == "}", indentation == enumIndentation { enumIndentation = nil }
            let isCase = enumIndentation.map { indentation == $0 + 4 } ?? false && words.hasPrefix("case ")
            let isPublic = words.hasPrefix("public ") && !words.hasPrefix("public import ")
            if isPublic || isCase {
                found.append(
                    PublicDeclaration(path: Repository.path(of: file), line: index + 1, text: words, comment: comment))
            }
            if words.hasPrefix("public enum "), !words.hasSuffix("}") { enumIndentation = indentation }
            comment = []
        }
        return found
    }

    /// `path:line: public …`
    var place: String { "\(path):\(line): \(text)" }

    /// Without its body.
    var title: String { text.range(of: " {").map { String(text[..<$0.lowerBound]) } ?? text }

    /// The indented lines of the comment, block by block: as in Markdown such a
    /// block begins behind an empty line.
    var examples: [[String]] {
        var blocks: [[String]] = []
        var previous = ""
        var isOpen = false
        for line in comment {
            let isCode = line.hasPrefix("     ")
            if isCode, isOpen {
                if previous.isEmpty { blocks[blocks.count - 1].append("") }
                blocks[blocks.count - 1].append(String(line.dropFirst(5)))
            } else if isCode, previous.isEmpty {
                blocks.append([String(line.dropFirst(5))])
                isOpen = true
            } else if !line.isEmpty {
                isOpen = false
            }
            previous = line
        }
        return blocks
    }

    /// Members that a protocol or a type's purpose explains, and values that
    /// are listed with their type, need no example of their own.
    var needsExample: Bool {
        let plain = [
            "case ", "public static let ", "public typealias ", "public let rawValue", "public init(rawValue:",
            "public init(from ", "public func encode(", "public var description", "public var startIndex",
            "public var endIndex", "public func makeAsyncIterator", "public static func <",
            "public init(stringLiteral", "public init(integerLiteral", "public init(floatLiteral",
            "public init(booleanLiteral", "public init(arrayLiteral", "public init(nilLiteral",
        ]
        return !plain.contains { text.hasPrefix($0) }
    }

    var throwsErrors: Bool { text.contains("throws") }
}
