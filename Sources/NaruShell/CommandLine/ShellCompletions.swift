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

/// Completions that bash reads with `source`.
struct BashCompletions {
    func script() -> String {
        """
        # Completions of naru for bash.
        _naru() {
            local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=
            if [ "$COMP_CWORD" -gt 1 ]; then
                case ${COMP_WORDS[1]} in \(Subcommands.names.joined(separator: "|"))) command=${COMP_WORDS[1]} ;; esac
            fi
            COMPREPLY=()
            case "$command $previous" in
        \(values)
            esac
            case "$command $current" in
        \(options)
        \(positionals)
            esac
            if [ "$COMP_CWORD" -eq 1 ]; then
                COMPREPLY+=($(compgen -W "\(Subcommands.names.joined(separator: " "))" -- "$current"))
            fi
        }
        complete -F _naru naru

        """
    }

    /// Behind an option its values.
    private var values: String {
        CompletedCommand.all.flatMap { command in
            command.named.filter { $0.value != nil }.map { option in
                let names = option.names.map { "\"\(command.word) \($0)\"" }.joined(separator: "|")
                return "        \(names)) \(offer(option.values))return ;;"
            }
        }.joined(separator: "\n")
    }

    private var options: String {
        CompletedCommand.all.map { command in
            let names = command.named.flatMap(\.names).joined(separator: " ")
            return "        \"\(command.word) \"-*) \(words(names))return ;;"
        }.joined(separator: "\n")
    }

    private var positionals: String {
        CompletedCommand.all.map { "        \"\($0.word) \"*) \(offer($0.positional));;" }.joined(separator: "\n")
    }

    private func offer(_ values: OptionText.Values) -> String {
        switch values {
        case .none, .free: ""
        case .choices(let choices): words(choices.joined(separator: " "))
        case .files: "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$current\")); "
        case .folders: "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$current\")); "
        }
    }

    private func words(_ words: String) -> String { "COMPREPLY=($(compgen -W \"\(words)\" -- \"$current\")); " }
}

/// Completions for a folder in zsh's `fpath`, in a file named `_naru`.
struct ZshCompletions {
    let language: Language

    func script() -> String {
        let commands = CompletedCommand.all.filter { !$0.word.isEmpty }
        return """
            #compdef naru
            # Completions of naru for zsh.
            _naru_first() {
                local -a commands
                commands=(
            \(commands.map { "        '\(quoted("\($0.word):\($0.page.summary[language])"))'" }.joined(separator: "\n"))
                )
                _describe -t commands command commands
                _files
            }
            _naru() {
                case $words[2] in
            \(commands.map(branch).joined(separator: "\n"))
                esac
                _arguments -s \\
            \(specifications(CompletedCommand.all[0]))
                    '1:: :_naru_first' '*:: :_files'
            }
            if [ "$funcstack[1]" = _naru ]; then _naru "$@"; else compdef _naru naru; fi

            """
    }

    private func branch(_ command: CompletedCommand) -> String {
        """
            \(command.word))
                if (( CURRENT > 2 )); then
                    shift words; (( CURRENT-- ))
                    _arguments -s \\
        \(specifications(command))
                    '*::\(action(command.positional, "argument"))'
                    return
                fi ;;
        """
    }

    private func specifications(_ command: CompletedCommand) -> String {
        command.named.map { option in
            let names = option.names.joined(separator: " ")
            let spelled = option.names.count > 1 ? "'(\(names))'{\(option.names.joined(separator: ","))}" : names
            let value = option.value.map { ":\(action(option.values, $0[language]))" } ?? ""
            let help = option.help[language].filter { !"[]".contains($0) }
            return "            \(spelled)'\(quoted("[\(help)]\(value)"))' \\"
        }.joined(separator: "\n")
    }

    private func action(_ values: OptionText.Values, _ what: String) -> String {
        let what = what.filter { $0 != ":" }
        switch values {
        case .none, .free: return "\(what): "
        case .choices(let choices): return "\(what):(\(choices.joined(separator: " ")))"
        case .files: return "\(what):_files"
        case .folders: return "\(what):_files -/"
        }
    }

    private func quoted(_ text: String) -> String {
        text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    }
}

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
