import NaruSyntax

/// A line that begins with a dot: what it is called, what it does.
struct ReplCommand: Sendable {
    /// What comes after the name, for completion and for help.
    enum Argument: Hashable, Sendable {
        case none, topic, type, function, format, file, language, parameter, statement, date
        case words([String])
    }

    enum Outcome {
        case done
        /// A text for the next line, which is not run.
        case edit(String)
        /// The conversation ends with this exit code.
        case quit(Int32)
    }

    /// What a command does besides showing something.
    enum Effect: Sendable { case none, writesFile, startsProgram }

    typealias Action = @Sendable (Repl, String) throws(ShellFailure) -> Outcome

    let name: String
    /// `.schema [type]`
    let usage: String
    let summary: Message
    let argument: Argument
    private let effect: Effect
    let run: Action

    init(
        _ usage: String, _ english: String, ko korean: String, _ argument: Argument = .none,
        effect: Effect = .none, run: @escaping Action
    ) {
        self.effect = effect
        self.usage = usage
        name = String(usage.dropFirst().prefix { !$0.isWhitespace })
        summary = Message(english, ko: korean)
        self.argument = argument
        self.run = run
    }
}

extension ReplCommand {
    /// Whether it writes a file or starts a program.
    func actsOutside(_ argument: String) -> Bool {
        switch effect {
        case .none: false
        case .writesFile: !argument.isEmpty && argument != "-"
        case .startsProgram: true
        }
    }
}

/// All commands, in the order in which help lists them.
enum CommandTable {
    static let all: [ReplCommand] =
        HelpCommands.all + SchemaCommands.all + OutputCommands.all + ResultCommands.all + PictureCommands.all
        + SessionCommands.all

    static func named(_ name: String) -> ReplCommand? { all.first { $0.name == name } }

    /// The command that a line calls.
    static func called(in line: String) -> ReplCommand? {
        named(String(line.dropFirst().prefix { !$0.isWhitespace && $0 != ";" }))
    }

    /// What commands are called at other prompts.
    static let foreignNames = [
        "exit": "quit", "q": "quit", "bye": "quit", "tables": "types", "describe": "schema", "desc": "schema",
        "d": "schema", "dt": "types", "mode": "format", "databases": "data", "show": "data", "use": "open",
        "attach": "open", "import": "open", "dump": "save", "set": "param", "run": "read", "source": "read",
        "timing": "timer", "h": "help", "?": "help", "man": "help",
    ]

    /// A line for each.
    static func lines(_ language: Language) -> [String] {
        TextTable.lines(all.map { [$0.usage, $0.summary[language]] }, indent: "  ")
    }
}

extension ShellFailure {
    static func unknownCommand(_ name: String) -> ShellFailure {
        let near =
            CommandTable.foreignNames[name.lowercased()]
            ?? Spelling.nearest(to: name.lowercased(), among: CommandTable.all.map(\.name))
        let suggestion = near.map { [Spelling.didYouMean("." + $0)] } ?? []
        return ShellFailure(
            .usage, .unknownCommand, Message("there is no command '.\(name)'", ko: "'.\(name)' 명령은 없습니다"),
            help: suggestion + [Message("`.help` lists all commands", ko: "`.help`: 모든 명령")])
    }

    static func tooManyArguments(_ command: ReplCommand, _ argument: String) -> ShellFailure {
        ShellFailure(
            .usage, .commandArgument,
            Message(
                "`\(command.usage)` takes nothing more: '\(argument)'",
                ko: "`\(command.usage)` 뒤에는 아무것도 쓰지 않습니다: '\(argument)'"))
    }

    /// What a command needs, in its own words.
    static func badArgument(_ command: String, _ message: Message, near: String? = nil) -> ShellFailure {
        let usage = CommandTable.named(command)?.usage ?? "." + command
        let suggestion = near.map { [Spelling.didYouMean($0)] } ?? []
        return ShellFailure(
            .usage, .commandArgument, message,
            help: suggestion + [Message("it is written `\(usage)`", ko: "이렇게 씁니다: `\(usage)`")])
    }

    static func refusedInFile(_ command: ReplCommand) -> ShellFailure {
        ShellFailure(
            .usage, .refusedCommand,
            Message(
                "`.\(command.name)` is not done in a file: a file that is read neither writes files nor starts programs",
                ko: "`.\(command.name)`은(는) 파일 안에서 쓸 수 없습니다: 읽는 파일은 파일을 쓰거나 프로그램을 시작하지 못합니다"),
            help: [Message("type it at the prompt", ko: "프롬프트에서 직접 입력하세요")])
    }

    static func readsItself(_ path: String) -> ShellFailure {
        ShellFailure(
            .usage, .commandArgument, Message("\(path) reads itself", ko: "\(path)이(가) 자신을 읽습니다"),
            help: [Message("take its `.read` out", ko: "그 안의 `.read`를 지우세요")])
    }
}

extension DiagnosticCode {
    static let unknownCommand = DiagnosticCode("E5210")
    static let commandArgument = DiagnosticCode("E5211")
    static let refusedCommand = DiagnosticCode("E5228")
}
