import NaruSyntax

/// What there is to say about a command in both languages: `--help`, the
/// manual and the completions of shells are all made from it.
struct CommandPage: Sendable {
    /// `naru`, or a subcommand's word.
    var word: String
    var summary: Message
    /// What stands behind the word.
    var usage: [String]
    var paragraphs: [Message]
    var sections: [OptionSection]
    var examples: [String]
    var statuses: [StatusText]

    /// As it is called.
    var call: String { word == "naru" ? word : "naru \(word)" }

    var options: [OptionText] { sections.flatMap(\.options) }

    /// Those that have one of these names, for other pages that show them too.
    func options(named names: Set<String>) -> [OptionText] {
        options.filter { !names.isDisjoint(with: $0.names) }
    }
}

/// Options under a title.
struct OptionSection: Sendable {
    var title: Message
    var options: [OptionText]

    static let help = OptionText(["-h", "--help"], Message("Show this help.", ko: "이 도움말을 보여 줍니다."))
}

/// One option, or one argument, which has no names.
struct OptionText: Sendable {
    /// What a shell may offer behind it.
    enum Values: Sendable, Equatable {
        case none, files, folders
        case choices([String])
        /// Names of the bundled subcommands' codes, parameters and the like.
        case free
    }

    var names: [String]
    /// What stands for its value; nil for a flag.
    var value: Message?
    var values: Values
    var help: Message

    init(_ names: [String], _ help: Message) {
        (self.names, value, values, self.help) = (names, nil, .none, help)
    }

    init(_ names: [String], _ value: Message, _ help: Message) { self.init(names, value, .free, help) }

    init(_ names: [String], _ value: Message, _ values: Values, _ help: Message) {
        (self.names, self.value, self.values, self.help) = (names, value, values, help)
    }

    /// `-o, --output <file>`
    func heading(_ language: Language) -> String {
        let value = value.map { "<\($0[language])>" }
        return ([names.joined(separator: ", ")] + [value].compactMap { $0 }).filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

/// An exit code and when it comes.
struct StatusText: Sendable {
    var status: ExitStatus
    var text: Message

    init(_ status: ExitStatus, _ text: Message) { (self.status, self.text) = (status, text) }

    static let done = StatusText(.success, Message("done", ko: "끝남"))
    static let usage = StatusText(.usage, Message("the command line is wrong", ko: "명령줄이 틀림"))
    static let files = StatusText(.inputOutput, Message("a file cannot be read or written", ko: "파일을 읽거나 쓸 수 없음"))
    static let data = StatusText(.invalidData, Message("the data does not load", ko: "데이터를 열 수 없음"))
}

extension OptionSection {
    static func messages(_ what: Message) -> OptionSection {
        OptionSection(
            title: Message("MESSAGES", ko: "메시지"),
            options: [
                OptionText(["--lang"], Message("language", ko: "언어"), .choices(["en", "ko"]), what),
                OptionText(
                    ["--color"], Message("when", ko: "때"), .choices(["auto", "always", "never"]),
                    Message("auto, always or never.", ko: "auto, always, never 가운데 하나.")),
                OptionText(
                    ["--diagnostics"], Message("form", ko: "형태"), .choices(["human", "json"]),
                    Message("How errors are written: human or json.", ko: "오류를 쓰는 형태: human, json.")),
                OptionText(
                    ["-q", "--quiet"],
                    Message("No notes, warnings and footers.", ko: "알림, 경고, 맺음말을 쓰지 않습니다.")),
                help,
            ])
    }

    /// Of a subcommand.
    static let messages = messages(Message("The language of messages: en, ko.", ko: "메시지의 언어: en, ko."))
}
