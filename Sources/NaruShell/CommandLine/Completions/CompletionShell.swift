import NaruSyntax

/// The shells that completions are written for.
enum CompletionShell: String, CaseIterable, Sendable {
    case bash, zsh, fish

    /// A script that this shell reads.
    func script(_ language: Language) -> String {
        switch self {
        case .bash: BashCompletions().script()
        case .zsh: ZshCompletions(language: language).script()
        case .fish: FishCompletions(language: language).script()
        }
    }
}

/// The program and its subcommands, each with what may stand behind it.
struct CompletedCommand {
    /// Empty for the program itself.
    var word: String
    var page: CommandPage

    static var all: [CompletedCommand] {
        [CompletedCommand(word: "", page: .main)]
            + Subcommands.all.map { CompletedCommand(word: $0.word, page: $0.page) }
    }

    /// What stands where no option does.
    var positional: OptionText.Values {
        word.isEmpty ? .files : page.options.first { $0.names.isEmpty }?.values ?? .none
    }

    var named: [OptionText] { page.options.filter { !$0.names.isEmpty } }
}
