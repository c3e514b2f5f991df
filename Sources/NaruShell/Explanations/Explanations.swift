import CNaruExplanations
package import NaruSyntax

/// What a code means, an example that triggers it, and the mend.
package struct Explanation: Hashable, Sendable {
    package var code: DiagnosticCode
    package var title: Message
    package var text: Message
    /// Both are nil where no short example can trigger the code.
    package var mistake: Example?
    package var mend: Example?

    package struct Example: Hashable, Sendable {
        package var kind: Kind
        package var text: String
    }

    package enum Kind: Hashable, Sendable {
        case query
        /// A line of the shell.
        case command
        /// A file that takes the place of one of `Explanations.sampleFiles`.
        case file(String)
    }
}

/// The explanations of every code.
package enum Explanations {
    package static let all = ExplanationReader.families.flatMap(\.explanations)

    /// The dataset that the examples of data files belong to.
    package static let sampleFiles = ExplanationReader.families.flatMap(\.files)

    package static func explanation(of code: String) -> Explanation? {
        let wanted = code.uppercased()
        return all.first { $0.code.description == wanted }
    }
}

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

/// An explanation as a terminal shows it.
package struct ExplanationText {
    package var language: Language
    /// The widest that a line of the explanation may be.
    package var width: Int

    package init(language: Language, width: Int = 80) {
        self.language = language
        self.width = width
    }

    package func text(_ explanation: Explanation) -> String {
        var text = "\(explanation.code): \(explanation.title[language])\n\n"
        text += TextFlow.wrapped(explanation.text[language], to: width).joined(separator: "\n") + "\n"
        if let mistake = explanation.mistake {
            text += part(Message("for example", ko: "예"), mistake)
        }
        if let mend = explanation.mend {
            text += part(Message("the mend", ko: "고친 것"), mend)
        }
        return text
    }

    /// Every code with its title, a line each.
    package func list(_ explanations: [Explanation]) -> String {
        explanations.map { "\($0.code)  \($0.title[language])\n" }.joined()
    }

    private func part(_ heading: Message, _ example: Explanation.Example) -> String {
        var head = heading[language]
        if case .file(let name) = example.kind { head += " (\(name))" }
        let lines = example.text.split(separator: "\n", omittingEmptySubsequences: false)
        return "\n\(head):\n\n" + lines.map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
    }
}
