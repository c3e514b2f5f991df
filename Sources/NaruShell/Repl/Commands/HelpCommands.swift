import NaruSemantics
import NaruSyntax

/// What can be typed.
enum HelpCommands {
    static let all: [ReplCommand] = [
        ReplCommand(".help [topic]", "This list, or what a word means.", ko: "이 목록, 또는 낱말의 뜻.", .topic, run: help),
        ReplCommand(
            ".functions [name]", "All functions, or one with an example.", ko: "모든 함수, 또는 한 함수와 예.", .function,
            run: functions),
    ]

    @Sendable private static func help(_ repl: Repl, _ topic: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let topics = HelpTopics(language: repl.language)
        guard !topic.isEmpty else {
            try repl.show(topics.overview)
            return .done
        }
        if let lines = topics.topic(topic) {
            try repl.show(lines)
            return .done
        }
        let schema = SchemaPage(repl.runner.session, language: repl.language)
        guard let type = schema.type(named: topic) else {
            throw .badArgument(
                "help", Message("there is no help on '\(topic)'", ko: "'\(topic)'에 관한 도움말은 없습니다"),
                near: Spelling.nearest(to: topic, among: HelpTopics.all + schema.typeNames))
        }
        try repl.show(schema.fields(of: type))
        return .done
    }

    @Sendable private static func functions(_ repl: Repl, _ name: String) throws(ShellFailure) -> ReplCommand.Outcome {
        let topics = HelpTopics(language: repl.language)
        guard !name.isEmpty else {
            try repl.show(topics.functions())
            return .done
        }
        guard let function = FunctionSignature.named(name) else {
            throw .badArgument(
                "functions", Message("there is no function '\(name)'", ko: "'\(name)' 함수는 없습니다"),
                near: Spelling.nearest(to: name, among: FunctionSignature.all.map(\.name)))
        }
        try repl.show(topics.lines(function))
        return .done
    }
}

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

/// The keys of the line editor, as help and the documentation list them.
enum KeyTable {
    static let all: [(keys: String, summary: Message)] = [
        ("Enter", Message("Runs a complete statement, else opens a line.", ko: "문장이 끝났으면 실행하고, 아니면 새 줄을 엽니다.")),
        ("Alt-Enter", Message("Opens a line.", ko: "새 줄을 엽니다.")),
        ("Tab, Shift-Tab", Message("Completes, and goes through the candidates.", ko: "완성하고, 후보를 차례로 고릅니다.")),
        ("→ at the end", Message("Takes the dim hint.", ko: "흐린 힌트를 받아들입니다.")),
        ("Up, Down", Message("Move between lines, then through the history.", ko: "줄 사이를 오가고, 그 밖에서는 기록을 봅니다.")),
        ("Ctrl-R", Message("Searches the history.", ko: "기록에서 찾습니다.")),
        ("Ctrl-A, Ctrl-E", Message("To the start and the end of the line.", ko: "줄의 처음과 끝으로.")),
        ("Alt-B, Alt-F", Message("Word by word.", ko: "낱말 단위로.")),
        ("Ctrl-W, Ctrl-K, Ctrl-U", Message("Cut the word, to the end of the line, all.", ko: "낱말, 줄 끝까지, 전체를 잘라 냅니다.")),
        ("Ctrl-Y", Message("Puts back what was cut.", ko: "잘라 낸 것을 다시 넣습니다.")),
        ("Ctrl-L", Message("Clears the screen.", ko: "화면을 지웁니다.")),
        (
            "Ctrl-C",
            Message("Gives up the line, or cancels the query; twice quits.", ko: "줄을 버리거나 질의를 멈춥니다. 두 번이면 끝냅니다.")
        ),
        ("Ctrl-D", Message("Quits, on an empty line.", ko: "빈 줄에서 끝냅니다.")),
    ]

    static func lines(_ language: Language) -> [String] {
        TextTable.lines(all.map { [$0.keys, $0.summary[language]] })
    }
}
