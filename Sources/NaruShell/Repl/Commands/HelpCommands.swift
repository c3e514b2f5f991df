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
        let schema = SchemaText(repl.runner.session, language: repl.language)
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
