import NaruSyntax

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
