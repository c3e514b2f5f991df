import CNaruExplanations
import NaruSyntax

/// Reads the explanations of one family of codes.
///
///     === CODE
///     title in English
///     title in Korean
///
///     meaning in English
///
///     meaning in Korean
///
///     --- wrong [command | FILE]
///     …
///     --- right [command | FILE]
///     …
///
/// `--- file NAME`, before the first code, gives a file of the sample dataset.
struct ExplanationReader {
    private(set) var explanations: [Explanation] = []
    private(set) var files: [(name: String, text: String)] = []
    private var blocks: [Substring: [Substring]] = [:]
    private var block: Substring = ""

    static let families: [ExplanationReader] = {
        var families: [ExplanationReader] = []
        while let bytes = naru_explanations_at(families.count).bytes {
            let length = naru_explanations_at(families.count).length
            families.append(
                ExplanationReader(String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)))
        }
        return families
    }()

    init(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                finish()
                begin(line)
            } else if line.hasPrefix("--- ") {
                begin(line)
            } else {
                blocks[block, default: []].append(line)
            }
        }
        finish()
    }

    private mutating func begin(_ line: Substring) {
        block = line.dropFirst(4)
        if line.hasPrefix("===") { code = block }
        blocks[block] = []
    }

    private var code: Substring = ""

    /// Ends what began with the last code, or with the text.
    private mutating func finish() {
        for (name, lines) in blocks.sorted(by: { $0.key < $1.key }) where name.hasPrefix("file ") {
            files.append((String(name.dropFirst(5)), ExplanationReader.text(lines) + "\n"))
        }
        if let lines = blocks[code], !code.isEmpty {
            let paragraphs = lines.split(separator: "").map { $0.map(String.init) }
            if paragraphs.count == 3, paragraphs[0].count == 2 {
                let meaning = paragraphs.dropFirst().map { $0.joined(separator: " ") }
                explanations.append(
                    Explanation(
                        code: DiagnosticCode(String(code)), title: Message(paragraphs[0][0], ko: paragraphs[0][1]),
                        text: Message(meaning[0], ko: meaning[1]), mistake: example("wrong"), mend: example("right")))
            }
        }
        blocks = [:]
    }

    private func example(_ word: String) -> Explanation.Example? {
        guard let (name, lines) = blocks.first(where: { $0.key == word || $0.key.hasPrefix(word + " ") }) else {
            return nil
        }
        let kind = name.dropFirst(word.count).drop { $0 == " " }
        let text = ExplanationReader.text(lines)
        switch kind {
        case "": return Explanation.Example(kind: .query, text: text)
        case "command": return Explanation.Example(kind: .command, text: text)
        default: return Explanation.Example(kind: .file(String(kind)), text: text)
        }
    }

    private static func text(_ lines: [Substring]) -> String {
        lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
    }
}
