import ArgumentParser

/// `naru fmt`: programs and data files in their canonical layout.
struct FmtCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "fmt")

    @Flag var check = false

    @Flag(name: .customLong("stdout")) var writesOutput = false

    @Argument var paths: [String]

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        var run = FormattingRun(checks: check, writesOutput: writesOutput, reporter: reporter)
        for path in paths { run.format(path) }
        try run.sink.flush()
        return run.status
    }
}
