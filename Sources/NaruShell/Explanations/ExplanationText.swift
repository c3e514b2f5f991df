package import NaruSyntax

/// An explanation as a terminal shows it.
package struct ExplanationText {
    package var language: Language

    package init(language: Language) { self.language = language }

    package func text(_ explanation: Explanation) -> String {
        var text = "\(explanation.code): \(explanation.title[language])\n\n\(wrapped(explanation.text[language]))\n"
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

    /// Lines of at most 80 columns.
    private func wrapped(_ text: String) -> String {
        var lines: [(text: String, width: Int)] = []
        for word in text.split(separator: " ") {
            let width = DisplayWidth.of(String(word))
            if let last = lines.last, last.width + 1 + width <= 80 {
                lines[lines.count - 1] = (last.text + " " + word, last.width + 1 + width)
            } else {
                lines.append((String(word), width))
            }
        }
        return lines.map(\.text).joined(separator: "\n")
    }
}
