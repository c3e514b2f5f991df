import ArgumentParser

/// `naru fmt`: programs and data files in their canonical layout.
struct FmtCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "fmt")

    @Flag var check = false

    @Flag(name: .customLong("stdout")) var writesOutput = false

    @Argument var paths: [String]

    @OptionGroup var messages: MessageOptions

    var given: FmtOptions { FmtOptions(checks: check, writesOutput: writesOutput, paths: paths) }

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus { try given.perform(reporter) }
}

/// What stands on the command line of `naru fmt`.
struct FmtOptions: Equatable {
    var checks = false
    var writesOutput = false
    var paths: [String] = []

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        var run = FormattingRun(checks: checks, writesOutput: writesOutput, reporter: reporter)
        for path in paths { run.format(path) }
        try run.sink.flush()
        return run.status
    }
}

extension FmtOptions {
    /// The common ways to call it, read without the argument parser, which would
    /// take longer to get ready than a file takes. Nil where anything else stands
    /// there, right or wrong: that is the parser's.
    init?(common arguments: [String]) {
        guard arguments.first == FmtCommand.word else { return nil }
        for argument in arguments.dropFirst() {
            switch argument {
            case "--check": checks = true
            case "--stdout": writesOutput = true
            default:
                guard !argument.hasPrefix("-") else { return nil }
                paths.append(argument)
            }
        }
        if paths.isEmpty { return nil }
    }
}
