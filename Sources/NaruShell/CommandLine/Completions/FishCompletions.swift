import NaruSyntax

/// Completions for a file `naru.fish` in fish's folder of completions.
struct FishCompletions {
    let language: Language

    func script() -> String {
        let names = Subcommands.names.joined(separator: " ")
        var lines = ["# Completions of naru for fish."]
        for command in CompletedCommand.all {
            let condition =
                command.word.isEmpty
                ? "not __fish_seen_subcommand_from \(names)" : "__fish_seen_subcommand_from \(command.word)"
            if !command.word.isEmpty {
                let summary = quoted(command.page.summary[language])
                lines.append("complete -c naru -n __fish_use_subcommand -a \(command.word) -d \(summary)")
            }
            if case .choices(let choices) = command.positional {
                lines.append("complete -c naru -n '\(condition)' -f -a \(quoted(choices.joined(separator: " ")))")
            }
            lines += command.named.map { line($0, condition) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ option: OptionText, _ condition: String) -> String {
        let names = option.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
        var parts = ["complete -c naru -n '\(condition)'"] + names
        switch option.values {
        case .none: break
        case .free: parts.append("-x")
        case .choices(let choices): parts.append("-x -a \(quoted(choices.joined(separator: " ")))")
        case .files: parts.append("-r -F")
        case .folders: parts.append("-x -a '(__fish_complete_directories)'")
        }
        return (parts + ["-d \(quoted(option.help[language]))"]).joined(separator: " ")
    }

    private func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
    }
}
