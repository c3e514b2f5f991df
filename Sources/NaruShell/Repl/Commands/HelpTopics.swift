import NaruSemantics
import NaruSyntax

/// What `.help` says, by topic.
struct HelpTopics {
    let language: Language

    /// Words that are topics whatever the dataset.
    static let groups = ["commands", "keys", "stages", "views", "statements", "functions"]

    static var all: [String] {
        groups + words.map(\.word) + FunctionSignature.all.map(\.name)
    }

    /// The words of the language.
    private static let words: [HelpWord] =
        StageWord.allCases.map(HelpWord.init) + ViewWord.allCases.map(HelpWord.init)
        + StatementWord.allCases.map(HelpWord.init)

    var overview: [String] {
        let intro = Message(
            """
            Type a query and press Enter: `cities | take 3`. Tab completes, Alt-Enter opens a line, \
            Ctrl-C gives up, Ctrl-D leaves. `_` is the last result.
            """,
            ko: """
                질의를 쓰고 Enter를 누르세요: `도시 | take 3`. Tab은 완성, Alt-Enter는 새 줄, Ctrl-C는 취소, \
                Ctrl-D는 종료. `_`는 마지막 결과입니다.
                """)
        let groups = HelpTopics.groups.joined(separator: ", ")
        let topics = Message(
            "`.help TOPIC` tells more. Topics: a word of the language, a function, a type, a code, or \(groups).",
            ko: "`.help 주제`로 더 볼 수 있습니다. 주제: 언어의 낱말, 함수, 유형, 오류 코드, 그리고 \(groups).")
        func flowing(_ text: Message) -> [String] { TextFlow.wrapped(text[language], to: Terminal.textWidth) }
        return flowing(intro) + [""] + CommandTable.lines(language) + [""] + flowing(topics)
    }

    /// nil where there is no such topic.
    func topic(_ name: String) -> [String]? {
        switch name {
        case "commands": return CommandTable.lines(language)
        case "keys": return KeyTable.lines(language)
        default: break
        }
        if name.hasPrefix("."), let command = CommandTable.named(String(name.dropFirst())) { return lines(command) }
        if let explanation = Explanations.explanation(of: name) {
            let text = ExplanationText(language: language, width: Terminal.textWidth).text(explanation)
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
        return self.language(name) ?? CommandTable.named(name).map(lines)
    }

    /// A word of the language or a group of them, which is the same at the prompt
    /// and elsewhere.
    func language(_ name: String) -> [String]? {
        switch name {
        case "stages": return lines(StageWord.allCases.map(HelpWord.init))
        case "views": return lines(ViewWord.allCases.map(HelpWord.init))
        case "statements": return lines(StatementWord.allCases.map(HelpWord.init))
        case "functions": return functions()
        default: break
        }
        let words = Self.words.filter { $0.word == name }
        if !words.isEmpty { return lines(words) }
        return FunctionSignature.named(name).map(lines)
    }

    private func lines(_ words: [HelpWord]) -> [String] {
        TextTable.lines(words.map { [$0.form, $0.summary[language]] })
    }

    private func lines(_ command: ReplCommand) -> [String] { [command.usage, "  " + command.summary[language]] }

    /// Every function in a line, group by group.
    func functions() -> [String] {
        var lines: [String] = []
        for group in FunctionSignature.Group.allCases {
            if !lines.isEmpty { lines.append("") }
            lines.append(group.rawValue)
            let members = FunctionSignature.all.filter { $0.group == group }
            lines += TextTable.lines(members.map { [$0.title, $0.summary[language]] }, indent: "  ")
        }
        return lines
    }

    func lines(_ function: FunctionSignature) -> [String] {
        let example = Message("example", ko: "예")[language]
        return [
            "\(function.title) → \(function.result.written)", "  " + function.summary[language],
            "  \(example): \(function.example)",
        ]
    }
}

/// What help says of a word with which a stage, view or statement begins.
private struct HelpWord {
    let word: String
    let form: String
    let summary: Message

    init(_ word: some LeadingWord) {
        self.word = word.rawValue
        form = word.form
        summary = word.summary
    }
}
