package import Foundation
import Testing

/// A fenced block of a Markdown file and the block right behind it.
package struct CodeBlock: Sendable, CustomTestStringConvertible {
    package var path: String
    package var line: Int
    /// What stands behind the fence: `naru`, `naru error`, `sh`.
    package var language: String
    package var text: String
    /// The next block, where nothing but empty lines stands between.
    package var answer: (language: String, text: String)?

    package var testDescription: String { "\(path):\(line)" }

    package static let all: [CodeBlock] = {
        let readme = Repository.root.appending(path: "README.md")
        let files = [readme] + Repository.files(under: "Documentation", extension: "md")
        return files.flatMap { (try? read($0)) ?? [] }
    }()

    package static func read(_ file: URL) throws -> [CodeBlock] {
        var blocks: [CodeBlock] = []
        var open: CodeBlock?
        var isAdjacent = false
        let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        for (index, line) in lines.enumerated() {
            if var block = open {
                if line.hasPrefix("```") {
                    if isAdjacent { blocks[blocks.count - 1].answer = (block.language, block.text) }
                    blocks.append(block)
                    open = nil
                    isAdjacent = true
                } else {
                    block.text += line + "\n"
                    open = block
                }
            } else if line.hasPrefix("```") {
                let language = line.dropFirst(3).trimmingCharacters(in: .whitespaces)
                open = CodeBlock(path: Repository.path(of: file), line: index + 1, language: language, text: "")
            } else if !line.isEmpty {
                isAdjacent = false
            }
        }
        return blocks
    }
}
