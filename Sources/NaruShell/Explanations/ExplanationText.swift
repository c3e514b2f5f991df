package import NaruSyntax

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
