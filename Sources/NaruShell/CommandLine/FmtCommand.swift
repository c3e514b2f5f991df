import ArgumentParser

/// `naru fmt`: programs and data files in their canonical layout.
struct FmtCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Rewrites programs and data files in their canonical layout.",
        usage: "naru fmt [--check] [--stdout] PATH... | -",
        discussion: """
            Files are rewritten where they stand; of a folder all .naru and .ties
            files below it. Comments stay with what they stood by. A file that
            doesn't parse is left alone, and its mistakes are reported.

            EXAMPLES
              naru fmt report.naru
              naru fmt --check Examples
              naru fmt --stdout report.naru | diff report.naru -
              echo 'cities|take 3' | naru fmt -

            EXIT CODES
              0    done; with --check: nothing would change
              1    with --check: the files listed on standard output would change
              2    the command line is wrong
              3    a file cannot be read or written
              4    a program doesn't parse
              5    a .ties file doesn't parse
            """)

    @Flag(help: "Rewrite nothing; list the files that would change.")
    var check = false

    @Flag(name: .customLong("stdout"), help: "Write the result to standard output, not to the file.")
    var writesOutput = false

    @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"))
    var paths: [String]

    @OptionGroup(title: "Messages") var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        var run = FormattingRun(checks: check, writesOutput: writesOutput, reporter: reporter)
        for path in paths { run.format(path) }
        try run.sink.flush()
        return run.status
    }
}
