import ArgumentParser

/// `naru manual | man -l -`
struct ManualCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "manual")

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        try OutputSink.standardOutput.writeAll(ManualPage(language: reporter.language).text())
        return .success
    }
}
