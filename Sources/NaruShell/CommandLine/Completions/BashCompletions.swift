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
