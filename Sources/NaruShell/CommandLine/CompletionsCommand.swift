import ArgumentParser

/// `naru completions bash`
struct CompletionsCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "completions")

    @Argument var shell: String

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw .unknownChoice(shell, option: "completions", choices: CompletionShell.allCases.map(\.rawValue))
        }
        try OutputSink.standardOutput.writeAll(shell.script(reporter.language))
        return .success
    }
}
